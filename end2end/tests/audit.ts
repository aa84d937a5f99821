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

/** A page without a finding of axe, in both themes. */
export async function accessible(page: Page, where: string) {
  for (const theme of ['light', 'dark'] as const) {
    const violations = await audit(page, theme);
    const found = violations.map((v) => `${v.id}: ${v.help} – ${v.nodes.slice(0, 3).map((n) => n.html).join(' | ')}`);
    expect(found, `${where} (${theme})`).toEqual([]);
  }
}

/** A page that does not scroll sideways. */
export async function fits(page: Page, where: string) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** A page without a finding of axe and without sideways scrolling, at every width and in both themes. */
export async function clean(page: Page, where: string) {
  for (const [name, viewport] of Object.entries(VIEWPORTS)) {
    await page.setViewportSize(viewport);
    await accessible(page, `${where} (${name})`);
    await fits(page, `${where} (${name})`);
  }
}

/** Opens what is folded away, so that it is looked at as well. */
export async function unfold(page: Page) {
  const folded = page.locator('main details:not([open]) > summary');
  while (await folded.count()) await folded.first().click();
}
