import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { colleagueOf, CUT, words } from './desk.ts';
import { newcomer, query } from './people.ts';
import { open, ready, toast, visit } from './visitor.ts';

const LOOK = process.env.LOOK_AT;
if (LOOK) mkdirSync(LOOK, { recursive: true });
const picture = async (page: Page, name: string) => LOOK && page.screenshot({ path: `${LOOK}/${name}.png`, fullPage: true });

const POST = /\/social\/posts\/[0-9a-f-]{36}$/;
const state = (page: Page, sentence: string | RegExp) => page.getByText(sentence).first().waitFor();
const saved = (page: Page) => state(page, /^Saved at \d\d:\d\d:\d\d$/);
const offerOn = (page: Page) => page.getByRole('region', { name: 'Text that was never saved' });

async function newsroom(name: string): Promise<{ email: string; session: string; organizationId: string }> {
  const founder = await newcomer(name);
  const [found] = await query<{ organization_id: string }>('select m.organization_id from memberships m join users u on u.id = m.user_id where u.email = $1', [founder.email]);
  const organizationId = found!.organization_id;
  for (const platform of ['mastodon', 'bluesky']) await query("insert into social_accounts (organization_id, platform, platform_account_id, username, display_name) values ($1, $2, 'quay', 'quay', $3)", [organizationId, platform, `Quay ${platform}`]);
  return { ...founder, organizationId };
}

const postsOf = (organizationId: string) => query<{ id: string; text: string; title: string; revision: number; targets: number; status: string }>('select p.id, p.text, p.title, p.revision, p.status, (select count(*)::int from post_targets t where t.post_id = p.id) as targets from posts p where p.organization_id = $1 order by p.id', [organizationId]);

test('what is typed saves itself, under an address of its own, and is there when the page was killed', async () => {
  const { session, organizationId } = await newsroom('The Saving Paper');
  const { page, context } = await visit({ session, expected: CUT });
  await open(page, '/social/posts/new');
  await page.getByRole('checkbox', { name: /Quay mastodon/ }).check();
  await words(page).click();
  await page.keyboard.type('The ferry is back');
  await saved(page);
  await page.waitForURL(POST);
  expect(await words(page).evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.type(', with bicycles.');
  await page.getByText('Made with AI').click();
  await page.getByRole('textbox', { name: 'Model' }).fill('a model');
  await expect.poll(async () => (await postsOf(organizationId))[0]?.text).toBe('The ferry is back, with bicycles.');
  await saved(page);
  await page.route('**/save', (route) => route.abort());
  await words(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' And this was not saved.');
  await state(page, /^Could not save: trying again/);
  const address = page.url();
  await page.close();

  const again = await context.newPage();
  await open(again, address);
  expect(await words(again).inputValue()).toBe('The ferry is back, with bicycles.');
  expect(await again.getByRole('checkbox', { name: /Quay mastodon/ }).isChecked()).toBe(true);
  await offerOn(again).getByText('And this was not saved.').waitFor();
  await picture(again, 'saving-offer');
  await offerOn(again).getByRole('button', { name: 'Restore' }).click();
  await saved(again);
  expect(await words(again).inputValue()).toBe('The ferry is back, with bicycles. And this was not saved.');
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'The ferry is back, with bicycles. And this was not saved.', targets: 1 }]);
  await again.getByRole('button', { name: /^Schedule for/ }).click();
  await toast(again, 'The post is scheduled.');
  expect(await postsOf(organizationId)).toMatchObject([{ status: 'scheduled' }]);
});

