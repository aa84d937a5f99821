// What was typed is never lost: saved while typing, kept through a cut line, a closed page, an ended session and a second
// tab; unreadable to whoever uses the machine next. And what can't be kept is not said to be kept.
import { execFile } from 'node:child_process';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test, type BrowserContext, type Page, type Route } from '@playwright/test';
import { STORIES, signIn } from './workspace';

const setting = { base: STORIES[0].base, language: 'vi' as const, script: true };

async function keptOnMachine(context: BrowserContext): Promise<string[]> {
  const { origins } = await context.storageState();
  return origins.flatMap((o) => o.localStorage.map((entry) => `${entry.name}=${entry.value}`));
}

/** Opens a page and waits until its program has come: a line that is cut before has no part in these stories. */
async function open(page: Page, path: string) {
  await page.goto(path);
  await page.waitForFunction(() => performance.getEntriesByType('resource').some((file) => file.name.endsWith('.wasm')));
}

/**
 * A way to a server that can be closed, so that nothing answers at its address any more. A page that is closed while the
 * browser says it is offline may be online again in its last moment, and send.
 */
async function wayTo(base: string) {
  const target = new URL(base);
  const open = new Set<Socket>();
  let shut = false;
  const make = () =>
    createServer((near) => {
      // A browser connects ahead: what was accepted just before it was closed is closed as well.
      if (shut) {
        near.destroy();
        return;
      }
      const far = connect(Number(target.port), target.hostname);
      for (const [from, to] of [[near, far], [far, near]]) {
        open.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          open.delete(from);
          to.destroy();
        });
        from.pipe(to);
      }
    });
  let server = make();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    close: async () => {
      shut = true;
      const closed = new Promise((done) => server.close(done));
      for (const socket of open) socket.destroy();
      await closed;
    },
    reopen: async () => {
      shut = false;
      server = make();
      await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    },
  };
}

test('typing saves by itself and says what the value means', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.05116');
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.goto('/can-bo/05116/DL2');
  await page.locator('#part').fill('61');
  await page.locator('#whole').fill('100');
  await expect(page.locator('#meaning')).toHaveText('Giá trị này gần đạt tiêu chí: 61%. Để đạt, “Hồ sơ nộp trực tuyến” cần thêm 19.');
  // What can't be accepted is told while it is typed.
  await page.locator('#part').fill('120');
  await expect(page.locator('#meaning')).toContainText('số đạt không được lớn hơn tổng số');
  await page.locator('#part').fill('95 %');
  await expect(page.locator('#meaning')).toContainText('cần số nguyên');
  await page.locator('#part').fill('95');
  await expect(page.locator('#meaning')).toHaveText('Giá trị này đạt tiêu chí: 95%.');
  await page.locator('#fact_date').fill('1999-01-01');
  await expect(page.locator('#meaning')).toContainText('cần số liệu từ ngày đó trở đi');
  await page.locator('#fact_date').fill('2026-11-20');
  await expect(page.locator('#meaning')).toHaveText('Giá trị này đạt tiêu chí: 95%.');
  await expect(page.locator('.autosave')).toContainText('Đã lưu lúc');
  await page.reload();
  await expect(page.locator('#part')).toHaveValue('95');
  // The ordinary form goes over what the island saved.
  await page.locator('#note').fill('Ghi chú');
  await page.locator('button[value=save]').click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã lưu nháp');
  expect(messages).toEqual([]);
  // Nor is it handed in.
  await page.locator('#fact_date').fill('1999-01-01');
  await page.locator('button[value=hand-in]').click();
  await expect(page.getByRole('alert')).toContainText('cần số liệu từ ngày đó trở đi');
  await expect(page.locator('#fact_date')).toHaveValue('1999-01-01');
});

