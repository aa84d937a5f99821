// What axe looks at. No rule is muted.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Every rule in the light theme. The dark one changes colours and nothing else, so there the rules about colour run. */
export function audit(page: Page, colorScheme: 'light' | 'dark'): AxeBuilder {
  // No page has a frame, so axe runs in one piece; of what passes nothing is collected. Both save most of its time.
  const all = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return colorScheme === 'light' ? all : all.withTags(['cat.color']);
}