test('a new post that has saved itself leads to where it is approved and deleted, and brings its words along', async () => {
  const { session } = await newsroom('The Beginning Paper');
  const { page } = await visit({ session });
  await open(page, '/social/posts/new');
  await words(page).click();
  await page.keyboard.type('The ferry is back');
  await saved(page);
  await picture(page, 'saving-begun');
  await page.getByRole('link', { name: 'Open it there' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).waitFor();
  expect(page.url()).toMatch(POST);
  expect(await words(page).inputValue()).toBe('The ferry is back');
});

test('a beginning that never reached the server is offered to the next one, and becomes one post', async () => {
  const { session, organizationId } = await newsroom('The Beginning Paper');
  const { page, context } = await visit({ session, expected: CUT });
  await open(page, '/social/posts/new');
  await page.route('**/save', (route) => route.abort());
  await words(page).fill('Begun in a tunnel');
  await state(page, /^Could not save: trying again/);
  await page.close();
  expect(await postsOf(organizationId)).toEqual([]);

  const again = await context.newPage();
  await open(again, '/social/posts/new');
  await offerOn(again).getByRole('button', { name: 'Restore' }).click();
  await saved(again);
  await again.waitForURL(POST);
  expect(await words(again).inputValue()).toBe('Begun in a tunnel');
  await again.getByRole('button', { name: 'Save as draft' }).click();
  await toast(again, 'Saved.');
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'Begun in a tunnel' }]);
  await open(again, '/social/posts/new');
  await again.waitForTimeout(800);
  expect(await offerOn(again).count()).toBe(0);
});

test('offline for a moment, what is typed is kept on this device, and saved once there is a line again', async () => {
  const { session, organizationId } = await newsroom('The Rowing Posts');
  const { page, context } = await visit({ session, expected: CUT });
  await open(page, '/social/posts/new');
  await words(page).fill('In the harbour');
  await saved(page);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await words(page).fill('Far from every mast.');
  await state(page, 'Offline: kept on this device');
  await picture(page, 'saving-offline');
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'In the harbour' }]);
  await context.setOffline(false);
  await saved(page);
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'Far from every mast.' }]);
});

test('two people in one draft: what both wrote is asked, with both versions, and neither is overwritten', async () => {
  const { session, email, organizationId } = await newsroom('The Crowded Desk');
  const other = await colleagueOf(email, 'editor');
  const [mine, theirs] = [await visit({ session, expected: CUT }), await visit({ session: other.session, expected: CUT })];
  await open(mine.page, '/social/posts/new');
  await words(mine.page).fill('Before');
  await saved(mine.page);
  await mine.page.waitForURL(POST);
  await open(theirs.page, mine.page.url());
  await words(theirs.page).fill('Theirs');
  await saved(theirs.page);
  await expect.poll(async () => (await postsOf(organizationId))[0]?.text).toBe('Theirs');
  await words(mine.page).fill('Mine');
  await mine.page.getByRole('textbox', { name: 'Link', exact: true }).fill('https://paper.example/ferry');
  const versions = mine.page.getByRole('region', { name: 'Two versions' });
  await versions.getByText('Theirs', { exact: true }).waitFor();
  await versions.getByText('Mine', { exact: true }).waitFor();
  expect(await versions.getByText('Link').count()).toBe(0);
  await picture(mine.page, 'saving-conflict');
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'Theirs' }]);
  await mine.page.getByRole('button', { name: 'Save as draft' }).click();
  await mine.page.waitForTimeout(500);
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'Theirs' }]);
  await versions.getByRole('button', { name: 'Mine counts' }).click();
  await saved(mine.page);
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'Mine' }]);
});

test('a scheduled post is changed by a press alone; until then the words are kept on this device', async () => {
  const { session, organizationId } = await newsroom('The Deed Paper');
  const { page, context } = await visit({ session, expected: CUT });
  await open(page, '/social/posts/new');
  await page.getByRole('checkbox', { name: /Quay mastodon/ }).check();
  await words(page).fill('As it was scheduled');
  await page.getByRole('button', { name: /^Schedule for/ }).click();
  await toast(page, 'The post is scheduled.');
  await page.getByRole('link', { name: 'Change it' }).click();
  await words(page).fill('With other words');
  await state(page, 'Not saved yet: kept on this device');
  await picture(page, 'saving-by-hand');
  await page.waitForTimeout(2_000);
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'As it was scheduled', status: 'scheduled' }]);
  const address = page.url();
  await page.close();

  const again = await context.newPage();
  await open(again, address);
  await ready(again);
  expect(await words(again).inputValue()).toBe('As it was scheduled');
  await offerOn(again).getByRole('button', { name: 'Restore' }).click();
  expect(await words(again).inputValue()).toBe('With other words');
  await again.getByRole('button', { name: 'Save the changes' }).click();
  await toast(again, 'Saved.');
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'With other words', status: 'scheduled' }]);
  await saved(again);
});
