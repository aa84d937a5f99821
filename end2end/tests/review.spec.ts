// The whole story in Vietnamese, with and without script, on SQLite and on PostgreSQL: an officer answers 16 items with
// evidence, the leader signs, the reviewer returns two with reasons, the officer amends, the reviewer confirms, the
// secretary publishes, and the public page shows the commune green and its province with one more.
import { expect, test, type Page } from '@playwright/test';
import { STORIES, answer, freeCommune, giveBack, items, objection, queueOf, sign, signIn } from './workspace';

// A reviewer's and a secretary's code works once: each story has its own people.
const PEOPLE = {
  with: { reviewer: 'thamdinh', secretary: 'thuky' },
  without: { reviewer: 'thamdinh2', secretary: 'thuky2' },
};

async function greens(page: Page): Promise<number> {
  await page.goto('/quan-tri/cong-bo');
  const row = page.locator('table tr', { hasText: 'Tỉnh Phú Thọ' });
  if (!(await row.count())) {
    // Nothing changes for the province: the last release has its number.
    await page.goto('/tinh/25');
    const text = await page.locator('main').innerText();
    return Number(/(\d+) trên 148/.exec(text)?.[1]);
  }
  const after = await row.first().locator('td').nth(1).innerText();
  return Number(after.split('/')[0]);
}

for (const { engine, base } of STORIES) {
  test.describe(`on ${engine}`, () => {
    // Both stories publish on one server: one after the other.
    test.describe.configure({ mode: 'serial' });
    const taken: string[] = [];
    for (const kind of ['without', 'with'] as const) {
      test(`from an answer to the public page, ${kind} script`, async ({ browser }) => {
        const setting = { base, language: 'vi' as const, script: kind === 'with' };
        const unit = await freeCommune(browser, setting, taken);
        taken.push(unit);
        const secretary = await signIn(browser, setting, PEOPLE[kind].secretary);
        const before = await greens(secretary);

        const officer = await signIn(browser, setting, `canbo.${unit}`);
        const addresses = await items(officer, setting, unit);
        for (const address of addresses) await answer(officer, address, 'bao-cao.pdf');

        const leader = await signIn(browser, setting, `lanhdao.${unit}`);
        await sign(leader, unit, 16);

        const reviewer = await signIn(browser, setting, PEOPLE[kind].reviewer);
        const queue = await queueOf(officer, unit);
        await reviewer.goto(queue);
        await expect(reviewer.locator('table.queue tbody tr')).toHaveCount(16);
        const returned = ['DL1', 'NT1'];
        await giveBack(reviewer, queue, returned, 'bao-cao.pdf');

        await officer.goto(`/can-bo/${unit}`);
        await expect(officer.locator('.todo .is-returned')).not.toHaveCount(0);
        await expect(officer.locator('.todo')).toContainText(objection('DL1'));
        for (const address of addresses.filter((a) => returned.some((criterion) => a.endsWith(`/${criterion}`)))) {
          await answer(officer, address, 'bao-cao-sua.pdf');
        }
        await sign(leader, unit, 2);

        await reviewer.goto(queue);
        // What differs much from last time has no box: it is looked at one by one.
        const ticks = await reviewer.locator('table.queue input[type=checkbox]').count();
        expect(ticks).toBeGreaterThan(0);
        await reviewer.getByRole('button', { name: 'Xác nhận các mục đã chọn' }).click();
        await expect(reviewer.getByRole('alert')).toContainText('chưa chọn mục nào');
        await reviewer.goto(queue);
        await reviewer.getByRole('link', { name: 'Chọn mọi mục chọn được trên trang này' }).click();
        await reviewer.getByRole('button', { name: 'Xác nhận các mục đã chọn' }).click();
        await expect(reviewer.locator('.notice.is-done')).toContainText(`Đã xác nhận ${ticks} mục`);
        for (let left = 16 - ticks; left > 0; left -= 1) {
          await reviewer.goto(queue);
          await expect(reviewer.locator('table.queue tbody tr')).toHaveCount(left);
          await reviewer.locator('table.queue th a').first().click();
          await reviewer.getByRole('button', { name: /^Xác nhận \(Alt/ }).click();
          await expect(reviewer.locator('.notice.is-done')).toContainText('Đã xác nhận 1 mục');
        }

        // What was decided is found again, and can be taken back.
        await reviewer.getByRole('link', { name: 'Xem các mục đã thẩm định' }).click();
        await reviewer.locator('#toi').check();
        await reviewer.getByRole('button', { name: 'Lọc' }).click();
        await expect(reviewer.locator('table.queue td', { hasText: 'trả lại lúc' })).not.toHaveCount(0);
        await reviewer.locator('table.queue tr', { hasText: 'xác nhận lúc' }).first().locator('th a').click();
        await expect(reviewer.locator('summary', { hasText: 'Mở lại' })).toBeVisible();

        expect(await greens(secretary)).toBe(before + 1);
        await secretary.goto('/quan-tri/cong-bo');
        if (setting.script) {
          // Publishing takes its time: the page says how far it is until its answer comes.
          const devtools = await secretary.context().newCDPSession(secretary);
          // The page's program has to be awake: whoever is faster waits without it.
          const listened = async () => {
            const expression = "document.querySelector('.decide form')";
            const { result } = await devtools.send('Runtime.evaluate', { expression });
            const { listeners } = await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
            return listeners.map((listener) => listener.type);
          };
          await expect.poll(listened).toContain('submit');
          // A page that waits for an answer is not asked what it shows: it says so itself.
          const said: string[] = [];
          secretary.on('console', (message) => said.push(message.text()));
          await secretary.evaluate(() => {
            const place = document.querySelector('.decide [role=status]')!;
            const tell = () => console.log(place.textContent);
            new MutationObserver(tell).observe(place, { characterData: true, childList: true, subtree: true });
          });
          await secretary.route('**/api/publish', async (route) => {
            const asked = await secretary.waitForResponse('**/quan-tri/cong-bo/tien-do');
            expect(asked.status()).toBe(200);
            await expect.poll(() => said.join(' ')).toContain('Đang công bố');
            await route.continue();
          });
        }
        await secretary.getByRole('button', { name: 'Công bố', exact: true }).click();
        await expect(secretary.locator('.notice.is-done')).toContainText(/Đã công bố bản số \d+, tính đến/);
        await expect(secretary.getByRole('link', { name: 'Xem trên trang công khai' })).toHaveAttribute('href', /phat-hanh=\d+r1$/);

        const reader = await (await browser.newContext({ baseURL: base, javaScriptEnabled: false })).newPage();
        await reader.goto(`/xa/${unit}`);
        await expect(reader.locator('main')).toContainText('16/16');
        await expect(reader.locator('main .status').first()).toContainText('Xanh');
        await reader.goto('/tinh/25');
        await expect(reader.locator('main')).toContainText(`${before + 1} trên 148 xã, phường đạt trạng thái Xanh`);
      });
    }
  });
}