test('what is typed before the page’s program has come is saved', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.08341');
  let come = () => {};
  const waits = new Promise<void>((done) => (come = done));
  await page.route('**/*.wasm', async (route) => {
    await waits;
    await route.continue();
  });
  await page.goto('/can-bo/08341/DL2');
  await page.locator('#note').fill('Viết trước khi trang sẵn sàng');
  come();
  await expect(page.locator('.autosave')).toContainText('Đã lưu lúc');
  await page.reload();
  await expect(page.locator('#note')).toHaveValue('Viết trước khi trang sẵn sàng');
  // What the browser puts back by itself is not typed: it may be older than what stands.
  const other = await page.context().newPage();
  await open(other, '/can-bo/08341/DL2');
  await other.locator('#note').fill('Mới hơn, từ cửa sổ khác');
  await expect(other.locator('.autosave')).toContainText('Đã lưu lúc');
  const saves: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') saves.push(request.url());
  });
  await page.goto('/can-bo/08341');
  await page.goBack({ waitUntil: 'networkidle' });
  await page.reload({ waitUntil: 'networkidle' });
  expect(saves).toEqual([]);
});

test('a draft that began by mistake is thrown away', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.08344');
  await open(page, '/can-bo/08344');
  const green = page.locator('table.desk tr', { has: page.locator('.stage.is-confirmed') }).first();
  const item = (await green.locator('th a').getAttribute('href')) ?? '';
  await open(page, item);
  await expect(page.locator('.discard')).toBeHidden();
  // Nothing new makes no draft.
  await page.locator('#note').fill('  ');
  await expect(page.locator('.autosave')).toContainText('Đã lưu lúc');
  await expect(page.locator('.discard')).toBeHidden();
  await page.locator('#note').fill('Gõ nhầm mục');
  await expect(page.locator('.discard')).toBeVisible();
  // Taken away again, it leaves no draft, and the page goes on.
  await page.locator('#note').fill('');
  await expect(page.locator('.discard')).toBeHidden();
  const again = await page.context().newPage();
  await open(again, item);
  await expect(again.locator('h1 + p .stage')).toHaveClass(/is-confirmed/);
  await again.close();
  await page.locator('#note').fill('Gõ nhầm mục');
  await expect(page.locator('.discard')).toBeVisible();
  await page.locator('.discard summary').click();
  await page.locator('.discard button').click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã bỏ bản nháp');
  await expect(page.locator('#note')).toHaveValue('');
  await expect(page.locator('h1 + p .stage')).toHaveClass(/is-confirmed/);
  expect(await keptOnMachine(page.context())).toHaveLength(0);
  // What was not sent yet goes as well.
  await page.route('**/api/save-answer', (route) => route.abort());
  await page.locator('#note').fill('Gõ nhầm lần nữa');
  await expect(page.locator('.autosave')).toContainText(KEPT);
  await page.unroute('**/api/save-answer');
  await expect(page.locator('.discard')).toBeVisible();
  await page.locator('.discard summary').click();
  await page.locator('.discard button').click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã bỏ bản nháp');
  await expect(page.locator('#note')).toHaveValue('');
});

test('a form that is sent while a save is on its way meets nobody', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.05158');
  await page.goto('/can-bo/05158/DL2');
  // A slow line: what is saved by itself arrives, and its answer takes a while.
  let answered = 0;
  await page.route('**/api/save-answer', async (route) => {
    const own = route.request().headers()['accept'] === 'application/json';
    if (!own) return route.continue();
    const answer = await route.fetch();
    await new Promise((done) => setTimeout(done, 1_500));
    answered += 1;
    await route.fulfill({ response: answer });
  });
  const sent = page.waitForRequest('**/api/save-answer');
  await page.locator('#note').fill('Đang viết');
  await sent;
  await page.locator('#note').fill('Đang viết, rồi gửi ngay');
  await page.locator('button[value=save]').click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã lưu nháp');
  // What was on its way arrived first; then the text that the button meant.
  expect(answered).toBe(2);
  await page.goto('/can-bo/05158/DL2');
  await expect(page.locator('#note')).toHaveValue('Đang viết, rồi gửi ngay');
});

