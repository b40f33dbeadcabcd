import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { bringAxe, inspect } from './inspection.ts';
import { newcomer, query } from './people.ts';
import { open, ready, toast, visit } from './visitor.ts';

const LOOK = process.env.LOOK_AT;
if (LOOK) mkdirSync(LOOK, { recursive: true });
const picture = async (page: Page, name: string) => LOOK && page.screenshot({ path: `${LOOK}/${name}.png`, fullPage: true });

/** An organization with an account on each of these. */
async function newsroom(email: string, platforms: readonly string[]): Promise<string> {
  const [found] = await query<{ organization_id: string }>('select m.organization_id from memberships m join users u on u.id = m.user_id where u.email = $1', [email]);
  for (const platform of platforms) {
    await query("insert into social_accounts (organization_id, platform, platform_account_id, username, display_name) values ($1, $2, 'quay', 'quay', $3)", [found!.organization_id, platform, `Quay ${platform}`]);
  }
  return found!.organization_id;
}

const postsOf = (organizationId: string) =>
  query<{ id: string; text: string; status: string; targets: number; hour: string }>("select p.id, p.text, p.status, (select count(*)::int from post_targets t where t.post_id = p.id and t.status = p.status) as targets, to_char(p.scheduled_wall, 'HH24:MI') as hour from posts p where p.organization_id = $1 order by p.id", [organizationId]);

test('a post is written for three platforms, with other words on one, and scheduled', async () => {
  const founder = await newcomer('The Posting Paper');
  const organizationId = await newsroom(founder.email, ['mastodon', 'twitter', 'bluesky']);
  const { page, context } = await visit({ session: founder.session });
  await bringAxe(context);
  await open(page, '/social/posts/new');
  await ready(page);
  await picture(page, 'compose-empty');
  const words = page.getByRole('textbox', { name: 'Text', exact: true });
  for (const name of ['mastodon', 'twitter', 'bluesky']) await page.getByRole('checkbox', { name: new RegExp(`Quay ${name}`) }).check();
  await words.fill(`${'The ferry is back after the storm, and it carries bicycles again. '.repeat(5)}#harbour`);
  await page.getByText('X takes 280 characters', { exact: false }).first().waitFor();
  await picture(page, 'compose-too-long');
  expect(await page.getByRole('button', { name: /^Schedule/ }).getAttribute('aria-disabled')).toBe('true');

  await page.getByRole('button', { name: /Quay twitter needs a look/ }).first().click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('The ferry is back, with room for bicycles. #harbour');
  await page.getByRole('button', { name: /^Bluesky.*needs a look/ }).first().click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('The ferry is back on Bluesky. #harbour');
  await expect.poll(() => page.getByText('Ready').count()).toBe(3);
  await inspect(page, 'compose');

  await page.getByText(/^Saved at/).waitFor();
  await page.reload();
  await ready(page);
  await expect.poll(() => page.getByText('Ready').count()).toBe(3);
  await page.getByLabel('Time', { exact: true }).fill('10:45');
  await page.getByRole('button', { name: /^Schedule for/ }).click();
  await toast(page, 'The post is scheduled.');
  await page.getByRole('heading', { name: 'How it stands' }).waitFor();
  await picture(page, 'post-scheduled');
  expect(await postsOf(organizationId)).toMatchObject([{ status: 'scheduled', targets: 3, hour: '10:45' }]);

  await page.getByRole('link', { name: 'Change it' }).click();
  await page.getByRole('button', { name: 'Save the changes' }).waitFor();
  await picture(page, 'compose-scheduled');
  await page.getByRole('button', { name: 'Take it off the schedule' }).click();
  await toast(page, 'The post is off the schedule.');
  expect(await postsOf(organizationId)).toMatchObject([{ status: 'draft', targets: 3, hour: null }]);
});

test('without scripts a post is written, kept when it is refused, and scheduled', async () => {
  const founder = await newcomer('The Plain Posting Paper');
  const organizationId = await newsroom(founder.email, ['mastodon']);
  const { page } = await visit({ session: founder.session, javaScriptEnabled: false });
  await page.goto('/social/posts/new');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Written by hand');
  await page.getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('Choose at least one account.').first().waitFor();
  expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toBe('Written by hand');
  await page.getByRole('checkbox', { name: /Quay mastodon/ }).check();
  await page.getByRole('button', { name: 'Schedule' }).click();
  await page.getByRole('heading', { name: 'How it stands' }).waitFor();
  expect(await postsOf(organizationId)).toMatchObject([{ text: 'Written by hand', status: 'scheduled', targets: 1 }]);
});
