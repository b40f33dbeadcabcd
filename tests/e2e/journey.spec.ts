import { expect, test } from 'vitest';
import { freshAddress, letterTo, newcomer, PASSWORD, sessionOf } from './people.ts';
import { open, origin, ready, toast, visit } from './visitor.ts';

const organizationWith = (key: string) => fetch(`${origin}/api/v1/organization`, { headers: { Authorization: `Bearer ${key}` } });

test('someone signs up, confirms by the mailbox page, founds an organization and invites a second person, who joins it', async () => {
  const [founder, guest] = [freshAddress('founder'), freshAddress('guest')];
  const first = await visit();
  await open(first.page, '/sign-up');
  await first.page.getByLabel('Your name').fill('Ingrid Founder');
  await first.page.getByLabel('Email address').fill(founder);
  await first.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  expect(await first.page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin');
  await first.page.getByRole('button', { name: 'Sign up' }).click();
  await first.page.getByText(`We sent a letter to ${founder}`).waitFor();

  await letterTo(founder);
  await open(first.page, '/dev/mailbox');
  await first.page.getByRole('row').filter({ hasText: founder }).getByRole('link').click();
  await first.page.getByRole('link', { name: /\/confirm\?token=/ }).click();
  await first.page.getByRole('button', { name: 'Confirm my address' }).click();
  await first.page.getByRole('heading', { name: 'Create your organization' }).waitFor();
  await ready(first.page);

  await first.page.getByLabel('Name').fill('The Morning Paper');
  expect(await first.page.getByLabel('Address').inputValue()).toBe('the-morning-paper');
  await first.page.getByRole('button', { name: 'Create the organization' }).click();
  await toast(first.page, 'The Morning Paper is ready.');

  await first.page.getByRole('link', { name: 'Invite people' }).click();
  await first.page.getByRole('dialog').getByLabel('Email address').fill(guest);
  await first.page.getByRole('dialog').getByLabel('Role').selectOption('editor');
  await first.page.getByRole('button', { name: 'Send the invitation' }).click();
  await toast(first.page, `The invitation for ${guest} is on its way.`);
  expect(await first.page.getByRole('dialog').isVisible()).toBe(false);
  await first.page.getByRole('rowheader', { name: guest }).waitFor();

  const second = await visit();
  const invitation = await letterTo(guest, 'Join The Morning Paper');
  await open(second.page, invitation.link);
  await second.page.getByRole('link', { name: 'Sign up to accept' }).click();
  expect(await second.page.getByLabel('Email address').inputValue()).toBe(guest);
  await second.page.getByLabel('Your name').fill('Tomasz Guest');
  await second.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await second.page.getByRole('button', { name: 'Sign up' }).click();
  await second.page.getByText('Check your mail').waitFor();
  await open(second.page, (await letterTo(guest, 'Confirm')).link);
  await second.page.getByRole('button', { name: 'Confirm my address' }).click();
  await second.page.waitForURL((url) => url.pathname !== '/confirm');
  await open(second.page, invitation.link);
  await second.page.getByRole('button', { name: 'Accept the invitation' }).click();
  await toast(second.page, 'Welcome. You are a member now.');
  await second.page.getByRole('button', { name: /The Morning Paper/ }).waitFor();

  await open(first.page, '/settings/people');
  await first.page.getByRole('link', { name: 'Tomasz Guest' }).click();
  await first.page.getByLabel('Admin: people, keys and settings too').check();
  await first.page.getByRole('button', { name: 'Save the member' }).click();
  await toast(first.page, 'The member is saved.');
  await first.page.getByRole('row').filter({ hasText: 'Tomasz Guest' }).getByRole('cell', { name: 'Admin' }).waitFor();
});

test('a session on another device is ended, and that device has to sign in again', async () => {
  const person = await newcomer('The Session Paper');
  const here = await visit({ session: person.session });
  // The ended session's line to the bell is refused from then on.
  const there = await visit({ expected: /WebSocket connection to/ });
  await open(there.page, '/sign-in');
  await there.page.getByLabel('Email address').fill(person.email);
  await there.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await there.page.getByRole('button', { name: 'Sign in' }).click();
  await there.page.getByRole('heading', { name: 'Today' }).waitFor();

  await open(here.page, '/settings/security');
  await here.page.getByRole('button', { name: /^End the session/ }).click();
  await toast(here.page, 'The session is ended.');
  expect(await here.page.getByRole('table', { name: 'Your sessions' }).getByRole('row').count()).toBe(2);
  await there.page.goto('/settings/people');
  expect(new URL(there.page.url()).pathname).toBe('/sign-in');
});

test('an API key is made, copied, used, and of no use once it is revoked', async () => {
  const person = await newcomer('The Key Paper');
  const { context, page } = await visit({ session: person.session });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  await open(page, '/settings/keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Website build');
  await page.getByRole('button', { name: 'Create the key' }).click();
  await page.getByRole('heading', { name: 'The key “Website build” is made' }).waitFor();
  await page.getByRole('button', { name: 'Copy the key' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const key = await page.evaluate(() => navigator.clipboard.readText());
  const answer = await organizationWith(key);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ name: 'The Key Paper' });

  await page.getByRole('button', { name: 'Revoke Website build' }).click();
  await page.getByLabel('Type “Website build” to confirm').fill('Website build');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke Website build' }).click();
  await toast(page, 'The key is revoked.');
  await page.getByRole('heading', { name: 'No keys yet' }).waitFor();
  expect((await organizationWith(key)).status).toBe(401);
});

test('a forgotten password is chosen anew by letter, and the old one is of no use', async () => {
  const person = await newcomer('The Forgetful Paper');
  const { page } = await visit();
  await open(page, '/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByRole('heading', { name: 'Forgotten password' }).waitFor();
  await page.getByLabel('Email address').fill(person.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('a letter is on its way').waitFor();
  await open(page, (await letterTo(person.email, 'Choose a new password')).link);
  await page.getByLabel('New password', { exact: true }).fill('an owl in the linden tree');
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();

  const other = await visit();
  await open(other.page, '/sign-in');
  await other.page.getByLabel('Email address').fill(person.email);
  await other.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await other.page.getByRole('alert').getByText('This address and password do not belong together.').waitFor();
  await other.page.getByLabel('Password', { exact: true }).fill('an owl in the linden tree');
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await other.page.getByRole('heading', { name: 'Today' }).waitFor();
});

test('an owner hands the ownership over by typing the name, and leaves by typing it again', async () => {
  const owner = await newcomer('The Old Paper');
  const heir = await newcomer();
  const { page } = await visit({ session: owner.session });
  await open(page, '/settings/people?invite=1');
  await page.getByLabel('Email address').fill(heir.email);
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  const other = await visit({ session: await sessionOf(heir.email) });
  await open(other.page, (await letterTo(heir.email, 'Join The Old Paper')).link);
  await other.page.getByRole('button', { name: 'Accept the invitation' }).click();
  await toast(other.page, 'Welcome.');

  await open(page, '/settings/organization');
  await page.getByRole('button', { name: 'Transfer the ownership' }).click();
  await page.getByLabel('New owner').selectOption({ index: 1 });
  await page.getByLabel('Type “The Old Paper” to confirm').fill('The Old Paper');
  await page.getByRole('dialog').getByRole('button', { name: 'Transfer the ownership' }).click();
  await toast(page, 'is the owner now.');
  await ready(page);
  await page.getByRole('button', { name: 'Leave the organization' }).click();
  await page.getByLabel('Type “The Old Paper” to confirm').fill('The Old Paper');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave the organization' }).click();
  await page.getByRole('heading', { name: 'Create your organization' }).waitFor();
});
