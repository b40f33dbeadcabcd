import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { begin, desk, hasText, saved, words, writeAtEnd } from './desk.ts';
import { pressOn, tabTo, typeInto } from './keyboard.ts';
import { newcomer, query } from './people.ts';
import { open, origin, visit } from './visitor.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Publishing' });
const dialog = (page: Page) => page.getByRole('dialog');

/** What someone without an account gets there. */
async function asReader(context: BrowserContext, path: string): Promise<{ status: number; text: string }> {
  const answer = await context.request.get(`${origin}${path}`, { headers: { Cookie: '' } });
  return { status: answer.status(), text: await answer.text() };
}

/** A press is done when readers notice: a toast may be that of the press before. */
const readersGet = (context: BrowserContext, path: string, words: string) => expect.poll(async () => (await asReader(context, path)).text, { timeout: 15_000 }).toContain(words);
const readersMeet = (context: BrowserContext, path: string, status: number) => expect.poll(async () => (await asReader(context, path)).status, { timeout: 15_000 }).toBe(status);

/** The line beside the title tells of the save before for a moment longer, so the database is asked too. */
async function write(page: Page, id: string, text: string) {
  await writeAtEnd(page, text);
  await hasText(id, text.trim());
  await saved(page);
}

async function publish(page: Page, name: 'Publish' | 'Publish the update') {
  await panel(page).getByRole('button', { name, exact: true }).click();
  await dialog(page).getByRole('button', { name, exact: true }).click();
}

async function paper(name: string) {
  const person = await newcomer(name);
  const [{ slug }] = (await query<{ slug: string }>('select o.slug from organizations o join memberships m on m.organization_id = o.id join users u on u.id = m.user_id where u.email = $1', [person.email])) as [{ slug: string }];
  return { ...person, site: `/o/${slug}` };
}

test('a piece is written, published, read by strangers, changed, and changes for them when its update goes out; then it is gone', async () => {
  const { session, site } = await paper('The Punctual Paper');
  const { page, context } = await visit({ session });
  const stranger = await visit();
  const id = await begin(page, 'The early boat');
  await write(page, id, 'It leaves at six.');
  await publish(page, 'Publish');
  await readersGet(stranger.context, `${site}/the-early-boat`, 'It leaves at six.');
  await panel(page).getByText('Readers have revision').waitFor();
  const address = (await panel(page).getByRole('link', { name: 'See it' }).getAttribute('href'))!;
  expect(address).toBe(`${origin}${site}/the-early-boat`);
  await stranger.page.goto(address);
  await stranger.page.getByRole('heading', { name: 'The early boat' }).waitFor();
  await stranger.page.getByText('It leaves at six.').waitFor();
  await stranger.page.goto(`${origin}${site}`);
  await stranger.page.getByRole('link', { name: 'The early boat' }).first().waitFor();

  await write(page, id, ' On Sundays at seven.');
  await panel(page).getByText('Live, with changes').waitFor();
  expect((await asReader(stranger.context, `${site}/the-early-boat`)).text).not.toContain('On Sundays at seven.');
  await publish(page, 'Publish the update');
  await readersGet(stranger.context, `${site}/the-early-boat`, 'On Sundays at seven.');
  await stranger.page.goto(address);
  await stranger.page.getByText('It leaves at six. On Sundays at seven.').waitFor();

  await panel(page).getByRole('button', { name: 'Take down' }).click();
  await dialog(page).getByRole('button', { name: 'Take it down' }).click();
  await readersMeet(stranger.context, `${site}/the-early-boat`, 410);
  expect((await asReader(stranger.context, `/v1${site.slice(2)}/items/the-early-boat`)).status).toBe(404);
  expect((await asReader(stranger.context, `/v1${site.slice(2)}/items`)).text).not.toContain('early boat');
  await desk(page, id);
  expect(await words(page).textContent()).toBe('It leaves at six. On Sundays at seven.');
  await context.close();
});