test('a cut line, a closed page, and the next person at the machine', async ({ browser }) => {
  const way = await wayTo(setting.base);
  const page = await signIn(browser, { ...setting, base: way.base }, 'canbo.05128');
  const context = page.context();
  await open(page, '/can-bo/05128/DL2');
  await way.close();
  await page.locator('#note').fill('Viết khi mất mạng');
  await expect(page.locator('.autosave')).toContainText('Chưa lưu được');
  await expect(page.locator('.unsent')).toContainText('1');
  const kept = await keptOnMachine(context);
  expect(kept).toHaveLength(1);
  expect(kept[0]).not.toContain('mất mạng');
  await page.close();

  // The line is back: any page behind the sign-in sends what waited.
  await way.reopen();
  const again = await context.newPage();
  await again.goto('/can-bo/05128');
  await expect.poll(async () => (await keptOnMachine(context)).length).toBe(0);
  await again.goto('/can-bo/05128/DL2');
  await expect(again.locator('#note')).toHaveValue('Viết khi mất mạng');
  await context.close();
  await way.close();
});

test('signing out asks first while something waits, and keeps it locked', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.05134');
  const context = page.context();
  await page.goto('/can-bo/05134/DL2');
  await page.route('**/api/save-answer', (route) => route.abort());
  await page.locator('#note').fill('Chưa gửi được');
  await expect(page.locator('.autosave')).toContainText('Chưa lưu được');
  let asked = '';
  page.once('dialog', (dialog) => {
    asked = dialog.message();
    void dialog.dismiss();
  });
  await page.locator('.person button').click();
  await expect.poll(() => asked).toContain('chưa gửi');
  await expect(page.locator('#note')).toHaveValue('Chưa gửi được');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.locator('.person button').click();
  await expect(page).toHaveURL(/dang-nhap/);
  expect((await keptOnMachine(context))[0]).not.toContain('gửi được');

  // Whoever comes next sees nothing of it; the owner gets it back and it is sent.
  await page.unroute('**/api/save-answer');
  const enter = async (user: string) => {
    await page.goto('/dang-nhap');
    await page.locator('#user').fill(user);
    await page.locator('#password').fill('xanh-trinh-dien');
    await page.locator('main button[type=submit]').click();
    await expect(page.locator('.person')).toBeVisible();
  };
  await enter('canbo.04891');
  await page.goto('/can-bo/04891/DL2');
  await expect(page.locator('#note')).toHaveValue('');
  expect(await keptOnMachine(context)).toHaveLength(1);
  await page.locator('.person button').click();
  await expect(page).toHaveURL(/dang-nhap/);
  await enter('canbo.05134');
  await page.goto('/can-bo/05134/DL2');
  await expect(page.locator('#note')).toHaveValue('Chưa gửi được');
  await expect.poll(async () => (await keptOnMachine(context)).length).toBe(0);
});

test('a page that was made before the text arrived shows it all the same', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.08611');
  const context = page.context();
  await page.goto('/can-bo/08611/DL2');
  let cut = true;
  // The next page sends the text, but only when the item's own page has been made; and that page comes after the answer.
  let made = () => {};
  const form = new Promise<void>((resolve) => (made = resolve));
  let saved = () => {};
  const answer = new Promise<void>((resolve) => (saved = resolve));
  await page.route('**/api/save-answer', async (route) => {
    if (cut) return route.abort();
    await form;
    await route.fulfill({ response: await route.fetch() });
    saved();
  });
  let first = false;
  await page.route('**/can-bo/08611/DL2', async (route) => {
    if (!first) return route.fallback();
    first = false;
    const response = await route.fetch();
    made();
    await answer;
    await expect.poll(async () => (await keptOnMachine(context)).length).toBe(0);
    await route.fulfill({ response });
  });
  await page.locator('#note').fill('Gửi từ trang khác');
  await expect(page.locator('.autosave')).toContainText('Chưa lưu được');
  await page.goto('/can-bo/08611');
  cut = false;
  first = true;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.locator('a[href$="/can-bo/08611/DL2"]').first().click();
  await expect(page.locator('#note')).toHaveValue('Gửi từ trang khác');
});

