// Commune and province write to each other, with and without script, on SQLite and on PostgreSQL: a difficulty is
// reported and answered, an explanation asked for and given; a reviewer opens evidence, which waits for a release. Then the
// its pages under axe, in Vietnamese and Arabic.
import { expect, test, type Page } from '@playwright/test';
import { clean } from './audit';
import { STORIES, answer, greenCommune, items, signIn, submit } from './workspace';

const REVIEWERS = { with: 'thamdinh2', without: 'thamdinh' };

async function send(page: Page, slot: string, words: string, button: string) {
  const summary = page.locator('details', { has: page.locator(`[name=words-${slot}]`) }).locator('summary');
  if (await summary.count()) await summary.click();
  await page.locator(`[name=words-${slot}]`).fill(words);
  await submit(page, page.getByRole('button', { name: button, exact: true }));
  await expect(page.locator('.notice.is-done')).toContainText('Đã gửi.');
}

/** The field for the next step of the one open question. */
async function open(page: Page): Promise<string> {
  const name = await page.locator('.open-question textarea').first().getAttribute('name');
  return (name ?? '').replace('words-', '');
}

for (const { engine, base } of STORIES) {
  test.describe(`on ${engine}`, () => {
    test.describe.configure({ mode: 'serial' });
    for (const kind of ['without', 'with'] as const) {
      test(`asked, answered, opened, ${kind} script`, async ({ browser }) => {
        const setting = { base, language: 'vi' as const, script: kind === 'with' };
        const unit = await greenCommune(browser, setting, kind === 'with' ? 11 : 10);
        const officer = await signIn(browser, setting, `canbo.${unit}`);
        const reviewer = await signIn(browser, setting, REVIEWERS[kind]);
        const talk = `/trao-doi/${unit}/DL2`;

        // A difficulty, from the item's page.
        await officer.goto(`/can-bo/${unit}/DL2`);
        await officer.getByRole('link', { name: 'Viết hoặc trả lời' }).click();
        await officer.locator('summary', { hasText: 'Báo vướng mắc' }).click();
        await officer.getByRole('button', { name: 'Gửi vướng mắc' }).click();
        await expect(officer.locator('.notice.is-problem')).toContainText('Hãy viết nội dung');
        await officer.locator('[name=words-difficulty]').fill('Đường truyền hỏng từ thứ Hai');
        await officer.getByRole('button', { name: 'Gửi vướng mắc' }).click();
        await expect(officer.locator('.notice.is-done')).toContainText('Đã gửi.');
        await officer.goto(`/can-bo/${unit}`);
        await expect(officer.locator('table.questions')).toContainText('Chờ trả lời');

        await reviewer.goto('/tham-dinh');
        await reviewer.locator(`table.questions a[href="${talk}"]`).click();
        await expect(reviewer.locator('ol.talk')).toContainText('Đường truyền hỏng từ thứ Hai');
        await send(reviewer, await open(reviewer), 'Nhà mạng sửa trong tuần', 'Trả lời');
        await officer.goto('/thong-bao');
        await officer.getByRole('link', { name: '1 vướng mắc đã được trả lời (DL2)' }).click();
        await expect(officer.locator('ol.talk')).toContainText('Nhà mạng sửa trong tuần');
        await officer.getByRole('button', { name: 'Kết thúc' }).click();
        await expect(officer.locator('.open-question')).toHaveCount(0);

        // An explanation, and a note.
        await reviewer.goto(talk);
        await reviewer.locator('summary', { hasText: 'Yêu cầu giải trình' }).click();
        await reviewer.locator('[name=choice-explanation]').fill('2026-11-30');
        await reviewer.locator('[name=words-explanation]').fill('Vì sao số liệu giảm?');
        await reviewer.getByRole('button', { name: 'Gửi yêu cầu' }).click();
        await expect(reviewer.locator('.open-question')).toContainText('30/11/2026');
        await officer.goto('/thong-bao');
        await officer.getByRole('link', { name: '1 mục được yêu cầu giải trình (DL2)' }).click();
        await send(officer, await open(officer), 'Do sáp nhập thôn', 'Gửi giải trình');
        await reviewer.goto(talk);
        await expect(reviewer.locator('ol.talk')).toContainText('Do sáp nhập thôn');
        await send(reviewer, 'note', 'Đã rõ', 'Gửi ghi chú');
        await officer.goto(`/can-bo/${unit}/DL2`);
        await expect(officer.locator('ol.talk li').last()).toContainText('Đã rõ');

        // Evidence: confirmed, opened by the reviewer, downloaded by a stranger.
        const address = (await items(officer, setting, unit)).find((a) => a.endsWith('/DL1')) ?? '';
        await answer(officer, address, 'bao-cao-cong-khai.pdf');
        const leader = await signIn(browser, setting, `lanhdao.${unit}`);
        await leader.goto(address);
        await leader.getByRole('button', { name: 'Duyệt và gửi thẩm định' }).click();
        await expect(leader.locator('.notice.is-done')).toBeVisible();
        const name = (await officer.goto(`/can-bo/${unit}`)) && (await officer.locator('h1').innerText());
        const bare = (name ?? '').replace(/^Phiếu khai của (xã|phường|đặc khu) /, '');
        await reviewer.goto(`/tham-dinh?ten=${encodeURIComponent(bare)}`);
        await reviewer.locator('table.queue tr', { hasText: 'DL1 ' }).getByRole('link').click();
        const file = (await reviewer.locator('.evidence a[href^="/minh-chung/"]').first().getAttribute('href')) ?? '';
        const page = reviewer.url();
        await expect(reviewer.locator('main')).toContainText('Chỉ công khai được minh chứng của câu trả lời đã xác nhận.');
        await submit(reviewer, reviewer.getByRole('button', { name: 'Xác nhận (Alt+X)' }));
        await reviewer.goto(page);
        const stranger = await browser.newContext({ baseURL: base, javaScriptEnabled: false });
        await reviewer.getByRole('button', { name: 'Công khai minh chứng này' }).click();
        await expect(reviewer.locator('.notice.is-done')).toContainText('Đã mở minh chứng');
        // Nothing is published here, so that other tests find the same: whoever works there has the file, a stranger not yet.
        expect((await stranger.request.get(file)).status()).toBe(401);
        const download = await reviewer.request.get(file);
        expect(download.status()).toBe(200);
        expect(download.headers()['content-disposition']).toContain('attachment;');
        expect(download.headers()['x-content-type-options']).toBe('nosniff');
        expect(await download.text()).toContain('%PDF-1.7');
        await reviewer.locator('summary', { hasText: 'Thôi công khai' }).click();
        await reviewer.locator('.evidence input[name=reason]').fill('Có tên người dân');
        await reviewer.getByRole('button', { name: 'Thôi công khai' }).click();
        await expect(reviewer.locator('.notice.is-done')).toContainText('Đã thôi công khai minh chứng.');
        expect((await stranger.request.get(file)).status()).toBe(401);
      });
    }
  });
}

for (const language of ['vi', 'ar'] as const) {
  test(`axe on its pages in ${language}`, async ({ browser }) => {
    const setting = { base: STORIES[0].base, language, script: true };
    const unit = await greenCommune(browser, setting, language === 'vi' ? 20 : 21);
    const officer = await signIn(browser, setting, `canbo.${unit}`);
    const head = language === 'vi' ? '' : '/ar';
    await officer.goto(`${head}/trao-doi/${unit}/DL2`);
    await officer.locator('main details summary').first().click();
    await officer.locator('[name=words-difficulty]').fill('Máy quét hỏng, cần hỗ trợ');
    await officer.locator('details[open] button[type=submit]').click();
    await expect(officer.locator('ol.talk')).toContainText('Máy quét hỏng');
    for (const path of ['/thong-bao', '/trao-doi', `/trao-doi/${unit}/DL2`, `/can-bo/${unit}/DL2`]) {
      await officer.goto(head + path);
      await clean(officer, head + path);
    }
  });
}
