// A department's officer tells a figure and corrects it, sends a file with a fault, then a good one, and undoes it,
// without script; an administrator makes a machine's token. Axe and pictures of every page.
import { expect, test, type Page } from '@playwright/test';
import { accessible, fits } from './audit';
import { inLanguage, type Language } from './routes';
import { STORIES, signIn } from './workspace';

test.setTimeout(600_000);

const [{ base }] = STORIES;
const HEAD = 'Mã đơn vị,Mã chỉ tiêu,Giá trị,Tính đến ngày,Nguồn\n';
const SIZES = [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
];

async function send(page: Page, name: string, text: string) {
  // A page that shows a file has another form, which reads the same file with other columns.
  const form = page.locator('form').filter({ has: page.locator('#table') });
  await form.locator('#table').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await form.getByRole('button', { name: 'Xem trước' }).click();
}

/** Looks at a page at two widths, in both themes. */
async function look(page: Page, name: string) {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await fits(page, `${name} at ${size.width}`);
  }
  await page.setViewportSize(SIZES[0]);
  await accessible(page, name);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a department tells figures, one by one and by file', async ({ browser }) => {
  const page = await signIn(browser, { base, language: 'vi', script: false }, 'songanh');
  await page.goto('/so-lieu?linh-vuc=mau-so&don-vi=04978');
  await page.getByRole('link', { name: 'M02' }).click();
  await page.locator('#value').fill('mười');
  await page.locator('#as_of').fill('2026-06-30');
  await page.locator('#source').fill('Sở thử nghiệm');
  await page.getByRole('button', { name: 'Lưu số liệu' }).click();
  await expect(page.locator('#value-error')).toBeVisible();
  await expect(page.locator('#value')).toHaveValue('mười');
  await expect(page.locator('#source')).toHaveValue('Sở thử nghiệm');
  await page.locator('#value').fill('1.480');
  await page.getByRole('button', { name: 'Lưu số liệu' }).click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã ghi 1 dòng');
  const row = page.locator('table.observe tbody tr').filter({ hasText: 'Sở thử nghiệm' });
  await expect(row).toContainText('1.480');
  await row.getByRole('link', { name: 'Sửa' }).click();
  await expect(page.locator('#value')).toHaveValue('1480');
  await page.locator('#value').fill('1490');
  await page.getByRole('button', { name: 'Lưu số liệu' }).click();
  await expect(row.first()).toContainText('1.490');
  await expect(row.nth(1)).toContainText('đã có bản sửa');

  await page.goto('/so-lieu/nhap');
  await send(page, 'ho.csv', `${HEAD}04978,M02,1500,2026-09-30,Sở thử nghiệm\n4978,M02,1,2026-08-31,Sở thử nghiệm\n`);
  await expect(page.locator('table.faults')).toContainText('mã mất số 0 ở đầu');
  // All at once, for the whole file.
  await page.getByRole('button', { name: 'Thêm lại số 0 ở đầu cho 1 mã' }).click();
  await expect(page.locator('main')).toContainText('Đã thêm lại số 0 ở đầu cho 1 mã đơn vị');
  await expect(page.locator('table.faults')).toHaveCount(0);
  await page.goto('/so-lieu/nhap');
  await send(page, 'ho.csv', `${HEAD}04978,M02,1500,2026-09-30,Sở thử nghiệm\n04978,M02,1491,2026-06-30,Sở thử nghiệm\n`);
  await expect(page.locator('main .lead')).toContainText('1 dòng mới, 1 bản sửa, 0 dòng không đổi');
  await page.getByRole('button', { name: 'Ghi 2 dòng' }).click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã ghi 2 dòng');
  await page.getByRole('link', { name: 'ho.csv' }).first().click();
  await page.locator('summary', { hasText: 'Hoàn tác' }).click();
  await page.locator('#reason').fill('gửi nhầm');
  await page.locator('button', { hasText: 'Hoàn tác' }).click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã hoàn tác');
  await page.goto('/so-lieu/M02/04978');
  const current = page.locator('table.observe tbody tr').filter({ hasText: 'hiện hành' }).filter({ hasText: 'Sở thử nghiệm' });
  await expect(current).toHaveCount(1);
  await expect(current).toContainText('1.490');
});

test('a file can be looked at before it is taken', async ({ browser }) => {
  const page = await signIn(browser, { base, language: 'vi', script: true }, 'songanh');
  await page.goto('/so-lieu/nhap');
  await send(page, 'ho.csv', `${HEAD}4978,M02,1,2026-09-30,Sở thử nghiệm\n04978,M02,1500,2026-07-31,Sở thử nghiệm\n`);
  await expect(page.locator('table.faults')).toBeVisible();
  await look(page, 'fault-vi');
  await send(page, 'ho.csv', `${HEAD}04978,M02,1500,2026-07-31,Sở thử nghiệm\n04978,I06,3/4,2026-07-31,Sở thử nghiệm\n`);
  await expect(page.locator('main .lead')).toBeVisible();
  await look(page, 'preview-vi');
});

test('an administrator makes a token, which is shown once', async ({ browser }) => {
  const page = await signIn(browser, { base, language: 'vi', script: true }, 'quantri');
  await page.goto('/quan-tri/may');
  await page.locator('#name').fill('lgsp.thu');
  await page.locator('#scope').fill('25');
  await page.locator('#expires').fill('2027-06-30');
  await page.locator('input[name=sector-ha-tang]').check();
  await page.locator('#sources').fill('Nhà mạng thử nghiệm');
  await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click();
  const secret = await page.locator('code.secret').innerText();
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  await page.goto('/quan-tri/may');
  await expect(page.locator('main')).not.toContainText(secret);
  await look(page, 'tokens-vi');
});

for (const language of ['vi', 'ar'] as Language[]) {
  test(`the pages can be read, ${language}`, async ({ browser }) => {
    const page = await signIn(browser, { base, language, script: true }, 'songanh');
    const pages = [
      ['index', '/so-lieu'],
      ['units', '/so-lieu?chi-tieu=I02'],
      ['entry', '/so-lieu/I02/04846'],
      ['yes-no', '/so-lieu/I07b/04846'],
      ['elsewhere', '/so-lieu/I11b/04846'],
      ['import', '/so-lieu/nhap'],
    ];
    for (const [name, address] of pages) {
      await page.goto(inLanguage(language, address));
      await look(page, `${name}-${language}`);
    }
    await page.context().close();
  });
}
