// What a page weighs, and how it stands: 400% zoom, right to left, print, keyboard, charts and their tables.
import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { LANGUAGES, ROUTES, inLanguage } from './routes';

for (const language of LANGUAGES) {
  test(`no public page weighs more than 40 kB, or loads a script or WASM: ${language}`, async ({ browser, baseURL }) => {
    for (const route of ROUTES) {
      // A new context each time: nothing is in its cache.
      const context = await browser.newContext();
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      let bytes = 0;
      session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
      const kinds: string[] = [];
      page.on('request', (request) => kinds.push(request.resourceType()));
      await page.goto(baseURL + inLanguage(language, route), { waitUntil: 'load' });
      expect(kinds.filter((kind) => !['document', 'stylesheet', 'image', 'other'].includes(kind))).toEqual([]);
      expect(await page.locator('script').count()).toBe(0);
      expect(bytes, route).toBeGreaterThan(1_000);
      expect(bytes, route).toBeLessThanOrEqual(40_000);
      await context.close();
    }
  });
}

test('at 400% zoom nothing but marked regions scrolls sideways', async ({ browser, baseURL }) => {
  // 1280 CSS pixels at 400% are 320.
  const context = await browser.newContext({ viewport: { width: 320, height: 256 } });
  const page = await context.newPage();
  for (const language of LANGUAGES) {
    for (const route of ROUTES) {
      await page.goto(baseURL + inLanguage(language, route));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${language} ${route}`).toBeLessThanOrEqual(0);
    }
  }
  await context.close();
});

test('letters twice as large stay inside the narrowest screen', async ({ browser, baseURL }) => {
  // The page's own policy allows no style but its sheet: what a reader sets in the browser stands in for it.
  const context = await browser.newContext({ viewport: { width: 320, height: 800 }, bypassCSP: true });
  const page = await context.newPage();
  for (const route of [...ROUTES, '/ar', '/ar/tinh/25', '/en/xep-hang', '/ar/xa/04846']) {
    await page.goto(baseURL + route);
    await page.addStyleTag({ content: 'html { font-size: 200% }' });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, route).toBeLessThanOrEqual(0);
  }
  await context.close();
});

test('on a phone the header takes 150 px at most, and the folded menu opens without a script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: true });
  const page = await context.newPage();
  for (const language of LANGUAGES) {
    for (const route of ROUTES) {
      await page.goto(baseURL + inLanguage(language, route));
      const header = await page.locator('header.site').boundingBox();
      expect(header?.height, `${language} ${route}`).toBeLessThanOrEqual(150);
    }
  }
  await page.goto(baseURL + '/tinh/25');
  const menu = page.locator('nav.menu');
  await expect(menu.getByRole('link').first()).toBeHidden();
  await page.locator('.ways > summary').click();
  for (const link of await menu.getByRole('link').all()) {
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  await menu.getByRole('link', { name: 'Hạ tầng' }).click();
  await expect(page).toHaveURL(/\/ha-tang\?tinh=25$/);
  await expect(menu.locator('[aria-current="page"]')).toHaveText('Hạ tầng');
  await context.close();
});

test('on a wide screen menu and release stand open in the header', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const language of LANGUAGES) {
    await page.goto(inLanguage(language, '/tinh/25'));
    const links = page.locator('nav.menu a');
    await expect(links).toHaveCount(7);
    const tops = await links.evaluateAll((all) => all.map((link) => Math.round(link.getBoundingClientRect().top)));
    expect(new Set(tops).size, `${language}: one row`).toBe(1);
    await expect(page.locator('.ways > summary')).toBeHidden();
    await expect(page.locator('#phat-hanh')).toBeVisible();
  }
});

test('Arabic pages run from right to left, Vietnamese names are isolated', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/ar/tinh/25');
  const box = await page.getByRole('heading', { level: 1 }).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeGreaterThan(640);
  const row = page.locator('table tbody tr').filter({ has: page.locator('a[href*="/xa/"]') }).first();
  await expect(row.locator('bdi').first()).toBeVisible();
});

test('a printed page has no navigation and keeps its mark', async ({ page }) => {
  await page.goto('/tinh/25');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('search').first()).toBeHidden();
  await expect(page.getByText('SỐ LIỆU MÔ PHỎNG').first()).toBeVisible();
  const pdf = await page.pdf({ format: 'A4' });
  const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  expect(pages).toBeGreaterThan(1);
  expect(pages).toBeLessThanOrEqual(12);
});

test('the keyboard reaches the content first, and focus shows', async ({ page }) => {
  await page.goto('/tinh/25');
  await page.keyboard.press('Tab');
  const skip = page.locator(':focus');
  await expect(skip).toHaveAttribute('href', /^#/);
  await expect(skip).toBeInViewport();
  const outline = await skip.evaluate((e) => getComputedStyle(e).outlineStyle);
  expect(outline).not.toBe('none');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).not.toBe('');
});

test('the page of a province is light to lay out', async ({ page }) => {
  // In Arabic each Vietnamese name is an element of its own.
  for (const [address, most] of [['/tinh/25', 2000], ['/ar/tinh/25', 2150], ['/', 1100]] as const) {
    await page.goto(address);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    expect(nodes, address).toBeLessThan(most);
  }
});

test('every chart has a title, a description and a table with all its numbers', async ({ page }) => {
  for (const address of ['/', '/xep-hang', '/tinh/25', '/en/tinh/25']) {
    await page.goto(address);
    // The numbers of a map stand in the page's own table.
    const figures = page.locator('figure:not(.map)').filter({ has: page.locator('svg[role="img"]') });
    const count = await figures.count();
    if (address !== '/xep-hang') expect(count, address).toBeGreaterThan(0);
    for (let i = 0; i < count; i++) {
      const figure = figures.nth(i);
      const drawing = figure.locator('svg[role="img"]').first();
      await expect(drawing.locator('> title')).toHaveCount(1);
      await expect(drawing.locator('> desc')).toHaveCount(1);
      const shown = await figure.locator('svg[role="img"] text').allTextContents();
      const data = (await figure.locator('table').allTextContents()).join(' ');
      expect(data.length, `${address}: figure ${i} has no table`).toBeGreaterThan(0);
      // A percentage that is drawn as a label of a point, with decimals, stands in the table too.
      for (const label of shown.flatMap((t) => t.match(/\d+[.,]\d{2}/g) ?? [])) expect(data).toContain(label);
    }
  }
});

test('text widths are estimated at 1.0 to 1.25 times the browser’s', async ({ page }) => {
  const estimates: Record<string, number> = JSON.parse(
    readFileSync(new URL('../fixtures/text-width.json', import.meta.url), 'utf8'),
  );
  await page.goto('/tinh/25');
  for (const [text, estimate] of Object.entries(estimates)) {
    const measured = await page.evaluate((text) => {
      // The narrow and the wide drawing are both there; one of them is shown.
      const drawings = [...document.querySelectorAll<SVGSVGElement>('svg.chart-svg')];
      const svg = drawings.find((drawing) => drawing.getBoundingClientRect().width > 0)!;
      const node = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      node.textContent = text;
      node.setAttribute('font-size', '100');
      (svg.querySelector('text')?.parentElement ?? svg).append(node);
      node.style.fontSize = '100px';
      const length = node.getComputedTextLength();
      node.remove();
      return length;
    }, text);
    const ratio = estimate / measured;
    expect(ratio, `${text}: ${ratio}`).toBeGreaterThanOrEqual(1.0);
    expect(ratio, `${text}: ${ratio}`).toBeLessThanOrEqual(1.25);
  }
});

test('labels of a chart stay inside it, wide and narrow', async ({ browser, baseURL }) => {
  for (const width of [360, 1200]) {
    for (const address of ['/tinh/25', '/ar/tinh/25', '/']) {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.goto(baseURL + address);
      const outside = await page.evaluate(() => {
        const bad: string[] = [];
        for (const svg of document.querySelectorAll('svg[role="img"]')) {
          const frame = svg.getBoundingClientRect();
          if (frame.width === 0) continue;
          for (const text of svg.querySelectorAll('text')) {
            const box = text.getBoundingClientRect();
            if (box.left < frame.left - 1 || box.right > frame.right + 1) bad.push(text.textContent ?? '');
            if (parseFloat(getComputedStyle(text).fontSize) * (frame.width / (svg as SVGSVGElement).viewBox.baseVal.width) < 11.5)
              bad.push(`small: ${text.textContent}`);
          }
        }
        return bad;
      });
      expect(outside, `${address} at ${width}`).toEqual([]);
      await context.close();
    }
  }
});
