// The pictures of the README: `make screenshots`.
import { test } from '@playwright/test';

const SHOTS: [string, string, { width: number; height: number }][] = [
  ['home-vi', '/', { width: 1280, height: 1000 }],
  ['tinh-25-vi', '/tinh/25', { width: 1280, height: 1000 }],
  ['tinh-25-ar-mobile', '/ar/tinh/25', { width: 360, height: 740 }],
];

for (const [name, address, viewport] of SHOTS) {
  test(`screenshot ${name}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    await page.goto(baseURL + address);
    await page.screenshot({ path: `../docs/screenshots/${name}.png` });
    await context.close();
  });
}
