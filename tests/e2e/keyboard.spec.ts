import { expect, test } from 'vitest';
import { pressOn, tabTo, typeInto, walkTo } from './keyboard.ts';
import { freshAddress, letterTo, newcomer, PASSWORD, query, sessionOf } from './people.ts';
import { open, origin, toast, visit } from './visitor.ts';

test('by keyboard alone someone signs up, founds an organization, invites, changes a role, ends a session and makes and revokes a key', async () => {
  const [founder, guest] = [freshAddress('keys'), await newcomer()];
  const { context, page } = await visit();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  await open(page, '/sign-up');
  await typeInto(page, 'Your name', 'Amara Keys');
  await typeInto(page, 'Email address', founder);
  await typeInto(page, 'Password', PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Check your mail').waitFor();

  await letterTo(founder);
  await open(page, '/dev/mailbox');
  await walkTo(page, founder);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Confirm your email address' }).waitFor();
  await pressOn(page, /\/confirm\?token=/);
  await page.getByRole('heading', { name: 'Confirm your address' }).waitFor();
  await pressOn(page, 'Confirm my address');
  await page.getByRole('heading', { name: 'Create your organization' }).waitFor();
  await typeInto(page, 'Name', 'The Key Press');
  await pressOn(page, 'Create the organization');
  await toast(page, 'The Key Press is ready.');

  await pressOn(page, 'Invite people');
  await page.getByRole('dialog').waitFor();
  await typeInto(page, 'Email address', guest.email);
  await tabTo(page, 'Role');
  await page.keyboard.press('v');
  await pressOn(page, 'Send the invitation');
  await toast(page, 'is on its way');

  const other = await visit({ session: await sessionOf(guest.email) });
  await open(other.page, (await letterTo(guest.email, 'Join The Key Press')).link);
  await pressOn(other.page, 'Accept the invitation');
  await toast(other.page, 'Welcome.');
  await other.page.getByRole('heading', { name: 'Today' }).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('peop');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await page.reload();
  await open(page, '/settings/people');
  await tabTo(page, /^Ada Writer/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ada Writer' }).waitFor();
  await tabTo(page, 'Viewer: reads');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await pressOn(page, 'Save the member');
  await toast(page, 'The member is saved.');
  const [member] = await query<{ role: string }>('select m.role from memberships m join users on users.id = user_id where email = $1', [guest.email]);
  expect(member!.role).toBe('editor');

  await sessionOf(founder);
  await open(page, '/settings/security');
  await pressOn(page, /^End the session/);
  await toast(page, 'The session is ended.');

  await open(page, '/settings/keys');
  await pressOn(page, 'New key');
  await typeInto(page, 'Name', 'By hand');
  await tabTo(page, /^Read members/);
  await page.keyboard.press('Space');
  await pressOn(page, 'Create the key');
  await page.getByRole('heading', { name: 'The key “By hand” is made' }).waitFor();
  await pressOn(page, 'Copy the key');
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const key = await page.evaluate(() => navigator.clipboard.readText());
  expect((await fetch(`${origin}/api/v1/members`, { headers: { Authorization: `Bearer ${key}` } })).status).toBe(200);
  await pressOn(page, 'Revoke By hand');
  await typeInto(page, 'Type “By hand” to confirm', 'By hand');
  await pressOn(page, 'Revoke By hand');
  await toast(page, 'The key is revoked.');
});

test('a dialog keeps the focus inside, closes on Escape and gives the focus back', async () => {
  const person = await newcomer('The Dialog Paper');
  const { page } = await visit({ session: person.session });
  await open(page, '/settings/people');
  await pressOn(page, 'Invite');
  await tabTo(page, 'Email address');
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement === document.body || document.querySelector('dialog')!.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await tabTo(page, 'Invite', 0);
});

test('menus open by arrow, are walked by arrow and close on Escape', async () => {
  const person = await newcomer('The Menu Paper');
  const { page } = await visit({ session: person.session });
  await open(page, '/');
  await tabTo(page, /switch organization/);
  await page.keyboard.press('ArrowDown');
  await tabTo(page, /^The Menu Paper/, 0);
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'New organization', 0);
  await page.keyboard.press('Escape');
  await tabTo(page, /switch organization/, 0);
});

test('the first Tab offers to skip to the page, and it goes there', async () => {
  const person = await newcomer('The Skipping Paper');
  const { page } = await visit({ session: person.session });
  await open(page, '/settings/people');
  await page.keyboard.press('Tab');
  await tabTo(page, 'Skip to the page', 0);
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#main');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
});
