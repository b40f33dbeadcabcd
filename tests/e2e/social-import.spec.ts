import { expect, test } from 'vitest';
import { bringAxe, inspect } from './inspection.ts';
import { newcomer, query } from './people.ts';
import { open, ready, toast, visit } from './visitor.ts';

const FILE = ['text,date,time,time zone,accounts', 'Market day,2030-03-31,02:30,Europe/Berlin,@quay on Mastodon', 'The ferry is back,2030-04-02,25:00,,@quay on Mastodon; @quay on X', `${'a'.repeat(281)},2030-04-02,09:00,,X`, 'To nobody,2030-04-02,09:00,,@nobody', 'Boats at dawn,2030-04-03,09:00,,Mastodon; X'].join('\n');
const MENDED = FILE.replace('25:00', '10:00').replace('a'.repeat(281), 'Short enough').replace('@nobody', 'X');
const file = (text: string) => ({ name: 'posts.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

async function newsroom(name: string) {
  const founder = await newcomer(name);
  const [found] = await query<{ organization_id: string }>('select m.organization_id from memberships m join users u on u.id = m.user_id where u.email = $1', [founder.email]);
  for (const platform of ['mastodon', 'twitter']) await query("insert into social_accounts (organization_id, platform, platform_account_id, username, display_name) values ($1, $2, 'quay', 'quay', $3)", [found!.organization_id, platform, `Quay ${platform}`]);
  const texts = async () => (await query<{ text: string }>("select text from posts where organization_id = $1 and deleted_at is null and status = 'scheduled' order by id", [found!.organization_id])).map(({ text }) => text);
  return { founder, organizationId: found!.organization_id, texts };
}

test('a file is checked, brought in as far as it can be, mended, brought in again, and taken out', async () => {
  const { founder, texts } = await newsroom('The Importing Paper');
  const { page, context } = await visit({ session: founder.session });
  await bringAxe(context);
  await open(page, '/social');
  await ready(page);
  await page.getByRole('link', { name: 'Bring in' }).click();
  await page.getByLabel('File', { exact: true }).setInputFiles(file(FILE));
  await page.getByRole('radio', { name: /^On the schedule/ }).check();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByText('2 posts to bring in, on the schedule.').waitFor();
  await page.getByText('X takes 280 characters; 1 is too many.').waitFor();
  expect(await page.getByRole('row').filter({ hasText: '25:00' }).textContent()).toMatch(/^Line 3, “time”The time/);
  await inspect(page, 'post-import-checked');
  expect(await texts()).toEqual([]);

  await page.getByRole('button', { name: 'Bring in 2 posts' }).click();
  await page.getByText('2 posts were brought in, on the schedule.').waitFor();
  expect(await texts()).toEqual(['Market day', 'Boats at dawn']);

  await page.getByLabel('File', { exact: true }).setInputFiles(file(MENDED));
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByText('2 posts are here already and stay as they are.').waitFor();
  await page.getByRole('button', { name: 'Bring in 3 posts' }).click();
  await toast(page, '3 posts are on the schedule.');
  expect(await texts()).toHaveLength(5);
  await page.getByRole('button', { name: 'Undo' }).click();
  await toast(page, 'The 3 posts that the file brought in are in the trash.');
  expect(await texts()).toEqual(['Market day', 'Boats at dawn']);
});

test('without scripts a file is checked and brought in too', async () => {
  const { founder, texts } = await newsroom('The Plain Importing Paper');
  const { page } = await visit({ session: founder.session, javaScriptEnabled: false });
  for (const press of ['Check the file', 'Bring in 5 posts']) {
    if (press === 'Check the file') await page.goto('/social/import');
    await page.getByLabel('File', { exact: true }).setInputFiles(file(MENDED));
    await page.getByRole('radio', { name: /^On the schedule/ }).check();
    await page.getByRole('button', { name: press }).click();
  }
  await page.getByText('5 posts are on the schedule.').waitFor();
  expect(await texts()).toHaveLength(5);
});

test('a post is made to repeat, skipped once, and repeats no more', async () => {
  const { founder, organizationId } = await newsroom('The Repeating Paper');
  const { page, context } = await visit({ session: founder.session });
  await bringAxe(context);
  await open(page, '/social/posts/new');
  await ready(page);
  await page.getByRole('checkbox', { name: /Quay mastodon/ }).check();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Market day');
  await page.getByLabel('Day', { exact: true }).fill('2030-03-19');
  await page.getByLabel('Repeats', { exact: true }).selectOption('week');
  await page.getByLabel('Each so many').fill('2');
  await page.getByRole('checkbox', { name: 'Tuesday' }).check();
  await inspect(page, 'compose-repeats');
  await page.getByRole('button', { name: /^Schedule for/ }).click();
  await toast(page, 'The post is scheduled.');
  await page.getByText('Every second Tuesday at 09:00').waitFor();
  await page.setViewportSize({ width: 1280, height: 860 });
  await inspect(page, 'post-repeats');
  const wall = async () => (await query<{ wall: string }>("select to_char(scheduled_wall, 'YYYY-MM-DD') as wall from posts where organization_id = $1", [organizationId]))[0]!.wall;
  await page.getByRole('button', { name: 'Skip this one' }).click();
  await toast(page, 'This one is skipped. The post waits for its next time.');
  expect(await wall()).toBe('2030-04-02');
  await page.getByRole('button', { name: 'Undo' }).click();
  await toast(page, 'The post waits for its former time again.');
  expect(await wall()).toBe('2030-03-19');
  await page.getByRole('button', { name: 'Repeat no more' }).click();
  await toast(page, 'The post goes out once more, and repeats no more.');
  expect(await page.getByText('Every second Tuesday').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await toast(page, 'The post repeats as before.');
  await page.getByText('Every second Tuesday at 09:00').waitFor();
});

test('without scripts a post is made to repeat, by fields that unfold with what is chosen', async () => {
  const { founder, organizationId } = await newsroom('The Plain Repeating Paper');
  const { page } = await visit({ session: founder.session, javaScriptEnabled: false });
  await page.goto('/social/posts/new');
  await page.getByRole('checkbox', { name: /Quay mastodon/ }).check();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Market day');
  await page.getByRole('radio', { name: 'At a time' }).check();
  await page.getByLabel('Day', { exact: true }).fill('2030-03-19');
  await page.getByLabel('Time', { exact: true }).fill('09:00');
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const unfolded = async () => Promise.all(['Each so many', 'Ends', 'Last day', 'Times', 'Tuesday'].map((name) => field(name).isVisible()));
  expect(await unfolded()).toEqual([false, false, false, false, false]);
  await field('Repeats').selectOption('month-nth');
  expect(await unfolded()).toEqual([true, true, false, false, false]);
  await field('Repeats').selectOption('week');
  await field('Ends').selectOption('until');
  expect(await unfolded()).toEqual([true, true, true, false, true]);
  await field('Ends').selectOption('count');
  expect(await unfolded()).toEqual([true, true, false, true, true]);
  await field('Each so many').fill('2');
  await page.getByRole('checkbox', { name: 'Tuesday' }).check();
  await field('Times').fill('4');
  await page.locator('button[name="intent"][value="schedule"]').click();
  await page.getByText('Every second Tuesday at 09:00').waitFor();
  expect((await query<{ recurrence: unknown }>('select recurrence from posts where organization_id = $1', [organizationId]))[0]!.recurrence).toMatchObject({ pattern: { every: 'week', interval: 2, weekdays: ['TU'] }, ends: { count: 4 }, on: '2030-03-19' });
  await page.getByRole('button', { name: 'Repeat no more' }).click();
  await page.getByText('The post goes out once more, and repeats no more.').waitFor();
});