test('two tabs: both texts are shown and the person chooses', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.05212');
  await page.goto('/can-bo/05212/DL2');
  const other = await page.context().newPage();
  await other.goto('/can-bo/05212/DL2');
  await page.locator('#note').fill('từ cửa sổ một');
  await expect(page.locator('.autosave')).toContainText('Đã lưu lúc');
  await other.locator('#note').fill('từ cửa sổ hai');
  await expect(other.locator('.autosave')).toContainText('vừa được lưu ở nơi khác');
  await other.locator('button[value=save]').click();
  // Nobody else was here.
  await expect(other.getByRole('alert')).toContainText('Mục này đã được lưu ở cửa sổ khác');
  await expect(other.getByRole('alert')).not.toContainText('người khác');
  await expect(other.getByRole('alert')).toContainText('từ cửa sổ một');
  await expect(other.getByRole('alert')).toContainText('từ cửa sổ hai');
  await expect(other.locator('#note')).toHaveValue('từ cửa sổ hai');
  await other.locator('button[value=save]').click();
  await expect(other.locator('.notice.is-done')).toContainText('Đã lưu nháp');
});

test('a session that ends while somebody types', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.05089');
  await page.goto('/can-bo/05089/DL2');
  await page.context().clearCookies();
  await page.locator('#note').fill('sau khi hết phiên');
  await expect(page.locator('.autosave')).toContainText('Phiên làm việc đã kết thúc');
  // Signing in again in another tab is enough.
  const other = await page.context().newPage();
  await other.goto('/dang-nhap');
  await other.locator('#user').fill('canbo.05089');
  await other.locator('#password').fill('xanh-trinh-dien');
  await other.locator('main button[type=submit]').click();
  await expect(other.locator('.person')).toBeVisible();
  await expect(page.locator('.autosave')).toContainText('Đã lưu lúc', { timeout: 30_000 });
});

const KEPT = 'vẫn còn trên máy này';
const NOT_KEPT = 'không giữ được bản sao';

/** Answers what the page sends by itself, and before its form, in another way than the server would. */
async function whenSaving(page: Page, answer: (route: Route) => Promise<void>) {
  await page.route('**/api/save-answer', (route) =>
    route.request().headers()['accept'] === 'application/json' ? answer(route) : route.continue(),
  );
}

test('saving while the line is cut keeps the text, through a closed page as well', async ({ browser }) => {
  const way = await wayTo(setting.base);
  const page = await signIn(browser, { ...setting, base: way.base }, 'canbo.09025');
  const context = page.context();
  await open(page, '/can-bo/09025/DL2');
  await way.close();
  await page.locator('#note').fill('Bấm Lưu khi mất mạng');
  await expect(page.locator('.autosave')).toContainText(KEPT);
  for (const button of ['save', 'hand-in']) {
    await page.locator(`button[value=${button}]`).click();
    await expect(page.locator('.autosave')).toContainText(KEPT);
    await expect(page).toHaveURL(/09025\/DL2$/);
    await expect(page.locator('#note')).toHaveValue('Bấm Lưu khi mất mạng');
    expect(await keptOnMachine(context)).toHaveLength(1);
  }
  await page.close();
  await way.reopen();
  const again = await context.newPage();
  await again.route('**/api/save-answer', (route) => route.abort());
  await again.goto('/can-bo/09025/DL2');
  await expect(again.locator('#note')).toHaveValue('Bấm Lưu khi mất mạng');
  expect(await keptOnMachine(context)).toHaveLength(1);
  await again.unroute('**/api/save-answer');
  await again.locator('button[value=save]').click();
  await expect(again.locator('.notice.is-done')).toContainText('Đã lưu nháp');
  await expect(again.locator('#note')).toHaveValue('Bấm Lưu khi mất mạng');
  expect(await keptOnMachine(context)).toHaveLength(0);
  await context.close();
  await way.close();
});

