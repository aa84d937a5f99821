// The copy sheet for the national system, without script: an officer selects values, says that they were copied, and
// finds nothing changed; the reviewer has the list of the province. axe and pictures in two languages.
import { expect, test } from '@playwright/test';
import { accessible, fits } from './audit';
import { inLanguage, type Language } from './routes';
import { STORIES, signIn } from './workspace';

test.setTimeout(600_000);

// A commune that no other story touches, on the server of the stories: saying that it was copied changes something.
const [{ base }] = STORIES;
const UNIT = '05116';

test('an officer copies, says so, and sees what changed since', async ({ browser }) => {
  const officer = await signIn(browser, { base, language: 'vi', script: false }, `canbo.${UNIT}`);
  await officer.goto(`/can-bo/${UNIT}`);
  await officer.getByRole('link', { name: 'Phiếu sao chép' }).click();
  await expect(officer.locator('main')).toContainText('SỐ LIỆU MÔ PHỎNG: không nhập');
  const fields = officer.locator('table.copy-lines input.copy');
  const values = await fields.evaluateAll((inputs) => inputs.map((i) => (i as HTMLInputElement).value));
  expect(values.length).toBeGreaterThan(0);
  // What a field holds can be selected, and cannot be changed.
  await fields.first().click();
  await officer.keyboard.press('Control+A');
  await officer.keyboard.type('x');
  await expect(fields.first()).toHaveValue(values[0]);
  const block = (await officer.locator('#ca-phieu').inputValue()).trim().split('\n');
  expect(block.length).toBe(values.length);
  block.forEach((line, at) => expect(line).toContain(values[at]));
  // The file has the same values, a row for each criterion.
  const tsv = await (await officer.request.get(`/can-bo/${UNIT}/sao-chep.tsv`)).text();
  const [head, ...rows] = tsv.trim().split(/\r?\n/).map((line) => line.split('\t'));
  expect(rows.map((row) => row[head.indexOf('value')]).filter((value) => value !== '')).toEqual(values);

  await officer.getByRole('button', { name: 'Đã sao chép vào hệ thống quốc gia' }).click();
  await expect(officer.locator('.notice.is-done')).toContainText(`${values.length} mục`);
  await expect(officer.locator('main')).toContainText('Không có gì thay đổi từ lần sao chép gần nhất');
  await expect(officer.getByRole('button', { name: 'Đã sao chép' })).toHaveCount(0);
});

for (const language of ['vi', 'ar'] as Language[]) {
  test(`sheet and list can be read, ${language}`, async ({ browser }) => {
    const officer = await signIn(browser, { base, language, script: true }, `canbo.${UNIT}`);
    const reviewer = await signIn(browser, { base, language, script: true }, 'thamdinh2');
    for (const [page, path, name] of [
      [officer, `/can-bo/${UNIT}/sao-chep`, 'sheet'],
      [reviewer, '/can-bo/sao-chep', 'list'],
    ] as const) {
      const address = inLanguage(language, path);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(address);
        await fits(page, `${address} at ${width}`);
        await accessible(page, `${address} at ${width}`);
        await page.emulateMedia({ colorScheme: 'light' });
      }
    }
  });
}
