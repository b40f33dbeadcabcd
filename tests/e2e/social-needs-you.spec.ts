import { mkdirSync } from 'node:fs';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { Platform } from '#db/schema/choices.ts';
import type { TestApp } from '../support/app.ts';
import { arrangePost } from '../support/posts.ts';
import { arrangeStopped } from '../support/stopped.ts';
import { pressOn, tabTo, typeInto } from './keyboard.ts';
import { newcomer, query } from './people.ts';
import { open, ready, toast, visit } from './visitor.ts';

const LOOK = process.env.LOOK_AT;
if (LOOK) mkdirSync(LOOK, { recursive: true });
const picture = async (page: Page, name: string) => LOOK && page.screenshot({ path: `${LOOK}/${name}.png`, fullPage: true });

const inDatabase = async <T>(work: (app: TestApp) => Promise<T>): Promise<T> => {
  const owner = new Client({ connectionString: inject('site').ownerUrl });
  await owner.connect();
  try {
    return await work({ owner } as unknown as TestApp);
  } finally {
    await owner.end();
  }
};

/** An account of which no token opens: nothing is sent with it. */
const account = async (organizationId: string, platform: Platform, name: string) =>
  (await query<{ id: string }>('insert into social_accounts (organization_id, platform, platform_account_id, username, display_name, profile_url) values ($1, $2, $3, $3, $3, $4) returning id', [organizationId, platform, name, 'https://social.example/harbour']))[0]!.id;

async function paper(name: string) {
  const founder = await newcomer(name);
  const [organization] = await query<{ id: string }>('select id from organizations where name = $1', [name]);
  return { ...founder, organizationId: organization!.id };
}

