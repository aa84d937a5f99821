// A committee member's meeting, without script: finds the communes one item away, tries the what-if, issues a
// directive, downloads the workbook; axe, width and print of every view.
import { expect, test, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { accessible, fits, unfold } from './audit';
import { inLanguage, type Language } from './routes';
import { STORIES, signIn, submit } from './workspace';

/** A folder for pictures and PDF files of every view, if somebody wants to look at them. */
const PICTURES = process.env.STEER_SHOTS;

const [{ base }] = STORIES;
const VIEWS = ['', '/ma-tran', '/khoang-cach', '/dien-bien', '/ha-tang', '/giao-viec'];
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
  await member.getByRole('link', { name: 'Khoảng cách tới Xanh' }).first().click();
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
  await member.getByRole('button', { name: 'Giao việc' }).click();
  await expect(member.locator('.notice.is-done')).toContainText('Đã giao việc');
  await expect(member.locator('table.directives')).toContainText('Hoàn thành mục còn thiếu');

  await member.goto('/dieu-hanh');
  const [download] = await Promise.all([
    member.waitForEvent('download'),
    member.getByRole('link', { name: 'Tải bảng tính' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('xep-hang.xlsx');
});

for (const language of ['vi', 'ar'] as Language[]) {
  test(`every view of the room can be read, ${language}`, async ({ browser }) => {
    const page = await signIn(browser, { base, language, script: true }, 'bcd');
    for (const view of VIEWS) {
      const address = inLanguage(language, `/dieu-hanh${view}`);
      const name = `${language}${view.replace('/', '-') || '-tong-quan'}`;
      await page.goto(address);
      await unfold(page);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await fits(page, `${address} at ${size.width}`);
        if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${size.width}.png` });
      }
      await accessible(page, address);
      await page.emulateMedia({ colorScheme: 'light' });
      // What is printed for the meeting: not empty, and no heap of paper.
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
      const sheets = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
      expect(sheets, `${address} printed`).toBeGreaterThan(0);
      expect(sheets, `${address} printed`).toBeLessThanOrEqual(12);
      if (PICTURES) writeFileSync(`${PICTURES}/${name}.pdf`, pdf);
    }
  });
}
