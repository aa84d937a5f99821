// Started by scripts/e2e.sh, which also starts the servers: BASE_URL has the demo, PRODUCTION_URL an empty database.
// The browser is Debian's (or XANH_CHROMIUM's); each test chooses its own viewport, language and whether scripts run.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './tests',
  testIgnore: process.env.SCREENSHOTS ? [] : ['**/screenshots.spec.ts'],
  outputDir: './test-results/artifacts',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // These end what hangs; a slow machine is no failure.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    baseURL: process.env.BASE_URL,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure',
    // A page that glides to its target keeps the mouse waiting for a button to stand still.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.XANH_CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
