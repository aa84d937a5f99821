// The officer's part in Arabic, with and without script, on SQLite and on PostgreSQL; what happens to typed text on the
// way; axe on every page.
import { expect, test } from '@playwright/test';
import { clean } from './audit';
import { inLanguage, languagesAt } from './routes';
import { STORIES, answer, giveBack, greenCommune, items, objection, queueOf, sign, signIn } from './workspace';

const [sqlite] = STORIES;

for (const { engine, base } of STORIES) {
  for (const script of [false, true]) {
    test(`an officer answers and amends in Arabic, ${script ? 'with' : 'without'} script, on ${engine}`, async ({ browser }) => {
      const setting = { base, language: 'ar' as const, script };
      const province = { ...setting, language: 'vi' as const };
      const unit = await greenCommune(browser, setting, script ? 61 : 60);
      const officer = await signIn(browser, setting, `canbo.${unit}`);
      const addresses = await items(officer, setting, unit);
      await expect(officer.locator('html')).toHaveAttribute('dir', 'rtl');
      for (const address of addresses) await answer(officer, address, 'تقرير.pdf');
      await officer.goto(`/ar/can-bo/${unit}`);
      await expect(officer.locator('table.desk .stage.is-ready')).toHaveCount(16);

      const leader = await signIn(browser, province, `lanhdao.${unit}`);
      await sign(leader, unit, 16);
      const reviewer = await signIn(browser, province, script ? 'thamdinh' : 'thamdinh2');
      const returned = ['DL1', 'NT1'];
      await giveBack(reviewer, await queueOf(officer, unit), returned, 'تقرير.pdf');

      await officer.goto(`/ar/can-bo/${unit}`);
      await expect(officer.locator('.todo p.is-returned')).toHaveCount(2);
      for (const criterion of returned) {
        await expect(officer.locator('.todo')).toContainText(objection(criterion));
        const address = addresses.find((a) => a.endsWith(`/${criterion}`)) ?? '';
        await answer(officer, address, 'تقرير-معدل.pdf');
      }
      await sign(leader, unit, 2);
    });
  }
}

test('a refused form comes back with every word', async ({ browser }) => {
  const setting = { base: sqlite.base, language: 'vi' as const, script: false };
  const page = await signIn(browser, setting, 'canbo.04978');
  await page.goto('/can-bo/04978/DL2');
  await page.locator('#part').fill('hai trăm');
  await page.locator('#whole').fill('100');
  await page.locator('#note').fill('Dòng một\nDòng hai </textarea> “ngoặc”');
  await page.locator('button[value=hand-in]').click();
  await expect(page.getByRole('alert')).toContainText('cần số nguyên');
  await expect(page.locator('#part')).toHaveValue('hai trăm');
  await expect(page.locator('#part')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#note')).toHaveValue('Dòng một\nDòng hai </textarea> “ngoặc”');
  // The problem leads to its field.
  await page.getByRole('alert').getByRole('link').first().click();
  await expect(page.locator('#part')).toBeFocused();
  await page.goto('/can-bo/04978/DL2');
  await expect(page.locator('#note')).toHaveValue('Dòng một\nDòng hai </textarea> “ngoặc”');
});

test('what is pasted is never cut, with and without script', async ({ browser }) => {
  for (const script of [true, false]) {
    const setting = { base: sqlite.base, language: 'vi' as const, script };
    const page = await signIn(browser, setting, 'canbo.07918');
    await page.goto('/can-bo/07918/DL2');
    const long = `${'ế'.repeat(2_000)}\n${'😀'.repeat(2_100)}HẾT`;
    await page.locator('#note').focus();
    await page.keyboard.insertText(long);
    await expect(page.locator('#note')).toHaveValue(long);
    await page.locator('button[value=save]').click();
    await expect(page.getByRole('alert')).toContainText('Dài 4.104 ký tự, nhiều nhất 4.000 ký tự');
    await expect(page.locator('#note')).toHaveValue(long);
    await page.context().close();
  }
});

const PAGES = [
  { user: 'canbo.05089', paths: ['/can-bo/05089', '/can-bo/05089/DL2', '/can-bo/05089/HT2', '/can-bo/05089/TH1', '/quan-tri/nhat-ky'] },
  { user: 'bcd', paths: ['/tham-dinh', '/da-tham-dinh'] },
  { user: 'kiemtra', paths: ['/can-bo/05089/TC1', '/quan-tri/nhat-ky'] },
];

const VISITS = PAGES.flatMap(({ user, paths }) => paths.map((path) => ({ user, path })));

VISITS.forEach(({ user, path }, place) => {
  for (const language of languagesAt(place)) {
    test(`axe behind the sign-in: ${user} ${inLanguage(language, path)}`, async ({ browser }) => {
      const page = await signIn(browser, { base: sqlite.base, language, script: true }, user);
      const messages: string[] = [];
      page.on('console', (message) => messages.push(message.text()));
      page.on('pageerror', (error) => messages.push(error.message));
      await page.goto(inLanguage(language, path));
      await clean(page, inLanguage(language, path));
      if (path === '/tham-dinh') {
        const first = await page.locator('table.queue th a').first().getAttribute('href');
        await page.goto(first ?? '');
        await clean(page, first ?? '');
      }
      expect(messages).toEqual([]);
      await page.context().close();
    });
  }
});

for (const language of languagesAt(2)) {
  test(`axe at the sign-in: ${language}`, async ({ browser }) => {
    const page = await (await browser.newContext({ baseURL: sqlite.base })).newPage();
    await page.goto(inLanguage(language, '/dang-nhap'));
    await clean(page, 'sign-in');
  });
}
