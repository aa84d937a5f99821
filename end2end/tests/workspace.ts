// What officers, leaders, reviewers and secretaries do, as steps that the tests share. The demo's accounts have known
// passwords and secrets; codes are made for the server's own clock, which begins at XANH_NOW when it starts.
import { createHash, createHmac } from 'node:crypto';
import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { inLanguage, type Language } from './routes';

const PASSWORD = 'xanh-trinh-dien';

/** Servers that stories may change: one for each engine. */
export const STORIES = [
  { engine: 'SQLite', base: process.env.STORY_SQLITE_URL ?? '' },
  { engine: 'PostgreSQL', base: process.env.STORY_POSTGRES_URL ?? '' },
];

/** The servers' time, in milliseconds since 1970. */
export function clock(): number {
  const started = Number(process.env.XANH_STARTED);
  return Date.parse(process.env.XANH_NOW ?? '') + Date.now() - started;
}

/** The code that the telephone of a demo account shows (RFC 6238). */
function code(user: string): string {
  const key = createHash('sha256').update(`xanh demo ${user}`).digest().subarray(0, 20);
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(clock() / 30_000)));
  const digest = createHmac('sha1', key).update(step).digest();
  const at = digest[19] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Presses a button that sends a form, and waits until the answer is there, so that it can be asked what it shows. */
export async function submit(page: Page, button: Locator) {
  const answered = page.waitForEvent('load');
  await button.click();
  await answered;
}

export interface Setting {
  base: string;
  language: Language;
  script: boolean;
}

// Cookies of sessions by server and user. A code works once, so a second sign-in would wait for the next one.
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

/** A page in which somebody is signed in: in the session that this worker opened for them before, if it still holds. */
export async function signIn(browser: Browser, setting: Setting, user: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: setting.base, javaScriptEnabled: setting.script });
  const page = await context.newPage();
  const key = `${setting.base} ${user}`;
  const known = sessions.get(key);
  if (known) {
    await context.addCookies(known);
    await page.goto(inLanguage(setting.language, '/dang-nhap/phien'));
    if (await page.locator('.person').count()) return page;
  }
  await page.goto(inLanguage(setting.language, '/dang-nhap'));
  await page.locator('#user').fill(user);
  await page.locator('#password').fill(PASSWORD);
  await submit(page, page.locator('main button[type=submit]'));
  while (await page.locator('#code').count()) {
    // A code works once: if another test has used this one, the next comes within half a minute.
    const used = code(user);
    await page.locator('#code').fill(used);
    await submit(page, page.locator('main button[type=submit]'));
    if (await page.locator('#code').count()) await expect.poll(() => code(user), { timeout: 60_000 }).not.toBe(used);
  }
  await expect(page.locator('.person')).toBeVisible();
  sessions.set(key, await context.cookies());
  return page;
}

/** The codes of Phú Thọ's communes of a status, by rank, in the last release that the demo brings: whatever stories
 * publish meanwhile, each test finds the same. */
