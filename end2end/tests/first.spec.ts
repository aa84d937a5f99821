// From an empty database to the first public page: the two administrators whom the documented commands let in, and from
// there on pages only. They invite a secretary, a reviewer, and leaders and officers of three communes, who come in by
// their links; the secretary opens a campaign; officers answer with evidence, leaders sign, one item is returned and
// mended, the reviewer confirms, the secretary publishes, and a stranger reads it.
import { createHmac } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { answer, clock, giveBack, items, queueOf, sign, submit } from './workspace';

const base = process.env.FIRST_URL ?? '';
const setting = { base, language: 'vi' as const, script: false };
const PASSWORD = 'một câu chỉ mình tôi biết';
const UNITS = ['04846', '05116', '04978'];

/** The code of a key as a person reads it: base32, in groups. */
function codeOf(key: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replace(/\s/g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(clock() / 30_000)));
  const digest = createHmac('sha1', bytes).update(step).digest();
  const at = digest[19] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Somebody opens the address that they were given and comes in: with a password, and a second factor where the role
 * asks for one. */
async function comeIn(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: base, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(new URL(address).pathname);
  await page.locator('input[name=new]').fill(PASSWORD);
  await page.locator('input[name=again]').fill(PASSWORD);
  await submit(page, page.locator('main button[type=submit]'));
  if (await page.locator('.secret').count()) {
    await expect(page.locator('svg.qr')).toBeVisible();
    await page.locator('#code').fill(codeOf(await page.locator('.secret').innerText()));
    await submit(page, page.locator('main button[type=submit]'));
    await expect(page.locator('.codes li')).toHaveCount(8);
    await page.locator('main a').last().click();
  }
  await expect(page.locator('.person')).toBeVisible();
  return page;
}

test('an empty installation comes to its first public page', async ({ browser }) => {
  const links = (process.env.FIRST_LINKS ?? '').split('\n').filter((line) => line.includes('/moi/'));
  expect(links).toHaveLength(2);
  const admins = [];
  for (const line of links) admins.push(await comeIn(browser, line.split(',')[1]));
  const admin = admins[1];

  // What is missing, and who comes next.
  await admin.goto('/quan-tri/buoc-dau');
  await expect(admin.locator('main')).toContainText('Đã mời 2 người: 2 người đã đăng nhập');
  await expect(admin.locator('main')).toContainText('Chưa có ai mở được đợt');
  const people = [
    'thu.ky,Thư ký,,thu-ky,VN',
    'tham.dinh,Người thẩm định,,tham-dinh,25',
    ...UNITS.flatMap((unit) => [`ld.${unit},Lãnh đạo ${unit},,lanh-dao,${unit}`, `cb.${unit},Cán bộ ${unit},,can-bo,${unit}`]),
  ];
  await admin.goto('/quan-tri/tai-khoan/nap');
  await admin.locator('textarea[name=list]').fill(['user,name,email,role,scope', ...people].join('\n'));
  await submit(admin, admin.getByRole('button', { name: 'Xem trước' }));
  await submit(admin, admin.getByRole('button', { name: 'Tạo tất cả' }));
  await expect(admin.locator('.slip')).toHaveCount(people.length);
  await expect(admin.locator('.slip svg.qr')).toHaveCount(people.length);
  const cards = await admin.locator('.slip .address').allTextContents();
  const address = (user: string) => cards[people.findIndex((line) => line.startsWith(`${user},`))];

  const secretary = await comeIn(browser, address('thu.ky'));
  await admin.goto('/quan-tri/buoc-dau');
  await expect(admin.locator('main')).toContainText('Người mở được đợt: Thư ký');
  await secretary.goto('/quan-tri/dot');
  await secretary.locator('#code').fill('2026-Q4');
  await secretary.locator('#due').fill('2026-12-31');
  await submit(secretary, secretary.locator('main button[value=open]'));
  await expect(secretary.locator('.notice.is-done')).toBeVisible();

  const reviewer = await comeIn(browser, address('tham.dinh'));
  for (const [at, unit] of UNITS.entries()) {
    const officer = await comeIn(browser, address(`cb.${unit}`));
    const criteria = await items(officer, setting, unit);
    for (const item of criteria) await answer(officer, item, 'bao-cao.pdf');
    const leader = await comeIn(browser, address(`ld.${unit}`));
    await sign(leader, unit, 16);
    const queue = await queueOf(officer, unit);
    if (at === 0) {
      await giveBack(reviewer, queue, ['DL1'], 'bao-cao.pdf');
      const mended = criteria.find((item) => item.endsWith('/DL1')) ?? '';
      await answer(officer, mended, 'bao-cao-sua.pdf');
      await sign(leader, unit, 1);
    }
    await reviewer.goto(queue);
    await submit(reviewer, reviewer.getByRole('link', { name: 'Chọn mọi mục' }));
    await expect(reviewer.locator('table.queue input[type=checkbox]:checked')).toHaveCount(16);
    await submit(reviewer, reviewer.getByRole('button', { name: 'Xác nhận các mục đã chọn' }));
    await expect(reviewer.locator('.notice.is-done')).toContainText('Đã xác nhận 16 mục');
    await leader.context().close();
    await officer.context().close();
  }

  await admin.goto('/quan-tri/buoc-dau');
  await expect(admin.locator('main')).toContainText('Đã mời 10 người: 10 người đã đăng nhập');
  await expect(admin.locator('main')).toContainText('Đợt 2026-Q4 đang mở');
  await expect(admin.locator('td', { hasText: 'Đã nộp đủ' })).toHaveCount(UNITS.length);

  await secretary.goto('/quan-tri/cong-bo');
  await submit(secretary, secretary.getByRole('button', { name: 'Công bố', exact: true }));
  await expect(secretary.locator('.notice.is-done')).toContainText('Đã công bố bản số 1');

  const reader = await (await browser.newContext({ baseURL: base, javaScriptEnabled: false })).newPage();
  for (const unit of UNITS) {
    await reader.goto(`/xa/${unit}`);
    await expect(reader.locator('main')).toContainText('16/16');
    await expect(reader.locator('main .status').first()).toContainText('Xanh');
  }
  await reader.goto('/tinh/25');
  await expect(reader.locator('main')).toContainText('3 trên 148');
});
