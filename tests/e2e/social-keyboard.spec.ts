import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { DEMO } from '#db/seed.ts';
import { colleagueOf, CUT, words } from './desk.ts';
import { pressOn, tabTo, typeInto } from './keyboard.ts';
import { newcomer, query, sessionOf } from './people.ts';
import { withdrawAccess } from './platforms.ts';
import { open, ready, toast, visit } from './visitor.ts';

const LOOK = process.env.LOOK_AT;
if (LOOK) mkdirSync(LOOK, { recursive: true });
const picture = async (page: Page, name: string) => LOOK && page.screenshot({ path: `${LOOK}/${name}.png` });

const saved = (page: Page) => page.getByText(/^Saved at \d\d:\d\d:\d\d$/).first().waitFor();
const account = async (organizationId: string, platform: string, name: string) => query("insert into social_accounts (organization_id, platform, platform_account_id, username, display_name) values ($1, $2, $3, 'quay', $3)", [organizationId, platform, name]);
const organizationOf = async (email: string) => (await query<{ id: string }>('select m.organization_id as id from memberships m join users u on u.id = m.user_id where u.email = $1 order by m.created_at desc limit 1', [email]))[0]!.id;

async function tick(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Space');
}

test('by keyboard alone a post is written for three platforms, given a picture and scheduled', async () => {
  const organizationId = await organizationOf(DEMO.email);
  const names = ['Keys on Mastodon', 'Keys on X', 'Keys on Bluesky'];
  for (const [at, platform] of ['mastodon', 'twitter', 'bluesky'].entries()) await account(organizationId, platform, names[at]!);
  onTestFinished(async () => {
    await query("delete from posts where organization_id = $1 and text like 'By keys alone%'", [organizationId]);
    // Whoever writes another post of the demo at this moment may have chosen them.
    await query('delete from post_targets where social_account_id in (select id from social_accounts where organization_id = $1 and display_name = any ($2))', [organizationId, names]);
    await query('delete from social_accounts where organization_id = $1 and display_name = any ($2)', [organizationId, names]);
  });
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  await open(page, '/social');
  await pressOn(page, 'New post');
  await page.getByRole('heading', { name: 'New post', level: 1 }).waitFor();
  await ready(page);
  await typeInto(page, 'Text', 'By keys alone: the ferry is back.');
  await saved(page);
  expect(await words(page).evaluate((node) => node === document.activeElement)).toBe(true);
  await pressOn(page, 'Add a picture or a video');
  const library = page.getByRole('dialog', { name: 'Choose from the library' });
  await library.getByRole('button', { name: /demo-lighthouse\.png/ }).waitFor();
  await tabTo(page, 'Search');
  await page.keyboard.press('ArrowDown');
  await pressOn(page, /demo-lighthouse\.png/);
  await library.waitFor({ state: 'hidden' });
  await page.getByRole('list', { name: 'Files' }).getByText('demo-lighthouse.png', { exact: true }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Add another');
  // As they stand in the list: another round through the whole page would be one of many stops.
  for (const name of names.toSorted()) await tick(page, new RegExp(`${name}$`));
  await expect.poll(() => page.getByText('Ready', { exact: true }).count()).toBe(3);
  await saved(page);
  await picture(page, 'keys-composed');
  await pressOn(page, /^Schedule for/);
  await toast(page, 'The post is scheduled.');
  await page.getByRole('heading', { name: 'How it stands' }).waitFor();
  expect(await query("select p.status, (select count(*)::int from post_targets t where t.post_id = p.id) as targets, (select count(*)::int from post_media m where m.post_id = p.id) as files from posts p where organization_id = $1 and text like 'By keys alone%'", [organizationId])).toEqual([{ status: 'scheduled', targets: 3, files: 1 }]);
}, 120_000);

test('by keyboard alone a review is asked for, changes are asked for, and the post is approved', async () => {
  const writer = await newcomer('The Reviewed Posts');
  const organizationId = await organizationOf(writer.email);
  await account(organizationId, 'mastodon', 'Quay');
  await query(`update organizations set settings = settings || '{"postApprovals": {"required": 1, "fourEyes": true}}' where id = $1`, [organizationId]);
  const reviewer = await colleagueOf(writer.email, 'editor');
  const [mine, theirs] = [await visit({ session: writer.session }), await visit({ session: reviewer.session })];
  const { page } = mine;
  await open(page, '/social/posts/new');
  await typeInto(page, 'Text', 'The ferry is late agian.');
  await tick(page, /Quay$/);
  await saved(page);
  await pressOn(page, 'Save as draft');
  await page.getByRole('heading', { name: 'Approval' }).waitFor();
  const ask = async () => {
    await pressOn(page, 'Ask for approval');
    await page.getByRole('dialog').waitFor();
    await tick(page, /^Tomasz Reader/);
    await picture(page, 'keys-ask');
    await pressOn(page, 'Send the request');
    await toast(page, 'The reviewer is asked.');
  };
  await ask();
  const address = page.url();
  await open(theirs.page, '/');
  await pressOn(theirs.page, /^The ferry is late agian\./);
  await theirs.page.getByRole('heading', { name: 'Approval' }).waitFor();
  const decide = async (approve: boolean, comment: string) => {
    await pressOn(theirs.page, 'Decide');
    await theirs.page.getByRole('dialog').waitFor();
    await tabTo(theirs.page, 'It can go out');
    if (!approve) await theirs.page.keyboard.press('ArrowDown');
    await typeInto(theirs.page, /^Comment/, comment);
    await picture(theirs.page, approve ? 'keys-approve' : 'keys-changes');
    await pressOn(theirs.page, 'Say so');
  };
  await decide(false, '“Again” is misspelt.');
  await toast(theirs.page, 'Your changes are asked for.');
  await open(page, address);
  await page.getByRole('list', { name: 'What was said' }).getByText('“Again” is misspelt.').waitFor();
  await picture(page, 'keys-changes-asked');
  await typeInto(page, 'Text', 'The ferry is late again.');
  await saved(page);
  await ask();
  await open(theirs.page, address);
  await decide(true, 'Good.');
  await toast(theirs.page, 'The post is approved.');
  expect(await query('select approval, text from posts where organization_id = $1', [organizationId])).toEqual([{ approval: 'approved', text: 'The ferry is late again.' }]);
  await open(page, address);
  await page.getByText('What was said of it holds for the words as they are.', { exact: false }).waitFor();
  await picture(page, 'keys-approved');
}, 120_000);

test('by keyboard alone two versions are compared, and one is chosen', async () => {
  const writer = await newcomer('The Quarrelling Posts');
  const organizationId = await organizationOf(writer.email);
  const other = await colleagueOf(writer.email, 'editor');
  const [mine, theirs] = [await visit({ session: writer.session, expected: CUT }), await visit({ session: other.session, expected: CUT })];
  const { page } = mine;
  await open(page, '/social/posts/new');
  await typeInto(page, 'Text', 'Before');
  await saved(page);
  await page.waitForURL(/\/social\/posts\/[0-9a-f-]{36}$/);
  await open(theirs.page, page.url());
  await typeInto(theirs.page, 'Text', 'What they wrote about the ferry, at some length, so that it takes more than one line to say it all on a small screen.');
  await saved(theirs.page);
  await expect.poll(async () => (await query<{ text: string }>('select text from posts where organization_id = $1', [organizationId]))[0]!.text).toContain('What they wrote');
  await typeInto(page, 'Text', 'What I wrote');
  await page.getByRole('region', { name: 'Two versions' }).waitFor();
  await pressOn(page, 'Compare');
  await picture(page, 'keys-two-versions');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'keys-two-versions-dark');
  await page.setViewportSize({ width: 320, height: 800 });
  await picture(page, 'keys-two-versions-320');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await pressOn(page, 'Theirs counts');
  await saved(page);
  expect(await words(page).inputValue()).toContain('What they wrote');
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
}, 120_000);