async function communes(browser: Browser, setting: Setting, status: 'vang' | 'xanh'): Promise<string[]> {
  const context = await browser.newContext({ baseURL: setting.base, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/tinh/25?phat-hanh=19r1&trang-thai=${status}`);
  const links = await page.locator('table a[href^="/xa/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  await context.close();
  return links.map((href) => href.slice(4, 9));
}

/** A commune of Phú Thọ that is yellow, still has something to do, and of which nothing waits for review: one that can
 * become green. There are few, so only the stories that publish take them. */
export async function freeCommune(browser: Browser, setting: Setting, taken: string[]): Promise<string> {
  const codes = await communes(browser, setting, 'vang');
  for (const unit of codes.filter((code) => !taken.includes(code))) {
    const desk = await signIn(browser, setting, `canbo.${unit}`);
    await desk.goto(`/can-bo/${unit}`);
    const waiting = await desk.locator('.stage.is-submitted').count();
    const open = await desk.locator('.todo > li').count();
    await desk.context().close();
    if (waiting === 0 && open > 0) return unit;
  }
  throw new Error('no commune of Phú Thọ is free');
}

/** The commune of Phú Thọ at a place among the green ones. Each test has a place of its own. */
export async function greenCommune(browser: Browser, setting: Setting, place: number): Promise<string> {
  const unit = (await communes(browser, setting, 'xanh'))[place];
  expect(unit).toBeDefined();
  return unit;
}

/** Every criterion's address on the desk, in its order. */
export async function items(page: Page, setting: Setting, unit: string): Promise<string[]> {
  await page.goto(inLanguage(setting.language, `/can-bo/${unit}`));
  const found = await page.locator('table.desk th a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  expect(found).toHaveLength(16);
  return found;
}

/** Types what passes, whatever the criterion asks, with a file as evidence, and hands it in. */
export async function answer(page: Page, address: string, file: string) {
  await page.goto(address);
  const form = page.locator('form.entry');
  const yes = form.locator('input[name=yes][value=yes]');
  if (await yes.count()) await yes.check();
  for (const name of ['part', 'whole']) {
    const field = form.locator(`input[name=${name}]`);
    if (await field.count()) await field.fill('60');
  }
  const number = form.locator('input[name=number]');
  if (await number.count()) await number.fill('60');
  const date = form.locator('input[name=date]');
  if (await date.count()) await date.fill('2026-11-16');
  const chosen = form.locator('input[type=radio][name^=item-][value="1"]');
  for (let i = 0; i < (await chosen.count()); i += 1) await chosen.nth(i).check();
  const list = form.locator('input[name^=item-]:not([type=radio])');
  for (let i = 0; i < (await list.count()); i += 1) await list.nth(i).fill('2');
  await form.locator('input[name=fact_date]').fill('2026-11-20');
  await form.locator('input[name=file]').setInputFiles({
    name: file,
    mimeType: 'application/pdf',
    buffer: Buffer.from(`%PDF-1.7\n${address} ${file}\n%%EOF\n`),
  });
  await submit(page, form.locator('button[value=hand-in]'));
  const explanation = form.locator('textarea[name=explanation]');
  if (await explanation.count()) {
    // The value differs much from the last one: the form asks why, and has lost nothing.
    await expect(page.locator('.evidence').first()).toContainText(file);
    await explanation.fill('Rà soát lại toàn bộ');
    await form.locator('button[value=hand-in]').click();
  }
  await expect(page.locator('.notice.is-done')).toBeVisible();
}

/** The address of the reviewer's queue with what a commune has handed in. */
export async function queueOf(officer: Page, unit: string): Promise<string> {
  await officer.goto(`/can-bo/${unit}`);
  const name = (await officer.locator('h1').innerText()).replace(/^Phiếu khai của (xã|phường|đặc khu) /, '');
  return `/tham-dinh?ten=${encodeURIComponent(name)}`;
}

/** A leader signs everything that waits. */
export async function sign(leader: Page, unit: string, number: number) {
  await leader.goto(`/can-bo/${unit}`);
  await expect(leader.locator('table.to-sign input[type=checkbox]:checked')).toHaveCount(number);
  await submit(leader, leader.getByRole('button', { name: 'Duyệt các mục đã chọn' }));
  await expect(leader.locator('.notice.is-done')).toContainText(`Đã duyệt ${number} mục`);
}

/** Why a reviewer returns an item. */
export function objection(criterion: string): string {
  return `Báo cáo ${criterion} thiếu thời gian thống kê`;
}

/** A reviewer looks at items with their evidence and returns them, each with its reason. */
export async function giveBack(reviewer: Page, queue: string, criteria: string[], file: string) {
  for (const criterion of criteria) {
    await reviewer.goto(queue);
    await reviewer.locator('table.queue tr', { hasText: `${criterion} ` }).getByRole('link').click();
    await expect(reviewer.locator('main')).toContainText(file);
    await reviewer.locator('#code').selectOption('evidence-differs');
    await reviewer.locator('#text').fill(objection(criterion));
    await submit(reviewer, reviewer.getByRole('button', { name: 'Trả lại' }));
    await expect(reviewer.locator('.notice.is-done')).toContainText('Đã trả lại, kèm lý do');
  }
}
