// Every route × viewport × theme: axe with no rule muted, nothing on the console, no sideways scrolling. In
// every language with `make proof`; see languagesAt.
import { expect, test, type Browser } from '@playwright/test';
import { audit, clean } from './audit';
import { ERRORS, ROUTES, inLanguage, languagesAt } from './routes';

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

const PAGES: { route: string; status: number; released?: false }[] = [
  ...ROUTES.map((route) => ({ route, status: 200 })),
  ...ERRORS.map(([route, status]) => ({ route, status })),
  ...['/', '/tinh/25'].map((route) => ({ route, status: 200, released: false as const })),
];

PAGES.forEach(({ route, status, released }, place) => {
  for (const language of languagesAt(place)) {
    test(`axe ${language} ${route}${released === false ? ' without any release' : ''}`, async ({ browser, baseURL }) => {
      const base = released === false ? process.env.PRODUCTION_URL : baseURL;
      await check(browser, base + inLanguage(language, route), status);
    });
  }
});
