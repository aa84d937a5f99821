// Administration in a browser: two officers let in from a list, a campaign moved, an officer handing over; axe on every
// page of it.
import { expect, test, type Page } from '@playwright/test';
import { clean, unfold } from './audit';
import { inLanguage, languagesAt } from './routes';
import { STORIES, signIn, submit } from './workspace';

const [sqlite, postgres] = STORIES;
const NEW_PASSWORD = 'một câu dài để nhớ';

/** Presses a button that sends a form, and waits for the page that follows. */
async function send(page: Page, name: string | RegExp) {
  await submit(page, page.getByRole('main').getByRole('button', { name }).first());
}

for (const { script, story } of [
  { script: false, story: sqlite },
  { script: true, story: postgres },
]) {
  const how = `${script ? 'with' : 'without'} script, on ${story.engine}`;

  test(`two officers come in from a list, and one hands over to the other, ${how}`, async ({ browser }) => {
    const setting = { base: story.base, language: 'vi' as const, script };
    const admin = await signIn(browser, setting, 'quantri');
    await admin.goto('/quan-tri/tai-khoan/nap');
    const head = 'user,name,email,role,scope';
    await admin.locator('textarea[name=list]').fill(`${head}\nxa.moi,Cán bộ mới,,can-bo,04846\nxa moi,Sai tên,,can-bo,04846`);
    await send(admin, 'Xem trước');
    await expect(admin.locator('table.faults')).toContainText('sai dạng');
    await expect(admin.getByRole('button', { name: 'Tạo tất cả' })).toHaveCount(0);
    await admin.locator('input[name=file]').setInputFiles({
      name: 'danh-sach.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${head}\nxa.moi,Cán bộ mới,,can-bo,04846\nxa.ke,Cán bộ kế nhiệm,,can-bo,05116\n`),
    });
    await send(admin, 'Xem trước');
    await expect(admin.locator('.lead')).toContainText('2 tài khoản sẽ được tạo');
    await send(admin, 'Tạo tất cả');
    const links = await admin.locator('.slip .address').allTextContents();
    expect(links).toHaveLength(2);
    const download = admin.waitForEvent('download');
    await admin.getByRole('link', { name: /CSV/ }).click();
    expect((await download).suggestedFilename()).toBe('lien-ket.csv');

    const context = await browser.newContext({ baseURL: story.base, javaScriptEnabled: script });
    const officer = await context.newPage();
    await officer.goto(new URL(links[0]).pathname);
    await officer.locator('input[name=new]').fill(NEW_PASSWORD);
    await officer.locator('input[name=again]').fill(NEW_PASSWORD);
    await officer.locator('main button[type=submit]').click();
    await expect(officer.locator('.person')).toContainText('Cán bộ mới');
    await officer.locator('.person a').click();
    await expect(officer.locator('table.people tbody tr')).toHaveCount(1);
    await expect(officer.locator('table.people')).toContainText('phiên này');

    await admin.goto('/quan-tri/tai-khoan?ten=xa.moi');
    await admin.locator('table.people th a').click();
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('xa.moi');
    await admin.getByText('Bàn giao cho người khác').click();
    await admin.locator('#successor').fill('khong.co.ai');
    await admin.locator('#handover-reason').fill('Chuyển công tác');
    await send(admin, 'Bàn giao và khóa tài khoản này');
    await expect(admin.locator('#successor')).toHaveAttribute('aria-invalid', 'true');
    await expect(admin.locator('#handover-reason')).toHaveValue('Chuyển công tác');
    await admin.locator('#successor').fill('xa.ke');
    await send(admin, 'Bàn giao và khóa tài khoản này');
    await expect(admin.locator('.notice.is-done')).toBeVisible();
    await officer.goto('/can-bo/04846');
    await expect(officer.locator('#password')).toBeVisible();
    await admin.goto('/quan-tri/tai-khoan?ten=xa.ke');
    await expect(admin.locator('table.people td ul li')).toHaveCount(2);
  });

  test(`a secretary opens a campaign and moves its deadline, ${how}`, async ({ browser }) => {
    const setting = { base: story.base, language: 'vi' as const, script };
    const secretary = await signIn(browser, setting, 'thuky2');
    await secretary.goto('/quan-tri/dot');
    await secretary.locator('#code').fill('2027-Q1');
    await secretary.locator('#due').fill('2027-03-31');
    await secretary.locator('#review').fill('2027-03-01');
    await send(secretary, 'Mở đợt');
    await expect(secretary.locator('#review-problem')).toContainText('không được trước hạn nộp');
    await expect(secretary.locator('#code')).toHaveValue('2027-Q1');
    await secretary.locator('#review').fill('2027-04-05');
    await send(secretary, 'Mở đợt');
    await expect(secretary.locator('tbody tr').first()).toContainText('2027-Q1');
    await secretary.getByText('Điều chỉnh thời hạn hoặc kết thúc đợt 2027-Q1').click();
    await secretary.locator('#due-0').fill('2027-04-10');
    await secretary.locator('#review-0').fill('2027-04-20');
    await secretary.locator('#reason-0').fill('Bão số 12');
    await send(secretary, 'Điều chỉnh thời hạn');
    await expect(secretary.locator('.notice.is-done')).toBeVisible();
    await expect(secretary.locator('tbody tr').first()).toContainText('10/4/2027');
    await secretary.goto('/quan-tri/bo-tieu-chi');
    await secretary.getByRole('link', { name: 'v0' }).click();
    await expect(secretary.locator('.lead')).toContainText('Xanh');
  });
}

const PAGES = [
  {
    user: 'quantri',
    paths: ['/quan-tri', '/quan-tri/buoc-dau', '/quan-tri/tai-khoan?ten=canbo.050', '/quan-tri/tai-khoan/nap', '/quan-tri/quy-che', '/dang-nhap/phien'],
  },
  { user: 'thuky', paths: ['/quan-tri', '/quan-tri/dot', '/quan-tri/bo-tieu-chi', '/quan-tri/bo-tieu-chi/v0'] },
];

for (const { user, paths } of PAGES) {
  test(`axe in the administration: ${user}`, async ({ browser }) => {
    // One sign-in for all languages: a code works once.
    const page = await signIn(browser, { base: process.env.BASE_URL ?? '', language: 'vi', script: true }, user);
    for (const [place, path] of paths.entries()) {
      for (const language of languagesAt(place)) {
        await page.goto(inLanguage(language, path));
        await unfold(page);
        await clean(page, inLanguage(language, path));
      }
    }
    for (const language of user === 'quantri' ? languagesAt(2) : []) {
      await page.goto(inLanguage(language, '/quan-tri/tai-khoan?ten=canbo.05089'));
      await page.locator('table.people th a').first().click();
      await unfold(page);
      await clean(page, `account (${language})`);
      await page.goto(inLanguage(language, '/quan-tri/tai-khoan/nap'));
      await page.locator('textarea[name=list]').fill('user,name,email,role,scope\nxa.thu,Thử,,can-bo,04846\nx y,,,can-bo,04846');
      await page.locator('main form.act button').last().click();
      await expect(page.locator('table.faults')).toBeVisible();
      await clean(page, `a list with bad places (${language})`);
    }
  });
}
