// What was typed is never lost: saved while typing, kept through a cut line, a closed page, an ended session and a second
// tab; unreadable to whoever uses the machine next.
import { expect, test, type BrowserContext } from '@playwright/test';
import { STORIES, signIn } from './workspace';

const setting = { base: STORIES[0].base, language: 'vi' as const, script: true };

async function keptOnMachine(context: BrowserContext): Promise<string[]> {
  const { origins } = await context.storageState();
  return origins.flatMap((o) => o.localStorage.map((entry) => `${entry.name}=${entry.value}`));
}

test('typing saves by itself and says what the value means', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.05116');
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.goto('/can-bo/05116/DL2');
  await page.locator('#part').fill('61');
  await page.locator('#whole').fill('100');
  await expect(page.locator('#meaning')).toHaveText('Giá trị này gần đạt tiêu chí.');
  await page.locator('#part').fill('95');
  await expect(page.locator('#meaning')).toHaveText('Giá trị này đạt tiêu chí.');
  await expect(page.locator('.autosave')).toContainText('Đã lưu lúc');
  await page.reload();
  await expect(page.locator('#part')).toHaveValue('95');
  // The ordinary form goes over what the island saved.
  await page.locator('#note').fill('Ghi chú');
  await page.locator('button[value=save]').click();
  await expect(page.locator('.notice.is-done')).toContainText('Đã lưu nháp');
  expect(messages).toEqual([]);
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
  expect(answered).toBe(1);
  await page.goto('/can-bo/05158/DL2');
  await expect(page.locator('#note')).toHaveValue('Đang viết, rồi gửi ngay');
});

test('a cut line, a closed page, and the next person at the machine', async ({ browser }) => {
  const page = await signIn(browser, setting, 'canbo.05128');
  const context = page.context();
  await page.goto('/can-bo/05128/DL2');
  await context.setOffline(true);
  await page.locator('#note').fill('Viết khi mất mạng');
  await expect(page.locator('.autosave')).toContainText('Chưa lưu được');
  await expect(page.locator('.unsent')).toContainText('1');
  const kept = await keptOnMachine(context);
  expect(kept).toHaveLength(1);
  expect(kept[0]).not.toContain('mất mạng');
  await page.close();

  // The line is back: any page of the room sends what waited.
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto('/can-bo/05128');
  await expect.poll(async () => (await keptOnMachine(context)).length).toBe(0);
  await again.goto('/can-bo/05128/DL2');
  await expect(again.locator('#note')).toHaveValue('Viết khi mất mạng');
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