test('a button pressed while the line is cut is said to have done nothing', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.07900');
  await open(page, '/can-bo/07900/DL2');
  await page.context().setOffline(true);
  await page.locator('#note').fill('Bấm Lưu và nộp khi mất mạng');
  await page.locator('button[value=hand-in]').click();
  await expect(page.locator('.autosave')).toContainText(KEPT);
  await page.context().setOffline(false);
  await expect(page.locator('.autosave')).toContainText('Nút vừa bấm lúc mất mạng chưa được thực hiện');
  await page.locator('button[value=save]').click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã lưu nháp');
  await expect(page.locator('#note')).toHaveValue('Bấm Lưu và nộp khi mất mạng');
});

test('after a lost connection, going back finds what describes evidence', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.07909');
  await page.goto('/can-bo/07909/DL2');
  await page.locator('#note').fill('Có số văn bản');
  await expect(page.locator('.autosave')).toContainText('Đã lưu lúc');
  await page.locator('details:has(#number_of_document) summary').click();
  await page.locator('#number_of_document').fill('9/QĐ');
  await page.locator('#issuer').fill('Sở');
  // The text arrives, the form that follows does not.
  await page.route('**/api/save-answer', (route) =>
    route.request().headers()['accept'] === 'application/json' ? route.continue() : route.abort('connectionreset'),
  );
  await page.locator('button[value=save]').click();
  await expect.poll(() => page.url()).toContain('chrome-error');
  await page.goBack();
  await expect(page.locator('#number_of_document')).toHaveValue('9/QĐ');
  await expect(page.locator('#issuer')).toHaveValue('Sở');
  await expect(page.locator('#note')).toHaveValue('Có số văn bản');
});

const UNABLE: [string, string, () => void][] = [
  [
    'a full storage',
    '09040',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
  [
    'a forbidden storage',
    '09043',
    () =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('forbidden', 'SecurityError');
        },
      }),
  ],
  ['no storage', '09052', () => Object.defineProperty(window, 'localStorage', { value: null })],
  ['a page without cryptography', '09064', () => Object.defineProperty(crypto, 'subtle', { value: undefined })],
];

for (const [what, unit, unable] of UNABLE) {
  test(`with ${what} nothing is promised, and leaving warns`, async ({ browser }) => {
    const page = await signIn(browser, setting, `canbo.${unit}`);
    await page.addInitScript(unable);
    await open(page, `/can-bo/${unit}/DL2`);
    await page.context().setOffline(true);
    await page.locator('#note').fill('Không có chỗ giữ');
    await expect(page.locator('.autosave')).toContainText(NOT_KEPT);
    await expect(page.locator('.autosave')).not.toContainText(KEPT);
    await page.locator('button[value=save]').click();
    await expect(page.locator('.autosave')).toContainText(NOT_KEPT);
    await expect(page.locator('#note')).toHaveValue('Không có chỗ giữ');
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await expect(page.locator('#note')).toHaveValue('Không có chỗ giữ');
    // The line is back: it is saved, and leaving asks nothing any more.
    await page.context().setOffline(false);
    await expect(page.locator('.autosave')).toContainText('Đã lưu lúc');
    let again = false;
    page.on('dialog', (dialog) => {
      again = true;
      void dialog.accept();
    });
    await page.goto(`/can-bo/${unit}`);
    expect(again).toBe(false);
    await page.goto(`/can-bo/${unit}/DL2`);
    await expect(page.locator('#note')).toHaveValue('Không có chỗ giữ');
  });
}

