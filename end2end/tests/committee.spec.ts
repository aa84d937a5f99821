// A committee member's meeting, without script: finds the communes one item away, tries the what-if, issues a
// directive, downloads briefing and workbook, whose numbers are those of the page and of the open file; axe, width and
// print of every view.
import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { accessible, fits, unfold } from './audit';
import { pdfText, sheets } from './files';
import { inLanguage, type Language } from './routes';
import { STORIES, signIn, submit } from './workspace';

/** Pictures and printed pages of every view, to be looked at. They stay where results of tests stay. */
const PICTURES = 'test-results/pictures';

const [{ base }] = STORIES;
const VIEWS = ['', '/ma-tran', '/khoang-cach', '/dien-bien', '/ha-tang', '/giao-viec'];
/** Pages of indicators that the committee's pages lead to, and that everybody may read. */
const PUBLIC = [
  '/tinh/25/muc?tieu-chi=DL2',
  '/ha-tang?tinh=25',
  '/linh-vuc',
  '/linh-vuc/ngan-hang',
  '/chi-tieu/I04?tinh=25',
  '/chi-tieu/I02/04846',
];
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
  { width: 360, height: 740 },
];

async function counted(page: Page, row: number): Promise<string[]> {
  const cells = page.locator('table.imagined tbody tr').nth(row).locator('td');
  return (await cells.allInnerTexts()).map((text) => text.trim());
}

test('a member finds what moves the province up, and asks for it', async ({ browser }) => {
  const member = await signIn(browser, { base, language: 'vi', script: false }, 'bcd');
  await member.goto('/dieu-hanh');
  await expect(member.locator('h1')).toContainText('Phú Thọ');
  await expect(member.locator('main .lead')).toContainText('trên 148 xã, phường đạt trạng thái Xanh');
  await member.getByRole('link', { name: 'Còn thiếu để đạt Xanh' }).first().click();
  const first = member.locator('table.distance tbody tr').first();
  await expect(first.locator('input[name=muc]')).toHaveCount(1);
  const name = await first.locator('th a').innerText();
  const [now] = await counted(member, 0);
  await first.locator('input[name=muc]').check();
  await submit(member, member.getByRole('button', { name: 'Thử xem' }).first());
  await expect(member).toHaveURL(/muc=\d{5}\./);
  const [before, after] = await counted(member, 0);
  expect(before).toBe(now);
  expect(Number(after.split('/')[0])).toBe(Number(now.split('/')[0]) + 1);
  await expect(member.locator('[role=status].ticked')).toContainText('1 xã, phường sẽ đạt Xanh');

  await member.goto('/dieu-hanh/giao-viec?tinh=25');
  await member.locator('#unit').selectOption({ label: name });
  await member.locator('#subject').fill('DL2');
  await member.locator('#content').fill('Hoàn thành mục còn thiếu và báo cáo');
  await member.locator('#owner').fill('Chủ tịch UBND xã');
  await member.locator('#due').fill('2026-12-15');
  await member.getByRole('button', { name: 'Giao nhiệm vụ' }).click();
  await expect(member.locator('.notice.is-done')).toContainText('Đã giao nhiệm vụ');
  await expect(member.locator('table.directives')).toContainText('Hoàn thành mục còn thiếu');

  await member.goto('/dieu-hanh');
  const lead = await member.locator('main .lead').innerText();
  const [, green, communes] = lead.match(/(\d+) trên (\d+) xã, phường/)!;
  const [, rank] = lead.match(/đứng thứ (\d+) trong 34/)!;
  const csv = await (await member.request.get('/xep-hang.csv')).text();
  const [head, ...lines] = csv.replace('\ufeff', '').trim().split(/\r?\n/).map((line) => line.split(','));
  const column = (name: string) => head.indexOf(name);
  const own = lines.find((line) => line[column('province_code')] === '25')!;
  expect([own[column('green')], own[column('units')], own[column('rank')]]).toEqual([green, communes, rank]);

  const workbook = await downloaded(member, 'Tải bảng tính', 'xep-hang.xlsx');
  const ranking = sheets(workbook)['Xếp hạng'];
  expect(ranking[0].join('')).toContain('SỐ LIỆU MÔ PHỎNG');
  const row = ranking.find((cells) => cells[1] === '25')!;
  expect([row[0], row[3], row[4]]).toEqual([rank, green, communes]);
  const statuses = sheets(workbook)['Ma trận'].slice(2).map((cells) => cells[2]);
  expect(statuses.length).toBe(Number(communes));
  expect(statuses.filter((status) => status === 'Xanh').length).toBe(Number(green));

  const briefing = await downloaded(member, 'Tải báo cáo', 'bao-cao.pdf');
  const pages = await pdfText(briefing);
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) expect(page).toContain('SỐ LIỆU MÔ PHỎNG');
  const all = pages.join(' ');
  expect(all).toContain(`${green} trên ${communes} xã, phường đạt trạng thái Xanh`);
  expect(all).toContain(`đứng thứ ${rank} trong 34`);
  for (const line of lines) {
    const [name, part, whole] = ['province', 'green', 'units'].map((c) => line[column(c)]);
    expect(all).toContain(`${name} ${part}/${whole}`);
  }
  // The directive just issued, as it was typed.
  expect(all).toContain('Chủ tịch UBND xã');
});

/** Follows a link that downloads a file; its bytes. */
async function downloaded(page: Page, link: string, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(name);
  return readFile(await download.path());
}

/** What is printed for the meeting: not empty, and no heap of paper. */
async function printed(page: Page, address: string, picture: string) {
  await page.emulateMedia({ colorScheme: 'light' });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  const sheets = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  expect(sheets, `${address} printed`).toBeGreaterThan(0);
  expect(sheets, `${address} printed`).toBeLessThanOrEqual(12);
  writeFileSync(`${PICTURES}/${picture}.pdf`, pdf);
}

/** A page at every size: it fits, and its picture is kept. */
async function pictured(page: Page, address: string, picture: string) {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await fits(page, `${address} at ${size.width}`);
    await page.evaluate(() => window.scrollTo(0, 0));
    // A phone shows too little of a page at once to judge it.
    const fullPage = size.width < 400;
    await page.screenshot({ path: `${PICTURES}/${picture}-${size.width}.png`, fullPage });
  }
}

for (const language of ['vi', 'ar'] as Language[]) {
  test(`every view of the committee can be read, ${language}`, async ({ browser }) => {
    mkdirSync(PICTURES, { recursive: true });
    const page = await signIn(browser, { base, language, script: true }, 'bcd');
    for (const view of VIEWS) {
      const address = inLanguage(language, `/dieu-hanh${view}`);
      const picture = `${language}${view.replace('/', '-') || '-tong-quan'}`;
      await page.goto(address);
      await unfold(page);
      await pictured(page, address, picture);
      await accessible(page, address);
      await printed(page, address, picture);
    }
    // axe looks at these in axe.spec.ts.
    for (const route of PUBLIC) {
      const address = inLanguage(language, route);
      const picture = `${language}${route.replace(/\W+/g, '-')}`;
      await page.goto(address);
      await pictured(page, address, picture);
      await printed(page, address, picture);
    }
  });
}

// Its words are the longest.
test('every view of the committee fits in English', async ({ browser }) => {
  const page = await signIn(browser, { base, language: 'en', script: true }, 'bcd');
  for (const route of [...VIEWS.map((view) => `/dieu-hanh${view}`), ...PUBLIC]) {
    const address = inLanguage('en', route);
    await page.goto(address);
    await unfold(page);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await fits(page, `${address} at ${size.width}`);
    }
  }
});
