import { expect, test } from 'vitest';
import { DEMO } from '#db/seed.ts';
import { begin, CUT, desk, hasText, kept, saved, state, title, words, writeAtEnd } from './desk.ts';
import { pressOn, tabTo, typeInto } from './keyboard.ts';
import { newcomer, PASSWORD, query, sessionOf } from './people.ts';
import { open, visit } from './visitor.ts';

test('a piece is written with Markdown, the slash menu and a picture of the library, and is there after a reload', async () => {
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  const id = await begin(page, 'What the harbour is made of');
  await words(page).click();
  await page.keyboard.type('## The stones\nOlder than the town.\n- granite\nslate\n\n');
  await page.keyboard.type('/quo');
  await page.getByRole('listbox', { name: 'Blocks to insert' }).getByRole('option', { name: 'Quote', exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Nobody asks the stones.\n\n');
  await page.keyboard.type('/image');
  await page.getByRole('listbox', { name: 'Blocks to insert' }).getByRole('option', { name: 'Image', exact: true }).waitFor();
  await page.keyboard.press('Enter');
  const library = page.getByRole('dialog', { name: 'Choose pictures' });
  await library.getByRole('button', { name: /demo-ferry\.png/ }).click();
  await library.getByText('1 chosen: demo-ferry.png').waitFor();
  await library.getByRole('button', { name: 'Use them' }).click();
  await library.waitFor({ state: 'hidden' });
  await words(page).getByRole('img', { name: 'A black ferry with a red funnel on calm water' }).waitFor();
  await saved(page);
  await hasText(id, /^The stones\n\nOlder than the town\.\n\ngranite\nslate\n\nNobody asks the stones\./);

  await page.reload();
  await desk(page, id);
  expect(await title(page).inputValue()).toBe('What the harbour is made of');
  await words(page).getByRole('heading', { name: 'The stones', level: 2 }).waitFor();
  expect(await words(page).locator('li').allTextContents()).toEqual(['granite', 'slate']);
  expect(await words(page).locator('blockquote').textContent()).toBe('Nobody asks the stones.');
  const shown = words(page).getByRole('img', { name: 'A black ferry with a red funnel on calm water' });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const { body } = await kept(id);
  for (const type of ['heading', 'bulletList', 'blockquote', 'image']) expect(body).toContain(`"type": "${type}"`);
  expect(await query('select from media_usages where place_id = $1', [id])).toHaveLength(1);
});

test('by keyboard alone a piece is begun, written, given a picture and saved', async () => {
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  await open(page, '/content');
  await pressOn(page, 'New piece');
  await page.getByRole('heading', { name: 'New piece' }).waitFor();
  await typeInto(page, /^Title/, 'A harbour by keys');
  await pressOn(page, 'Begin writing');
  await page.waitForURL(/\/content\/[0-9a-f-]{36}$/);
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
  const id = page.url().slice(-36);
  await typeInto(page, 'Title', 'A harbour by keys alone');
  await page.keyboard.press('Enter');
  await page.keyboard.type('## By hand\nAll of it. ');
  await page.keyboard.press('ControlOrMeta+b');
  await page.keyboard.type('Every letter.');
  await page.keyboard.press('ControlOrMeta+b');
  await page.keyboard.type('\n/image');
  await page.getByRole('listbox', { name: 'Blocks to insert' }).getByRole('option', { name: 'Image', exact: true }).waitFor();
  await page.keyboard.press('Enter');
  const library = page.getByRole('dialog', { name: 'Choose pictures' });
  await library.getByRole('button', { name: /demo-lighthouse\.png/ }).waitFor();
  await tabTo(page, 'Search');
  await page.keyboard.press('ArrowDown');
  await pressOn(page, /demo-lighthouse\.png/);
  await library.getByText('1 chosen: demo-lighthouse.png').waitFor();
  await pressOn(page, 'Use them');
  await words(page).getByRole('img', { name: 'A striped lighthouse on a green hill by the sea' }).waitFor();
  expect(await words(page).evaluate((node) => node.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('ControlOrMeta+s');
  await saved(page);
  await hasText(id, /^By hand\n\nAll of it\. Every letter\./);
  expect(await kept(id)).toMatchObject({ title: 'A harbour by keys alone', body: expect.stringContaining('"bold"') });
  await page.keyboard.press('Alt+F10');
  await tabTo(page, /kind of block$/, 0);
  await page.keyboard.press('Escape');
  expect(await words(page).evaluate((node) => node.contains(document.activeElement))).toBe(true);
});

test('after a crash the unsent text is offered, put back and saved', async () => {
  const { page, context } = await visit({ session: (await newcomer('The Crashing Paper')).session, expected: CUT });
  const id = await begin(page, 'Before the storm');
  await writeAtEnd(page, 'This much was saved.');
  await saved(page);
  await hasText(id, 'This much was saved.');
  await page.route('**/save', (route) => route.abort());
  await writeAtEnd(page, ' And this was not.');
  await state(page, /^Could not save: trying again/);
  await page.close();

  const again = await context.newPage();
  await desk(again, id);
  const offer = again.getByRole('region', { name: 'Text that was never saved' });
  await offer.getByText('You wrote this here on').waitFor();
  expect(await words(again).textContent()).toBe('This much was saved.');
  await offer.getByRole('button', { name: 'Compare' }).click();
  await again.getByRole('dialog').getByText('And this was not.').waitFor();
  await again.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await words(again).getByText('This much was saved. And this was not.').waitFor();
  await saved(again);
  await hasText(id, /^This much was saved\. And this was not\.$/);
  await desk(again, id);
  await again.waitForTimeout(800);
  expect(await offer.count()).toBe(0);
});

test('what is typed in the last moment before a page is closed is saved or offered', async () => {
  const { page, context } = await visit({ session: (await newcomer('The Hasty Paper')).session, expected: CUT });
  const id = await begin(page, 'In haste');
  await writeAtEnd(page, 'The last word');
  await page.close({ runBeforeUnload: true });
  const again = await context.newPage();
  await again.waitForTimeout(500);
  await desk(again, id);
  await again.waitForTimeout(800);
  const offered = again.getByRole('region', { name: 'Text that was never saved' });
  if (await offered.count()) await offered.getByRole('button', { name: 'Restore' }).click();
  await words(again).getByText('The last word').waitFor();
  await hasText(id, /^The last word$/);
});

test('offline, what is written is kept on this device, and saved once there is a line again', async () => {
  const { page, context } = await visit({ session: (await newcomer('The Rowing Paper')).session, expected: CUT });
  const id = await begin(page, 'Without a line');
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await writeAtEnd(page, 'Far from every mast.');
  await state(page, 'Offline: kept on this device');
  expect((await kept(id)).text).toBe('');
  await context.setOffline(false);
  await saved(page);
  await hasText(id, /^Far from every mast\.$/);
});

test('signed out in the middle, nothing is lost: signed in again in another tab, it is saved', async () => {
  const person = await newcomer('The Fading Paper');
  const { page, context } = await visit({ session: person.session, expected: CUT });
  const id = await begin(page, 'While away');
  await query('delete from sessions where user_id = (select id from users where email = $1)', [person.email]);
  await writeAtEnd(page, 'Typed without a session.');
  await state(page, 'You are signed out: what you wrote is kept on this device');
  const opened = context.waitForEvent('page');
  await page.locator('.item-state').getByRole('link', { name: 'Sign in' }).click();
  const door = await opened;
  await door.getByLabel('Email address').fill(person.email);
  await door.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await door.getByRole('button', { name: 'Sign in' }).click();
  await door.getByRole('heading', { name: 'Today' }).waitFor();
  await page.bringToFront();
  await writeAtEnd(page, ' And after it.');
  // A browser that tells the page it is seen again makes it ask by itself; where none tells, the button does.
  const again = page.getByRole('button', { name: 'I am signed in again' });
  await expect.poll(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1_000 }).catch(() => undefined);
    return (await kept(id)).text;
  }, { timeout: 15_000 }).toMatch(/^Typed without a session\. And after it\.$/);
  await saved(page);
});

test('the list and the palette find a piece by its words, and by a title with a slip in it', async () => {
  const { page } = await visit({ session: (await newcomer('The Seeking Paper')).session });
  const id = await begin(page, 'Lanterns along the quay');
  await writeAtEnd(page, 'Forty paraffin lamps were counted.');
  await saved(page);
  await hasText(id, 'Forty paraffin lamps');
  await begin(page, 'Something else entirely');

  await open(page, '/content');
  await page.getByRole('searchbox', { name: 'Search' }).fill('paraffin lamp');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=paraffin/);
  await expect.poll(() => page.getByRole('rowheader').allTextContents()).toEqual([expect.stringContaining('Lanterns along the quay')]);
  await page.getByRole('link', { name: /Search: paraffin lamp/ }).click();
  await page.getByRole('rowheader', { name: 'Something else entirely' }).waitFor();
  await open(page, '/content?q=nothing+of+the+kind');
  await page.getByText('Nothing matches').waitFor();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await palette.getByRole('combobox').fill('paraffin');
  await palette.getByRole('option', { name: /Lanterns along the quay/ }).locator('mark').first().waitFor();
  await palette.getByRole('combobox').fill('lanterms');
  await palette.getByRole('option', { name: /Lanterns along the quay/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(id));
  expect(await title(page).inputValue()).toBe('Lanterns along the quay');
});