test('whatever a server in trouble answers, the text stays', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.09076');
  const context = page.context();
  await page.goto('/can-bo/09076/DL2');
  let status = 503;
  await whenSaving(page, (route) => route.fulfill({ status, contentType: 'application/json', body: '{}' }));
  for (status of [500, 502, 503, 504, 507]) {
    await page.locator('#note').fill(`Máy chủ trả lời ${status}`);
    await expect(page.locator('.autosave')).toContainText(KEPT);
    await page.locator('button[value=save]').click();
    await expect(page.locator('.autosave')).toContainText(KEPT);
    await expect(page).toHaveURL(/09076\/DL2$/);
    await expect(page.locator('#note')).toHaveValue(`Máy chủ trả lời ${status}`);
    expect(await keptOnMachine(context)).toHaveLength(1);
  }
  // What is not accepted is not sent again and again: the form shows why.
  status = 413;
  await page.locator('#note').fill('Không được nhận');
  await expect(page.locator('.autosave')).toContainText('chưa nhận nội dung này');
  expect(await keptOnMachine(context)).toHaveLength(1);
  await page.locator('button[value=save]').click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã lưu nháp');
  await expect.poll(async () => (await keptOnMachine(context)).length).toBe(0);
});

test('a save whose answer is lost is nobody else’s', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.09079');
  await page.goto('/can-bo/09079/DL2');
  let lost = 0;
  await whenSaving(page, async (route) => {
    if (lost > 1) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await page.locator('#note').fill('dòng một\ndòng hai');
  await expect(page.locator('.autosave')).toContainText(KEPT);
  await page.locator('#note').fill('dòng một\ndòng hai\ndòng ba');
  await expect(page.locator('.autosave')).toContainText('Đã lưu lúc');
  expect(lost).toBe(2);
  lost = 0;
  await page.locator('#note').fill('dòng một\ndòng hai\ndòng ba\ndòng bốn');
  await expect(page.locator('.autosave')).toContainText(KEPT);
  lost = 2;
  await page.locator('button[value=save]').click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã lưu nháp');
  await expect(page.locator('#note')).toHaveValue('dòng một\ndòng hai\ndòng ba\ndòng bốn');
  expect(await keptOnMachine(page.context())).toHaveLength(0);
});

test('two windows keep two copies, and several items one each', async ({ browser }) => {
  const way = await wayTo(setting.base);
  const page = await signIn(browser, { ...setting, base: way.base }, 'canbo.09100');
  const context = page.context();
  const other = await context.newPage();
  const third = await context.newPage();
  await open(page, '/can-bo/09100/DL2');
  await open(other, '/can-bo/09100/DL2');
  await open(third, '/can-bo/09100/DL1');
  await way.close();
  for (const [tab, text] of [[page, 'cửa sổ một'], [other, 'cửa sổ hai'], [third, 'mục khác']] as const) {
    await tab.locator('#note').fill(text);
    await expect(tab.locator('.autosave')).toContainText(KEPT);
  }
  expect(await keptOnMachine(context)).toHaveLength(3);
  for (const tab of [page, other, third]) await tab.close();
  await way.reopen();
  const again = await context.newPage();
  await again.goto('/can-bo/09100/DL2');
  await expect(again.locator('#note')).toHaveValue('cửa sổ một');
  await expect(again.locator('.autosave')).toContainText('Đã lưu lúc');
  // The other window's text is still there, and is no loss of the first one's.
  await expect.poll(async () => (await keptOnMachine(context)).length).toBe(1);
  await again.goto('/can-bo/09100/DL2');
  await expect(again.locator('#note')).toHaveValue('cửa sổ hai');
  await again.locator('button[value=save]').click();
  await expect(again.getByRole('alert')).toContainText('cửa sổ một');
  await again.locator('.take-theirs').click();
  await expect(again.locator('#note')).toHaveValue('cửa sổ một');
  await expect.poll(async () => (await keptOnMachine(context)).length).toBe(0);
  await context.close();
  await way.close();
});

test('a chosen file and what describes evidence are not left behind unasked', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.08950');
  await page.goto('/can-bo/08950/DL2');
  await page.locator('#file').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') });
  const asked = page.waitForEvent('dialog');
  await page.locator('#note').click();
  await page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  // Sent, it asks nothing.
  let again = false;
  page.on('dialog', (dialog) => {
    again = true;
    void dialog.accept();
  });
  await page.locator('button[value=save]').click();
  await expect(page.locator('.evidence').first()).toContainText('a.pdf');
  expect(again).toBe(false);
});

