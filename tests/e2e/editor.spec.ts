import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { DocumentNode } from '#app/domains/content/document/document.ts';
import { open, visit } from './visitor.ts';

const body = (page: Page) => page.getByRole('textbox', { name: 'Body', exact: true });
const kept = (page: Page): Promise<DocumentNode> => page.locator('[data-kept]').textContent().then((text) => JSON.parse(text!));
const types = async (page: Page) => (await kept(page)).content!.map(({ type }) => type);
const settled = (page: Page) => page.waitForTimeout(250);

async function write(path = '/dev/writing?empty', options: Parameters<typeof visit>[0] = {}) {
  const { page } = await visit(options);
  await open(page, path);
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
  await body(page).click();
  return page;
}

/** As a browser tells of a paste. */
const paste = (page: Page, data: Record<string, string>) =>
  body(page).evaluate((target, given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);

test('what is typed as Markdown becomes what it means', async () => {
  const page = await write();
  await page.keyboard.type('## A heading\n- one\ntwo\n\n> said\n\n```ts ');
  await page.keyboard.type('const a = 1;');
  await settled(page);
  const document = await kept(page);
  expect(document.content!.map(({ type }) => type).slice(0, 3)).toEqual(['heading', 'bulletList', 'blockquote']);
  expect(JSON.stringify(document)).toContain('"language":"typescript"');
  await page.locator('.code-keyword').first().waitFor();
});

test('the slash menu filters, is walked by arrows and leads back by Escape', async () => {
  const page = await write();
  await page.keyboard.type('/');
  await page.getByRole('listbox', { name: 'Blocks to insert' }).waitFor();
  await page.keyboard.type('col');
  await page.getByRole('option', { name: 'Three columns' }).waitFor();
  await page.keyboard.press('ArrowDown');
  const active = await body(page).getAttribute('aria-activedescendant');
  expect(await page.locator(`#${active}`).textContent()).toBe('Three columns');
  await page.keyboard.press('Enter');
  await settled(page);
  expect((await kept(page)).content!.find(({ type }) => type === 'columns')!.content).toHaveLength(3);
  await page.keyboard.type('/tab');
  await page.keyboard.press('Escape');
  expect(await page.getByRole('listbox').count()).toBe(0);
  await page.keyboard.type('x');
  await settled(page);
  expect(JSON.stringify(await kept(page))).toContain('/tabx');
});

test('a block moves by keyboard, is told, and one undo brings it back', async () => {
  const page = await write();
  await page.keyboard.type('one\ntwo');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await page.getByRole('status').filter({ hasText: 'Moved up: now 1 of 2.' }).waitFor({ state: 'attached' });
  await settled(page);
  expect((await kept(page)).content!.map(({ content }) => content?.[0]?.text)).toEqual(['two', 'one']);
  await page.keyboard.press('Control+z');
  await settled(page);
  expect((await kept(page)).content!.map(({ content }) => content?.[0]?.text)).toEqual(['one', 'two']);
});

test('the toolbar is one stop, walked by arrows, and Escape leads back to the words', async () => {
  const page = await write();
  await page.keyboard.type('word');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-pressed'))).toBe('false');
  await page.keyboard.press('Enter');
  await settled(page);
  expect(JSON.stringify(await kept(page))).toContain('"marks":[{"type":"bold"}]');
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('Escape');
  expect(await body(page).evaluate((node) => node === document.activeElement)).toBe(true);
});

test('a paste from Word, from Docs and as Markdown is cleaned, and an address is shown', async () => {
  const page = await write();
  await paste(page, { 'text/html': '<html><body><p class="MsoNormal" style="mso-x:1"><b style="font-weight:normal"><span style="font-weight:700">Bold</span></b> and <a href="javascript:alert(1)">no</a><o:p></o:p></p><script>alert(1)</script></body></html>', 'text/plain': 'Bold and no' });
  await body(page).getByText('Bold and no').waitFor();
  await page.keyboard.press('Enter');
  await paste(page, { 'text/plain': '# Title\n\n- [x] done\n- [ ] open\n\n| a | b |\n|---|---|\n| 1 | 2 |' });
  await body(page).getByRole('heading', { name: 'Title' }).waitFor();
  await settled(page);
  expect(await types(page)).toEqual(expect.arrayContaining(['paragraph', 'heading', 'taskList', 'table']));
  const text = JSON.stringify(await kept(page));
  expect(text).toContain('"marks":[{"type":"bold"}],"text":"Bold"');
  expect(text).not.toMatch(/javascript|alert/);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await paste(page, { 'text/plain': 'https://vimeo.com/76979871' });
  await body(page).getByText('Vimeo', { exact: true }).waitFor();
});

test('find counts, walks, replaces all in one step, and gives the focus back', async () => {
  const page = await write();
  await page.keyboard.type('Ice and ice and Ice');
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find' }).fill('ice');
  await page.getByText('1 of 3').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('2 of 3').waitFor();
  await page.getByRole('button', { name: 'Match case' }).click();
  await page.getByText('1 of 1').waitFor();
  await page.getByRole('button', { name: 'Match case' }).click();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('snow');
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await body(page).getByText('snow and snow and snow').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await body(page).getByText('Ice and ice and Ice').waitFor();
});

test('a link leads to an address or, by reference, to an item', async () => {
  const page = await write();
  await page.keyboard.type('words');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Address/ }).fill('night');
  await page.getByRole('option', { name: 'Night trains are back' }).waitFor();
  await page.keyboard.press('Enter');
  await settled(page);
  expect(JSON.stringify(await kept(page))).toContain('"itemId":"item-2"');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Address/ }).fill('example.test/a');
  await page.keyboard.press('Enter');
  await settled(page);
  expect(JSON.stringify(await kept(page))).toContain('"href":"https://example.test/a","itemId":null');
});