test('an unclear post is confirmed by its link, and one that is not there is sent again, by the keyboard alone', async () => {
  const { session, organizationId } = await paper('The Unclear Paper');
  const bird = await account(organizationId, 'twitter', 'Harbour Review');
  const live = await inDatabase((app) => arrangeStopped(app, organizationId, { accountId: bird, text: 'The ferry runs again from Monday.', sentence: 'It is not among the newest posts of Harbour Review on X.' }));
  const gone = await inDatabase((app) => arrangeStopped(app, organizationId, { accountId: bird, text: 'The lighthouse is closed for repairs.', sentence: 'X shows several posts that it could be.' }));
  const { page } = await visit({ session });
  await open(page, '/');
  await page.getByText('It is not among the newest posts of Harbour Review on X.').waitFor();
  await picture(page, 'today');
  await open(page, '/social/needs-you');
  await ready(page);
  await picture(page, 'needs-you');
  const item = page.getByRole('listitem').filter({ hasText: 'The ferry runs again' }).first();
  await item.getByText('The evidence').click();
  await item.getByText('Recent posts looked through').waitFor({ state: 'attached' });
  await item.getByRole('button', { name: 'It is live…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await typeInto(page, 'Link to the post', 'not a link');
  await page.getByRole('dialog').getByRole('button', { name: 'It is live', exact: true }).click();
  await typeInto(page, 'Link to the post', 'https://x.com/harbour/status/1800000000000004242');
  await picture(page, 'needs-you-live');
  await tabTo(page, 'It is live');
  await page.keyboard.press('Enter');
  await toast(page, 'It is live on Harbour Review.');
  expect((await query<{ status: string; id: string }>('select status, platform_post_id as id from post_targets where id = $1', [live.targetId]))[0]).toEqual({ status: 'published', id: '1800000000000004242' });
  await pressOn(page, 'It is not there: send it again');
  await toast(page, 'It goes to Harbour Review now.');
  await page.getByText('Nothing needs you').waitFor();
  await picture(page, 'needs-you-empty');
  const [attempt] = await query<{ proof: string }>('select proof from publish_attempts where post_target_id = $1', [gone.targetId]);
  expect(attempt!.proof).toBe('A person looked and did not find it.');
});

test('the list of posts: views, filters, a pause with its reason, and several moved at once', async () => {
  const { session, organizationId } = await paper('The Busy Paper');
  const accounts = [await account(organizationId, 'twitter', 'Harbour Review'), await account(organizationId, 'mastodon', 'The harbour'), await account(organizationId, 'linkedin', 'Harbour Review Company')];
  await inDatabase(async (app) => {
    for (let index = 0; index < 6; index += 1) await arrangePost(app, organizationId, { text: `The ferry leaves the harbour at ${8 + index}:30, and the gulls follow it out to sea.`, accounts: accounts.slice(0, 1 + (index % 3)), at: new Date(Date.now() + (index + 1) * 5 * 3_600_000) });
    await arrangePost(app, organizationId, { text: 'A draft about nets', accounts: accounts.slice(0, 1) });
    await arrangeStopped(app, organizationId, { accountId: accounts[1]!, text: 'The crane is broken', state: 'rejected', code: 'forbidden', sentence: 'Mastodon does not let this account post.' });
  });
  const { page } = await visit({ session });
  await open(page, '/social');
  await ready(page);
  await picture(page, 'posts');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'posts-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 800 });
  await picture(page, 'posts-320');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await open(page, '/social/needs-you');
  await picture(page, 'needs-you-320');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, '/social?view=scheduled');
  await ready(page);
  await page.getByLabel('Platform', { exact: true }).selectOption('linkedin');
  await page.getByRole('link', { name: 'Remove filter Platform: LinkedIn' }).waitFor();
  expect(page.url()).toContain('platform=linkedin');
  await picture(page, 'posts-filtered');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('1 post chosen').waitFor();
  await picture(page, 'posts-chosen');
  const before = (await query<{ at: Date }>("select scheduled_at as at from posts where organization_id = $1 and text like 'The ferry leaves the harbour at 10:30%'", [organizationId]))[0]!.at;
  await page.getByRole('button', { name: 'Reschedule…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reschedule', exact: true }).click();
  await toast(page, '1 post moved.');
  const after = (await query<{ at: Date }>("select scheduled_at as at from posts where organization_id = $1 and text like 'The ferry leaves the harbour at 10:30%'", [organizationId]))[0]!.at;
  expect(after.getTime() - before.getTime()).toBe(86_400_000);
  await open(page, '/social');
  await ready(page);
  await page.getByRole('button', { name: 'Pause all…' }).click();
  await typeInto(page, /^Why/, 'A storm is coming');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause all posts' }).click();
  await toast(page, 'All posts are paused.');
  await page.getByRole('region', { name: 'Posts are paused' }).getByText('A storm is coming').waitFor();
  await picture(page, 'posts-paused');
  await open(page, '/calendar');
  await page.getByText('The ferry leaves the harbour').first().waitFor();
  await picture(page, 'calendar');
  await open(page, '/');
  await page.getByRole('region', { name: 'Posts are paused' }).getByRole('button', { name: 'Resume…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resume', exact: true }).click();
  await toast(page, /Posts go out again\./);
});

test('an empty desk teaches the first step', async () => {
  const { session } = await paper('The Silent Paper');
  const { page } = await visit({ session });
  await open(page, '/social');
  await page.getByRole('heading', { name: 'No posts yet' }).waitFor();
  await page.getByRole('link', { name: 'Connect an account' }).waitFor();
  await picture(page, 'posts-empty');
});

test('several posts are tagged, taken off the schedule and thrown away at once, and each press can be taken back', async () => {
  const { session, organizationId } = await paper('The Bulky Paper');
  const bird = await account(organizationId, 'twitter', 'Harbour Review');
  await inDatabase(async (app) => {
    for (const hours of [4, 8, 12]) await arrangePost(app, organizationId, { text: `The ferry leaves in ${hours} hours`, accounts: [bird], at: new Date(Date.now() + hours * 3_600_000) });
  });
  const count = async (sql: string) => (await query<{ count: number }>(`select count(*)::int as count from ${sql}`, [organizationId]))[0]!.count;
  const [tagged, scheduled, trashed] = [() => count('post_tags where organization_id = $1'), () => count("posts where organization_id = $1 and status = 'scheduled'"), () => count('posts where organization_id = $1 and deleted_at is not null')];
  const { page } = await visit({ session });
  await open(page, '/social');
  await ready(page);
  const choose = async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'Choose all 3' }).click();
    await page.getByText('3 posts chosen').waitFor();
  };
  const undo = async (words: string) => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await toast(page, words);
    await open(page, '/social');
  };
  await choose();
  await page.getByRole('button', { name: 'Tag…' }).click();
  await typeInto(page, /^Tags to add/, 'Harbour, Ferry');
  await picture(page, 'posts-tag');
  await page.getByRole('dialog').getByRole('button', { name: 'Change the tags' }).click();
  await toast(page, 'The tags of 3 posts are changed.');
  expect(await tagged()).toBe(6);
  await undo('The tags are as they were.');
  expect(await tagged()).toBe(0);
  await choose();
  await page.getByRole('button', { name: 'Take off the schedule' }).click();
  await toast(page, '3 posts off the schedule.');
  expect(await scheduled()).toBe(0);
  await undo('3 posts on the schedule again.');
  expect(await scheduled()).toBe(3);
  await choose();
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await toast(page, '3 posts moved to the trash.');
  expect(await trashed()).toBe(3);
  await undo('3 posts restored.');
  expect(await trashed()).toBe(0);
});
