import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { DocumentNode } from '#app/domains/content/document/document.ts';
import { DEMO } from '#db/seed.ts';
import { FILES } from '../media/file/fixtures.ts';
import { begin, hasText, kept as inDatabase, saved, words } from './desk.ts';
import { sessionOf } from './people.ts';
import { open, visit } from './visitor.ts';

const body = (page: Page) => page.getByRole('textbox', { name: 'Body', exact: true });
const kept = (page: Page): Promise<DocumentNode> => page.locator('[data-kept]').textContent().then((text) => JSON.parse(text!));
const types = async (page: Page) => (await kept(page)).content!.map(({ type }) => type);
/** What is kept has stayed the same for a while, by the page's own clock: on a busy machine that one is late as well. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    let [before, times]: [string | null | undefined, number] = [null, 0];
    while (times < 3) {
      await new Promise((done) => setTimeout(done, 80));
      await new Promise((done) => requestIdleCallback(() => done(null)));
      const now = document.querySelector('[data-kept]')?.textContent;
      [before, times] = [now, now === before ? times + 1 : 0];
    }
  });
/** What is kept, asked until it holds: a busy machine keeps it later. */
const keeps = (page: Page) => expect.poll(async () => JSON.stringify(await kept(page)), { timeout: 10_000 });

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
  await keeps(page).toContain('/tabx');
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
  await keeps(page).toContain('"marks":[{"type":"bold"}]');
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

test('of a thousand places all are counted, and those are marked that the reader comes to', async () => {
  const page = await write();
  await paste(page, { 'text/html': Array.from({ length: 1_000 }, (_, line) => `<p>Ice ${line}</p>`).join('') });
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find' }).fill('ice');
  await page.getByText('1 of 1000').waitFor();
  const marks = body(page).locator('.editor-found');
  expect(await marks.count()).toBeLessThanOrEqual(400);
  await page.keyboard.press('Shift+Enter');
  await page.getByText('1000 of 1000').waitFor();
  await body(page).locator('.editor-found.is-current').waitFor();
  await page.evaluate(() => document.querySelectorAll('.editor-text p')[500]!.scrollIntoView({ block: 'center' }));
  const there = body(page).locator('p', { hasText: 'Ice 500' });
  await there.locator('.editor-found').waitFor();
  expect(await marks.count()).toBeLessThanOrEqual(400);
  // Whoever writes there has them still.
  await there.click();
  await page.keyboard.type('x');
  await body(page).locator('p', { hasText: 'x' }).waitFor();
  expect(await body(page).locator('p', { hasText: 'Ice 501' }).locator('.editor-found').count()).toBe(1);
});

test('a link leads to an address or, by reference, to an item', async () => {
  const page = await write();
  await page.keyboard.type('words');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Address/ }).fill('night');
  await page.getByRole('option', { name: 'Night trains are back' }).waitFor();
  await page.keyboard.press('Enter');
  await keeps(page).toContain('"itemId":"item-2"');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Address/ }).fill('example.test/a');
  await page.keyboard.press('Enter');
  await keeps(page).toContain('"href":"https://example.test/a","itemId":null');
});

