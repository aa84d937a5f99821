// What the public does: read the headline, follow it down to a receipt, filter, search, change language. Scripts are
// off throughout: nothing here may need one.
import { expect, test } from '@playwright/test';
import { submit } from './workspace';

test.use({ javaScriptEnabled: false });

const HEADLINES = {
  '/tinh/25': ['130 trên 148 xã, phường đạt trạng thái Xanh (87,83%). Phú Thọ đứng thứ 5 trong 34 tỉnh, thành.'],
  '/en/tinh/25': ['130 of 148', '87.83%', 'ranks 5th of 34'],
  '/ar/tinh/25': ['148', '87.83%', 'المرتبة 5'],
};

for (const [address, wanted] of Object.entries(HEADLINES)) {
  test(`the headline stands on ${address}`, async ({ page }) => {
    await page.goto(address);
    const main = page.locator('main');
    // Isolates, invisible, keep numbers in order in Arabic.
    const text = (await main.innerText()).replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, (s) => (s.includes('\u00a0') ? '\u00a0' : ' '));
    for (const piece of wanted) expect(text).toContain(piece);
    for (const mark of ['SỐ LIỆU MÔ PHỎNG', 'Simulated data', 'بيانات محاكاة (غير حقيقية)']) {
      await expect(page.getByText(mark).first()).toBeVisible();
    }
  });
}

test('from the country down to a receipt that matches', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('table').getByRole('link', { name: /Phú Thọ/ }).first().click();
  await expect(page).toHaveURL(/\/tinh\/25$/);
  // What is green already is folded below what is not.
  await page.locator('details.greens summary').click();
  await page.locator('details.greens').getByRole('link', { name: /Đức Nhàn/ }).click();
  await expect(page).toHaveURL(/\/xa\/04846$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Đức Nhàn');
  await expect(page.locator('main')).toContainText('Xanh');
  await page.locator('main a[href*="/bien-nhan/"]').first().click();
  await expect(page).toHaveURL(/\/bien-nhan\/19r1-04846$/);
  await expect(page.locator('main')).toContainText('Khớp: tính lại');
  await page.goBack();
  await expect(page).toHaveURL(/\/xa\/04846$/);
});

test('filters are a form and links, and the address keeps them', async ({ page }) => {
  await page.goto('/tinh/25');
  // Other forms keep the parameter as a hidden field.
  const form = page.locator('form').filter({ has: page.locator('select[name="trang-thai"]') });
  await form.locator('select[name="trang-thai"]').selectOption('vang');
  await submit(page, form.getByRole('button').first());
  await expect(page).toHaveURL(/trang-thai=vang/);
  const rows = page.locator('table tbody tr').filter({ has: page.locator('a[href*="/xa/"]') });
  const yellow = await rows.count();
  expect(yellow).toBeGreaterThan(0);
  expect(yellow).toBeLessThan(148);
  for (const text of await rows.allInnerTexts()) expect(text).toContain('Vàng');
  await expect(form.locator('select[name="trang-thai"]')).toHaveValue('vang');

  await page.goto('/tinh/25?ten=duc%20nhan');
  await expect(rows).toHaveCount(1);
  await page.goto('/tinh/25?ten=khong-co-xa-nao');
  await expect(rows).toHaveCount(0);
  await expect(page.locator('main')).toContainText(/Không có/);

  await page.goto('/tinh/25?sap-xep=ten');
  await expect(page.locator('[aria-sort]').first()).toBeVisible();
  const names = await rows.locator('a[href*="/xa/"]').allInnerTexts();
  expect(names.length).toBe(148);
  const bare = names.map((n) => n.replace(/^(Xã|Phường)\s+/, ''));
  expect(bare).toEqual([...bare].sort(new Intl.Collator('vi').compare));
});

test('search finds every spelling', async ({ page }) => {
  for (const spelling of ['hoa binh', 'Hoà Bình', 'Hòa Bình']) {
    await page.goto('/');
    const search = page.getByRole('search').first();
    await search.locator('input[name="q"]').fill(spelling);
    await search.getByRole('button').click();
    await expect(page.locator('main')).toContainText('Phường Hòa Bình');
    await expect(page.locator('main a[href="/tinh/25"]').first()).toBeVisible();
  }
});

test('a change of language keeps the page and its query', async ({ page }) => {
  await page.goto('/tinh/25?trang-thai=vang');
  await page.locator('a[hreflang="ar"]').first().click();
  await expect(page).toHaveURL(/\/ar\/tinh\/25\?trang-thai=vang$/);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.locator('a[hreflang="en"]').first().click();
  await expect(page).toHaveURL(/\/en\/tinh\/25\?trang-thai=vang$/);
  await page.locator('a[hreflang="vi"]').first().click();
  await expect(page).toHaveURL(/\/tinh\/25\?trang-thai=vang$/);
});

test('an older release is shown as such, and links stay in it', async ({ page }) => {
  await page.goto('/?phat-hanh=3');
  await expect(page.locator('main')).toContainText('1.981');
  await page.getByRole('table').getByRole('link', { name: /Phú Thọ/ }).first().click();
  await expect(page).toHaveURL(/\/tinh\/25\?phat-hanh=3r?1?$/);
  await expect(page.locator('main')).toContainText('148/148');
});

test('an unknown place says so and helps', async ({ page }) => {
  const response = await page.goto('/xa/99999');
  expect(response?.status()).toBe(404);
  await expect(page.locator('main')).toContainText('99999');
  await page.getByRole('search').first().locator('input[name="q"]').fill('duc nhan');
  await page.getByRole('search').first().getByRole('button').click();
  // Only one unit can be meant: the search leads to it.
  await expect(page).toHaveURL(/\/xa\/04846$/);
});

test('a production start cites the article and has no release', async ({ page }) => {
  await page.goto(process.env.PRODUCTION_URL + '/tinh/25');
  const main = page.locator('main');
  await expect(main).toContainText('130 trên 148 xã, phường đạt trạng thái Xanh');
  await expect(main).toContainText('Báo Phú Thọ');
  await expect(main).toContainText('Chưa có bản công bố nào');
  await expect(page.getByText('SỐ LIỆU MÔ PHỎNG')).toHaveCount(0);
});

test('the file beside the page holds its 148 rows', async ({ page, request }) => {
  await page.goto('/tinh/25');
  const href = await page.locator('a[href$="/tinh/25.csv"]').first().getAttribute('href');
  const file = await request.get(href ?? '');
  expect(file.ok()).toBe(true);
  const lines = (await file.text()).trim().split('\n');
  expect(lines.length).toBe(149);
  expect(lines[1]).toContain('SỐ LIỆU MÔ PHỎNG');
});