test('by keyboard alone a moment is chosen, changed and called off', async () => {
  const { session } = await paper('The Keyed Paper');
  const { page } = await visit({ session });
  const id = await begin(page, 'By keys');
  await write(page, id, 'Nobody touched a mouse.');
  await page.keyboard.press('Escape');
  await pressOn(page, 'Publish');
  await dialog(page).waitFor();
  await tabTo(page, 'Right away');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'Later');
  await pressOn(page, 'Monday 09:00');
  await pressOn(page, /^Schedule for Mon \d+ \w+( \d+)?, 09:00$/);
  const chosen = async () => (await query<{ due: string; status: string }>("select to_char(due_at at time zone 'Europe/Berlin', 'Dy HH24:MI') as due, status from publications where content_item_id = $1", [id]))[0];
  await expect.poll(chosen, { timeout: 15_000 }).toEqual({ due: 'Mon 09:00', status: 'scheduled' });
  await panel(page).getByText('Revision 2 goes live').waitFor();

  await pressOn(page, 'Change the moment');
  await dialog(page).waitFor();
  await typeInto(page, 'Time', '1130');
  await pressOn(page, 'Change the moment');
  await expect.poll(chosen, { timeout: 15_000 }).toEqual({ due: 'Mon 11:30', status: 'scheduled' });
  await panel(page).getByText('11:30').first().waitFor();
  await pressOn(page, 'Cancel it');
  await expect.poll(chosen, { timeout: 15_000 }).toMatchObject({ status: 'cancelled' });
  expect(await query('select status from content_items where id = $1', [id])).toEqual([{ status: 'draft' }]);
});

test('a preview link shows one revision to someone without an account, until it is taken back', async () => {
  const { session, site } = await paper('The Peeking Paper');
  const { page } = await visit({ session });
  const stranger = await visit();
  await write(page, await begin(page, 'Not out yet'), 'For your eyes.');
  await panel(page).getByRole('button', { name: 'Make a preview link' }).click();
  const link = panel(page).getByRole('link', { name: /\/preview\// });
  await link.waitFor();
  const address = (await link.getAttribute('href'))!;
  await stranger.page.goto(address);
  await stranger.page.getByText('For your eyes.').waitFor();
  expect((await asReader(stranger.context, `${site}/not-out-yet`)).status).toBe(404);
  await panel(page).getByRole('button', { name: 'Take back' }).click();
  await readersMeet(stranger.context, new URL(address).pathname, 404);
  expect((await stranger.page.goto(address))!.status()).toBe(404);
});

test('two pieces of a release go live together', async () => {
  const { session, site } = await paper('The Joint Paper');
  const { page, context } = await visit({ session });
  const add = async (name: string, text: string) => {
    await write(page, await begin(page, name), text);
    await panel(page).getByRole('button', { name: 'Add to a release' }).click();
    await dialog(page).getByRole('button', { name: 'Add to the release' }).click();
    await page.getByRole('heading', { name: 'Launch day' }).waitFor();
  };
  await open(page, '/content/releases');
  await page.getByRole('button', { name: 'New release' }).click();
  await dialog(page).getByLabel('Name').fill('Launch day');
  await dialog(page).getByRole('button', { name: 'Make the release' }).click();
  await page.getByRole('heading', { name: 'Launch day' }).waitFor();
  await add('First of two', 'One.');
  await add('Second of two', 'Two.');
  for (const slug of ['first-of-two', 'second-of-two']) expect((await asReader(context, `${site}/${slug}`)).status).toBe(404);
  await page.getByRole('button', { name: 'Publish the release' }).click();
  await dialog(page).getByLabel('Now').check();
  await dialog(page).getByRole('button', { name: 'Publish all of it' }).click();
  for (const slug of ['first-of-two', 'second-of-two']) await readersMeet(context, `${site}/${slug}`, 200);
  const moments = await query('select distinct sequence from published_items where slug in ($1, $2) and organization_id = (select id from organizations where slug = $3)', ['first-of-two', 'second-of-two', site.slice(3)]);
  expect(moments).toHaveLength(1);
});

test('without scripts a piece is published, and scheduled on the clocks of another zone', async () => {
  const { session, site } = await paper('The Bare Paper');
  const writer = await visit({ session });
  const first = await begin(writer.page, 'Bare words');
  await write(writer.page, first, 'No script ran.');
  const second = await begin(writer.page, 'Later words');
  await write(writer.page, second, 'No script ran here either.');

  const { page, context } = await visit({ session, javaScriptEnabled: false });
  await page.goto(`/content/${first}`);
  await panel(page).locator('summary', { hasText: 'Publish' }).click();
  await panel(page).getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('It is live.').first().waitFor();
  await readersGet(context, `${site}/bare-words`, 'No script ran.');

  await page.goto(`/content/${second}`);
  await panel(page).locator('summary', { hasText: 'Publish' }).click();
  expect(await panel(page).getByLabel('Day').isVisible()).toBe(false);
  await panel(page).getByRole('radio', { name: 'Later' }).check();
  await panel(page).getByLabel('Day').fill('2031-01-15');
  await panel(page).getByLabel('Time', { exact: true }).fill('07:45');
  await panel(page).getByLabel('On the clocks of').selectOption('Asia/Tokyo');
  await panel(page).getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('It is scheduled.').first().waitFor();
  expect(await query("select to_char(due_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI') as due from publications where content_item_id = $1", [second])).toEqual([{ due: '2031-01-15 07:45' }]);
});