test('a server that is gone takes no text with it', async ({ browser }) => {
  const way = await wayTo(setting.base);
  const page = await signIn(browser, { ...setting, base: way.base }, 'canbo.09100');
  await open(page, '/can-bo/09100/DL1');
  await way.close();
  await page.locator('#note').fill('Máy chủ đã tắt');
  await page.locator('button[value=save]').click();
  await expect(page.locator('.autosave')).toContainText(KEPT);
  await expect(page.locator('#note')).toHaveValue('Máy chủ đã tắt');
  await way.reopen();
  await page.locator('button[value=save]').click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã lưu nháp');
  await expect(page.locator('#note')).toHaveValue('Máy chủ đã tắt');
  await page.context().close();
  await way.close();
});

/** The note's form stands folded below the conversation. */
async function unfoldNote(page: Page) {
  const folded = page.locator('details', { has: page.locator('textarea[name=words-note]') });
  if ((await folded.getAttribute('open')) === null) await folded.locator('summary').first().click();
}

for (const script of [false, true]) {
  test(`a form without an answer comes back, and is done once, ${script ? 'with' : 'without'} script`, async ({ browser }) => {
    const url = process.env.XANH_TEST_PG_URL;
    expect(url).toBeTruthy();
    const unit = script ? '09112' : '09154';
    const page = await signIn(browser, { ...setting, base: STORIES[1].base, script }, `canbo.${unit}`);
    await page.goto(`/trao-doi/${unit}/DL2`);
    // Somebody holds the end of this commune's trail, so that nothing can be written about it.
    const holding = `BEGIN; SELECT seq FROM audit_head WHERE chain = '${unit}' FOR UPDATE; SELECT pg_sleep(25)`;
    const first = page.locator('textarea[name=words-note]');
    // There is a trail to hold once something was written.
    await unfoldNote(page);
    await first.fill('Ghi trước');
    await page.locator('form', { has: first }).locator('button[type=submit]').first().click();
    await expect(page.locator('.notice.is-done')).toBeVisible();
    const held = new Promise<void>((done) => execFile('psql', [url ?? '', '-c', holding], () => done()));
    await expect
      .poll(
        () =>
          new Promise<string>((done) =>
            execFile('psql', [url ?? '', '-Atc', "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(25)%' AND wait_event = 'PgSleep'"], (_, out) => done(String(out).trim())),
          ),
      )
      .not.toBe('0');
    await unfoldNote(page);
    await page.locator('textarea[name=words-note]').fill('Chưa có trả lời\nvẫn còn đây');
    await page
      .locator('form', { has: page.locator('textarea[name=words-note]') })
      .locator('button[type=submit]')
      .first()
      .click();
    await expect(page.locator('h1')).toHaveText('Chưa chắc đã lưu');
    await expect(page.locator('textarea[name=words-note]')).toHaveValue('Chưa có trả lời\nvẫn còn đây');
    await held;
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await expect(page.locator('.notice.is-done')).toContainText('Đã gửi');
    await expect(page.locator('main').getByText('Chưa có trả lời')).toHaveCount(1);
  });
}

test('two clicks write once', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.08971');
  await page.goto('/trao-doi/08971/DL2');
  await unfoldNote(page);
  await page.locator('textarea[name=words-note]').fill('Bấm hai lần');
  await page
    .locator('form', { has: page.locator('textarea[name=words-note]') })
    .locator('button[type=submit]')
    .first()
    .dblclick();
  await expect(page.locator('.notice.is-done')).toContainText('Đã gửi');
  await expect(page.locator('main').getByText('Bấm hai lần')).toHaveCount(1);
});