test('a table grows by Tab and by its menu', async () => {
  const page = await write();
  await page.keyboard.type('/table');
  await page.keyboard.press('Enter');
  await body(page).getByRole('table').waitFor();
  await body(page).locator('td').last().click();
  await page.waitForFunction(() => document.querySelector('.tableWrapper table colgroup') !== null);
  await page.keyboard.press('Tab');
  expect(await body(page).locator('tr').count()).toBe(4);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByRole('button', { name: 'Add a column after' }).click();
  await settled(page);
  expect(await body(page).locator('tr').first().locator('th').count()).toBe(4);
});

test('images come with their words, and a missing text is warned of where it is written', async () => {
  const page = await write();
  await page.getByRole('button', { name: 'Image from the library' }).click();
  await page.getByRole('textbox', { name: 'Alternative text' }).last().waitFor();
  await page.getByText('No alternative text yet').waitFor();
  await page.getByRole('textbox', { name: 'Alternative text' }).last().fill('Ice in March');
  await page.getByText('No alternative text yet').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  expect(await body(page).evaluate((node) => node.contains(document.activeElement))).toBe(true);
  await settled(page);
  expect(JSON.stringify(await kept(page))).toContain('"alt":"Ice in March"');
});

test('the focus mode shows the text alone and Escape leaves it; saving asks the page', async () => {
  const page = await write('/dev/writing');
  await page.keyboard.press('Control+Shift+f');
  await page.getByRole('button', { name: 'Leave focus mode' }).waitFor();
  expect(await page.getByRole('toolbar', { name: 'Formatting' }).isVisible()).toBe(false);
  await page.keyboard.press('Escape');
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
  await page.keyboard.press('Control+s');
  expect(await page.evaluate(() => document.documentElement.hasAttribute('data-asked-to-save'))).toBe(true);
  await page.getByRole('button', { name: 'Outline' }).click();
  await page.getByRole('button', { name: 'How it is measured' }).click();
  expect(await page.locator('.editor-outline [aria-current]').textContent()).toBe('How it is measured');
});

test('what is copied here comes back as it was', async () => {
  const page = await write('/dev/writing', { permissions: ['clipboard-read', 'clipboard-write'] });
  await body(page).locator('p').first().click();
  const count = (name: string) => body(page).locator(name).count();
  const before = [await count('figure'), await count('.editor-callout'), await count('.editor-footnote-number')];
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await body(page).locator('p').last().click();
  await page.keyboard.press('End');
  // The browser tells of a moved cursor a moment later; a hand is never so quick.
  await settled(page);
  await page.keyboard.press('Control+v');
  await settled(page);
  expect([await count('figure'), await count('.editor-callout'), await count('.editor-footnote-number')]).toEqual(before.map((each) => each * 2));
});
