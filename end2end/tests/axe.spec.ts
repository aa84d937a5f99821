// Every route × language × viewport × theme: axe with no rule muted, nothing on the console, no sideways scrolling.
import { expect, test, type Browser } from '@playwright/test';
import { audit, clean } from './audit';
import { ERRORS, LANGUAGES, ROUTES, inLanguage } from './routes';

test.describe.configure({ mode: 'parallel' });

async function check(browser: Browser, address: string, status: number) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  const response = await page.goto(address);
  expect(response?.status(), address).toBe(status);
  await clean(page, address);
  // A browser reports the status of an error page on the console; that is all it may say.
  const own = messages.filter((m) => status === 200 || !m.includes(`status of ${status}`));
  expect(own, address).toEqual([]);
  await context.close();
}

test('axe finds what is wrong in either theme', async ({ page, baseURL }) => {
  await page.goto(baseURL + '/gioi-thieu');
  await page.evaluate(() => {
    const pale = document.createElement('p');
    pale.textContent = 'pale words';
    Object.assign(pale.style, { color: '#777', background: '#666' });
    document.querySelector('main')?.append(new Image(), pale);
  });
  const rules = async (theme: 'light' | 'dark') => (await audit(page, theme)).map((v) => v.id).sort();
  expect(await rules('light')).toEqual(['color-contrast', 'image-alt']);
  expect(await rules('dark')).toEqual(['color-contrast']);
});

for (const language of LANGUAGES) {
  for (const route of ROUTES) {
    test(`axe ${language} ${route}`, async ({ browser, baseURL }) => {
      await check(browser, baseURL + inLanguage(language, route), 200);
    });
  }
  for (const [route, status] of ERRORS) {
    test(`axe ${language} ${route}`, async ({ browser, baseURL }) => {
      await check(browser, baseURL + inLanguage(language, route), status);
    });
  }
  for (const route of ['/', '/tinh/25']) {
    test(`axe ${language} ${route} without any release`, async ({ browser }) => {
      await check(browser, process.env.PRODUCTION_URL + inLanguage(language, route), 200);
    });
  }
}
