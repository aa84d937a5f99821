// What axe looks at. No rule is muted.
import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';
import { VIEWPORTS } from './routes';

type Theme = 'light' | 'dark';

/** What axe finds in a document, which it is brought into once. Every rule in the light theme. The dark one changes
 * colours and nothing else, so there the rules about colour run. */
export async function audit(page: Page, theme: Theme): Promise<axe.Result[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  await page.emulateMedia({ colorScheme: theme });
  const options: axe.RunOptions = { resultTypes: ['violations'] };
  if (theme === 'dark') options.runOnly = ['cat.color'];
  return page.evaluate(async (options) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options);
    return violations;
  }, options);
}

async function withoutFinding(page: Page, theme: Theme, where: string) {
  const violations = await audit(page, theme);
  const found = violations.map((v) => `${v.id}: ${v.help} – ${v.nodes.slice(0, 3).map((n) => n.html).join(' | ')}`);
  expect(found, `${where} (${theme})`).toEqual([]);
}

/** Takes out of tables the rows that look like others: the same elements with the same classes and states, whatever
 * their texts. Three of each kind stay. Contrast is worked out for every text anew, and in another theme or width a
 * hundredth row can fail only where the first three do. */
async function thinned(page: Page, look: () => Promise<void>) {
  const bodies = await page.evaluateHandle(() => {
    const pattern = (element: Element): string => {
      const own = ['class', 'hidden', 'aria-current', 'aria-hidden', 'dir', 'lang', 'open'];
      const words = own.map((name) => element.getAttribute(name) ?? '');
      return `${element.tagName}.${words.join('.')}(${[...element.children].map(pattern).join(',')})`;
    };
    return [...document.querySelectorAll('tbody')].map((body) => {
      const rows = [...body.children];
      const seen = new Map<string, number>();
      for (const row of rows) {
        const kind = pattern(row);
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        if (seen.get(kind)! > 3) row.remove();
      }
      return { body, rows };
    });
  });
  await look();
  await bodies.evaluate((all) => all.forEach(({ body, rows }) => body.replaceChildren(...rows)));
}

/** A page without a finding of axe, in both themes: the whole of it in the light one. */
export async function accessible(page: Page, where: string) {
  await withoutFinding(page, 'light', where);
  await thinned(page, () => withoutFinding(page, 'dark', where));
}

/** A page that does not scroll sideways. */
export async function fits(page: Page, where: string) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** A page without a finding of axe and without sideways scrolling, at every width and in both themes: the whole of it
 * once. */
export async function clean(page: Page, where: string) {
  const [[first, desktop], ...others] = Object.entries(VIEWPORTS);
  for (const [name, viewport] of [...others, [first, desktop] as const]) {
    await page.setViewportSize(viewport);
    await fits(page, `${where} (${name})`);
  }
  await accessible(page, `${where} (${first})`);
  await thinned(page, async () => {
    for (const [name, viewport] of others) {
      await page.setViewportSize(viewport);
      for (const theme of ['light', 'dark'] as const) await withoutFinding(page, theme, `${where} (${name})`);
    }
  });
}

/** Opens what is folded away, so that it is looked at as well. */
export async function unfold(page: Page) {
  const folded = page.locator('main details:not([open]) > summary');
  while (await folded.count()) await folded.first().click();
}
