import { expect, test } from 'vitest';
import { pressOn, tabTo } from './keyboard.ts';
import { newcomer, query } from './people.ts';
import { open, ready, visit } from './visitor.ts';

/** A founder whose organization has said three things: one that was told of, one in another account and one of which nothing is told. */
async function measured(name: string) {
  const founder = await newcomer(name);
  const [{ organization_id: organization } = { organization_id: '' }] = await query<{ organization_id: string }>('select m.organization_id from memberships m join users u on u.id = m.user_id where u.email = $1', [founder.email]);
  const account = async (platform: string, display: string) =>
    (await query<{ id: string }>("insert into social_accounts (organization_id, platform, platform_account_id, username, display_name) values ($1, $2, $3, $3, $3) returning id", [organization, platform, display]))[0]!.id;
  const [harbour, letter] = [await account('mastodon', 'Harbour voice'), await account('substack', 'Harbour letter')];
  const say = async (on: string, text: string, days: number, figures: Record<string, number> | null) => {
    const [post] = await query<{ id: string }>('insert into posts (organization_id, text) values ($1, $2) returning id', [organization, text]);
    const [target] = await query<{ id: string }>("insert into post_targets (organization_id, post_id, social_account_id, status, published_at) values ($1, $2, $3, 'published', now() - make_interval(days => $4)) returning id", [organization, post!.id, on, days]);
    if (!figures) return;
    const names = Object.keys(figures);
    await query(`insert into metric_snapshots (organization_id, post_target_id, social_account_id, recorded_at, source, ${names.join(', ')}) values ($1, $2, $3, now(), 'mastodon', ${names.map((_, index) => `$${index + 4}`).join(', ')})`, [organization, target!.id, on, ...Object.values(figures)]);
  };
  await say(harbour, 'The ferry runs again', 1, { impressions: 1000, engagements: 50, likes: 40 });
  await say(harbour, 'The tide is late today', 9, { impressions: 400, engagements: 8, likes: 8 });
  await say(letter, 'This week in the letter', 2, null);
  return { founder, harbour };
}

test('what was heard, over which days, of whom and in which order, by the keyboard alone', async () => {
  const { founder } = await measured('The Measured Paper');
  const { page } = await visit({ session: founder.session });
  await open(page, '/');
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await page.getByRole('heading', { name: 'Analytics', level: 1 }).waitFor();
  await ready(page);
  const tile = (word: string) => page.locator('li').filter({ has: page.getByText(word, { exact: true }) }).first();
  await expect.poll(() => tile('Posts out').textContent()).toContain('3');
  expect(await tile('Impressions').textContent()).toContain('1,400');
  expect(await tile('Engagement rate').textContent()).toContain('4.1 %');

  await pressOn(page, '7 days');
  await expect.poll(() => tile('Impressions').textContent()).toContain('1,000');
  expect(await tile('Impressions').textContent()).toContain('150 % more');
  await pressOn(page, 'Read it as a table');
  const yesterday = page.getByRole('row', { name: /1,000/ });
  await yesterday.waitFor();

  await pressOn(page, 'Posts');
  await page.getByRole('row', { name: /The ferry runs again/ }).waitFor();
  const letter = page.getByRole('row', { name: /This week in the letter/ });
  expect(await letter.getByRole('cell').allTextContents()).toEqual(Array(7).fill('–'));
  await pressOn(page, 'Likes');
  await expect.poll(() => new URL(page.url()).searchParams.get('figure')).toBe('likes');
  expect(new URL(page.url()).searchParams.get('days')).toBe('7');

  await pressOn(page, 'Accounts');
  await page.getByRole('row', { name: /Harbour voice/ }).waitFor();
  await tabTo(page, /Harbour voice/);
});

test('days that are none are answered for, keep what was typed, and work without scripts; the file has what the page shows', async () => {
  const { founder, harbour } = await measured('The Careful Paper');
  const { page, context } = await visit({ session: founder.session, javaScriptEnabled: false });
  await page.goto('/analytics?from=2026-11-20&to=2026-11-01');
  await page.getByText('The first day comes after the last.').waitFor();
  expect(await page.getByLabel('From').inputValue()).toBe('2026-11-20');
  await page.goto(`/analytics?show=posts`);
  await page.getByRole('combobox', { name: 'Account' }).selectOption(harbour);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('row', { name: /The tide is late today/ }).waitFor();
  expect(await page.getByRole('row', { name: /This week in the letter/ }).count()).toBe(0);
  const href = await page.getByRole('link', { name: 'As a table (CSV)' }).getAttribute('href');
  const file = await (await context.request.get(href!)).text();
  expect(file).toContain('The ferry runs again');
  expect(file).not.toContain('This week in the letter');
});