test('by keyboard alone an account that was lost is connected again', async () => {
  const person = await newcomer('The Keyed Accounts');
  const { page } = await visit({ session: person.session });
  const allow = page.getByRole('button', { name: /^Allow as Demo Gazette/ });
  // A page that is left while it still fetches complains about what it did not get.
  const rest = () => page.waitForLoadState('networkidle');
  await open(page, '/social/connect/mastodon');
  await rest();
  await pressOn(page, 'Go on to Mastodon');
  await allow.waitFor();
  await pressOn(page, /^Allow as Demo Gazette/);
  await toast(page, 'Demo Gazette on Mastodon is connected.');
  await withdrawAccess('mastodon');
  await pressOn(page, 'Take the figures now');
  await page.getByRole('main').getByText('Connect the account again.', { exact: false }).first().waitFor();
  await rest();
  await open(page, '/');
  await pressOn(page, /^Demo Gazette/);
  await page.getByRole('heading', { name: 'Demo Gazette', level: 1 }).waitFor();
  await picture(page, 'keys-lost');
  await pressOn(page, 'Connect again');
  await page.getByRole('button', { name: 'Go on to Mastodon' }).waitFor();
  await rest();
  await pressOn(page, 'Go on to Mastodon');
  await allow.waitFor();
  await pressOn(page, /^Allow as Demo Gazette/);
  await toast(page, 'Demo Gazette on Mastodon is connected again.');
}, 120_000);
