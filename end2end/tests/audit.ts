// What axe looks at. No rule is muted.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { VIEWPORTS } from './routes';

/** Every rule in the light theme. The dark one changes colours and nothing else, so there the rules about colour run. */
export function audit(page: Page, colorScheme: 'light' | 'dark'): AxeBuilder {
  // No page has a frame, so axe runs in one piece; of what passes nothing is collected. Both save most of its time.
  const all = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return colorScheme === 'light' ? all : all.withTags(['cat.color']);
}

/** A page without a finding of axe and without sideways scrolling, at every width and in both themes. */
export async function clean(page: Page, where: string) {
  for (const [name, viewport] of Object.entries(VIEWPORTS)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await audit(page, colorScheme).analyze();
      const found = violations.map((v) => `${v.id}: ${v.help} – ${v.nodes.slice(0, 3).map((n) => n.html).join(' | ')}`);
      expect(found, `${where} (${name}, ${colorScheme})`).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${where} (${name}) scrolls sideways`).toBeLessThanOrEqual(0);
  }
}
