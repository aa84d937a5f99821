// Every route × language × viewport × theme: axe with no rule muted, nothing on the console, no sideways scrolling.
import { expect, test, type Browser } from '@playwright/test';
import { audit } from './audit';
import { ERRORS, LANGUAGES, ROUTES, VIEWPORTS, inLanguage } from './routes';

test.describe.configure({ mode: 'parallel' });

async function check(browser: Browser, address: string, status: number) {
  for (const [name, viewport] of Object.entries(VIEWPORTS)) {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const messages: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(status);
    for (const colorScheme of ['light', 'dark'] as const) {
      const where = `${address} (${name}, ${colorScheme})`;
      await page.emulateMedia({ colorScheme });
      const { violations } = await audit(page, colorScheme).analyze();
      const found = violations.map((v) => `${v.id}: ${v.help} – ${v.nodes.slice(0, 3).map((n) => n.html).join(' | ')}`);
      expect(found, where).toEqual([]);
    }
    // A browser reports the status of an error page on the console; that is all it may say.
    const own = messages.filter((m) => status === 200 || !m.includes(`status of ${status}`));
    expect(own, `${address} (${name})`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${address} (${name}) scrolls sideways`).toBeLessThanOrEqual(0);
    await context.close();
  }
}

test('axe finds what is wrong in either theme', async ({ page, baseURL }) => {
  await page.goto(baseURL + '/gioi-thieu');
  await page.evaluate(() => {
    const pale = document.createElement('p');
    pale.textContent = 'pale words';
    Object.assign(pale.style, { color: '#777', background: '#666' });
    document.querySelector('main')?.append(new Image(), pale);
  });
  const rules = async (colorScheme: 'light' | 'dark') =>
    (await audit(page, colorScheme).analyze()).violations.map((v) => v.id).sort();
  expect(await rules('light')).toEqual(['color-contrast', 'image-alt']);
  await page.emulateMedia({ colorScheme: 'dark' });
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