test('a table grows by Tab and by its menu', async () => {
  const page = await write();
  await page.keyboard.type('/table');
  await page.keyboard.press('Enter');
  await body(page).getByRole('table').waitFor();
  await body(page).locator('td').last().click();
  await settled(page);
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
  await keeps(page).toContain('"alt":"Ice in March"');
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

test('what the bar has no room for stands in its menu, at every width and never in both', async () => {
  const page = await write();
  for (const width of [1280, 760, 600, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const bar = page.getByRole('toolbar', { name: 'Formatting' });
    await bar.getByRole('button', { name: 'More', exact: true }).click();
    for (const name of [/^Strike through/, /^Task list/, /^Outline/, /^Undo/, /^Find and replace/, /^Focus mode/]) await expect.poll(() => bar.getByRole('button', { name }).filter({ visible: true }).count(), { message: `${name} at ${width} px` }).toBe(1);
    await page.keyboard.press('Escape');
    expect(await bar.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(0);
    expect((await bar.boundingBox())!.height, `one line at ${width} px`).toBeLessThan(48);
  }
  await body(page).click();
  await page.keyboard.type('small');
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.locator('[popover]:popover-open').getByRole('button', { name: /^Strike through/ }).click();
  await keeps(page).toContain('"marks":[{"type":"strike"}]');
});

test('an image leads somewhere safe, or nowhere', async () => {
  const page = await write();
  await page.getByRole('button', { name: 'Image from the library' }).click();
  await page.getByRole('button', { name: 'Link of the image' }).first().click();
  const address = page.getByRole('textbox', { name: 'Where the image leads' });
  await address.fill('javascript:alert(1)');
  expect(await address.getAttribute('aria-invalid')).toBe('true');
  await settled(page);
  expect(JSON.stringify(await kept(page))).not.toContain('javascript');
  await address.fill('https://example.test/harbour');
  await keeps(page).toContain('"href":"https://example.test/harbour"');
  await address.fill('');
  await keeps(page).toContain('"href":null');
});

test('columns begin in the first, become three, and end as one below the other without losing a word', async () => {
  const page = await write();
  await page.keyboard.type('/two');
  await page.keyboard.press('Enter');
  await page.keyboard.type('first');
  const arrange = async (choice: string) => {
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('button', { name: choice }).click();
    await settled(page);
  };
  await arrange('Three columns');
  const columns = async () => (await kept(page)).content!.find(({ type }) => type === 'columns')?.content?.map((column) => column.content!.map(({ content }) => content?.[0]?.text ?? '').join('|'));
  expect(await columns()).toEqual(['first', '', '']);
  await body(page).locator('[data-node="column"]').nth(2).click();
  await page.keyboard.type('third');
  await arrange('Two columns');
  expect(await columns()).toEqual(['first', 'third']);
  await arrange('One below the other');
  expect(await columns()).toBeUndefined();
  expect((await kept(page)).content!.map(({ content }) => content?.[0]?.text).filter(Boolean)).toEqual(['first', 'third']);
  await page.keyboard.press('Control+z');
  await settled(page);
  expect(await columns()).toEqual(['first', 'third']);
});

test('the cells of a table are aligned and made headings from its menu', async () => {
  const page = await write();
  await page.keyboard.type('/table');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Winter');
  await settled(page);
  expect(await body(page).locator('th').first().textContent()).toBe('Winter');
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole('button', { name }).click();
  };
  await choose('Align the cells right');
  await choose('Header cell on or off');
  await expect.poll(() => body(page).locator('tr').first().locator('td').count()).toBe(1);
  expect(await body(page).locator('td', { hasText: 'Winter' }).evaluate((cell) => getComputedStyle(cell).textAlign)).toBe('right');
  await settled(page);
  expect(JSON.stringify(await kept(page))).toMatch(/"type":"tableCell","attrs":\{[^}]*"align":"right"/);
});

test('a text in Arabic runs from right to left, and a line in English does not', async () => {
  const page = await write('/dev/writing?empty&language=ar');
  const direction = (text: string) => body(page).getByText(text).evaluate((line) => getComputedStyle(line).direction);
  expect(await body(page).getAttribute('lang')).toBe('ar');
  expect(await body(page).locator('p').first().evaluate((line) => getComputedStyle(line).direction)).toBe('rtl');
  const [grip, text] = [(await page.locator('.editor-grip').boundingBox())!, (await body(page).boundingBox())!];
  expect(grip.x).toBeGreaterThan(text.x + text.width - 48);
  await page.keyboard.type('- أول\nثان\n\nAn English line\n');
  expect([await direction('ثان'), await direction('An English line')]).toEqual(['rtl', 'ltr']);
  const [marker, item] = await Promise.all([body(page).locator('ul').boundingBox(), body(page).locator('li p').first().boundingBox()]);
  expect(marker!.x + marker!.width).toBeGreaterThan(item!.x + item!.width + 8);
});

test('a block is dragged by its handle to where the line shows, and one undo brings it back', async () => {
  const page = await write();
  await page.keyboard.type('one\ntwo\nthree');
  const lines = async () => (await kept(page)).content!.map(({ content }) => content?.[0]?.text);
  const at = async (text: string) => (await body(page).getByText(text, { exact: true }).boundingBox())!;
  const third = await at('three');
  await page.mouse.move(third.x + 20, third.y + third.height / 2);
  await page.mouse.move(third.x + 22, third.y + third.height / 2);
  await expect.poll(async () => Math.abs((await page.locator('.editor-grip').boundingBox())!.y - third.y)).toBeLessThan(12);
  const grip = (await page.locator('.editor-grip').boundingBox())!;
  await page.mouse.move(grip.x + 14, grip.y + 14);
  await page.mouse.down();
  const first = await at('one');
  await page.mouse.move(grip.x + 14, first.y + 12, { steps: 8 });
  await page.locator('.editor-drop').waitFor();
  await page.mouse.up();
  await settled(page);
  expect(await lines()).toEqual(['three', 'one', 'two']);
  await page.keyboard.press('Control+z');
  await settled(page);
  expect(await lines()).toEqual(['one', 'two', 'three']);
});

test('a gallery and a film come from the library, and stay', async () => {
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  const id = await begin(page, 'Pictures and a film');
  await words(page).click();
  await page.keyboard.type('/gallery');
  await page.keyboard.press('Enter');
  const library = page.getByRole('dialog', { name: 'Choose pictures' });
  await library.getByRole('button', { name: /demo-ferry\.png/ }).click();
  await library.getByRole('button', { name: /demo-lighthouse\.png/, pressed: false }).click();
  await library.getByRole('button', { name: /demo-lighthouse\.png/, pressed: true }).waitFor();
  await library.getByRole('button', { name: 'Use them' }).dblclick();
  await words(page).getByRole('group', { name: 'Gallery of 2' }).waitFor();
  await words(page).getByRole('button', { name: 'Move image 1 on' }).click();
  await expect.poll(() => words(page).getByRole('textbox', { name: 'Alternative text of image 1' }).inputValue()).toMatch(/lighthouse/);

  // Below the last block, where a press opens a line.
  const sheet = (await words(page).boundingBox())!;
  await page.mouse.click(sheet.x + sheet.width / 2, sheet.y + sheet.height - 20);
  await page.keyboard.type('/video');
  await page.keyboard.press('Enter');
  const films = page.getByRole('dialog', { name: 'Choose a video' });
  await films.locator('input[type="file"]').setInputFiles({ name: 'crossing.mp4', mimeType: 'video/mp4', buffer: Buffer.from(FILES['film.mp4']) });
  const film = words(page).locator('video');
  await film.waitFor();
  expect(await film.getAttribute('src')).toMatch(/\/media\/f\/[^?]+\/crossing\.mp4$/);
  await saved(page);
  await expect.poll(async () => (await inDatabase(id)).body).toMatch(/"type": "gallery".*"type": "video"/s);
  await hasText(id, /./);
});
