import { expect, test } from 'vitest';
import { freshAddress, letterTo, newcomer, PASSWORD } from './people.ts';
import { visit } from './visitor.ts';

const focusedField = (name: string) => `input[name="${name}"]:focus`;

test('without scripts a refused sign-up keeps what was typed, never the password, and focuses the first error', async () => {
  const { page } = await visit({ javaScriptEnabled: false });
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill('Ada Writer');
  await page.getByLabel('Email address').fill('ada@nowhere');
  await page.getByLabel('Password', { exact: true }).fill('password12');
  await page.getByLabel('Time zone').selectOption('Europe/Lisbon');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('alert').getByText('Nothing was saved yet.').waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ada Writer');
  expect(await page.getByLabel('Email address').inputValue()).toBe('ada@nowhere');
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Lisbon');
  await page.locator(focusedField('email')).waitFor();
});

test('without scripts someone signs in, invites, changes a member and the theme, and signs out', async () => {
  const person = await newcomer('The Plain Paper');
  const guest = freshAddress('plain');
  const { page } = await visit({ javaScriptEnabled: false });
  await page.goto('/settings/people');
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();

  await page.locator('summary', { hasText: 'Invite' }).click();
  await page.getByLabel('Email address').fill('ada@nowhere');
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByText('This does not look like an email address.').first().waitFor();
  expect(await page.getByLabel('Email address').inputValue()).toBe('ada@nowhere');
  await page.locator(focusedField('email')).waitFor();
  await page.getByLabel('Email address').fill(guest);
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByText(`The invitation for ${guest} is on its way.`).waitFor();
  expect((await letterTo(guest)).subject).toBe('Join The Plain Paper on Masthead');
  await page.getByRole('button', { name: `Withdraw the invitation of ${guest}` }).click();
  await page.getByText('The invitation is withdrawn.').waitFor();

  await page.getByRole('button', { name: /^You,/ }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
  await page.getByRole('button', { name: /^You,/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('without scripts a key is made and revoked, and what cannot be undone still asks', async () => {
  const { page } = await visit({ javaScriptEnabled: false, session: (await newcomer('The Quiet Paper')).session });
  await page.goto('/settings/keys');
  await page.locator('summary', { hasText: 'New key' }).click();
  await page.getByLabel('Name').fill('Plain');
  await page.getByRole('button', { name: 'Create the key' }).click();
  await page.getByText(/^mh_[0-9a-z]{10}_[0-9a-f]{72}$/).waitFor();
  await page.locator('summary', { hasText: 'Revoke' }).click();
  await page.getByLabel('Type “Plain” to confirm').fill('Plain');
  await page.getByRole('button', { name: 'Revoke Plain' }).click();
  await page.getByText('The key is revoked.').waitFor();
});
