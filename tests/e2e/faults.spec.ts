import { expect, test } from 'vitest';
import { newcomer, PASSWORD, query } from './people.ts';
import { open, toast, visit } from './visitor.ts';

/** The line to the bell ends with the session or the network. */
const LIVE = /WebSocket connection to/;

test('a session that ends in the middle of a form costs nothing that was typed', async () => {
  const person = await newcomer('The Expiring Paper');
  const { page } = await visit({ session: person.session, expected: LIVE });
  await open(page, '/settings/organization');
  await page.getByLabel('Description').fill('Three hundred words about the harbour.');
  await query('delete from sessions where user_id = (select id from users where email = $1)', [person.email]);
  await page.getByRole('button', { name: 'Save the organization' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === '/settings/organization');
  await page.getByRole('alert').getByText('What you typed is back').waitFor();
  expect(await page.getByLabel('Description').inputValue()).toBe('Three hundred words about the harbour.');
  await page.getByRole('button', { name: 'Save the organization' }).click();
  await toast(page, 'The organization is saved.');
  await open(page, '/settings/organization');
  expect(await page.getByLabel('Description').inputValue()).toBe('Three hundred words about the harbour.');
  expect(await page.getByRole('alert').filter({ hasText: 'What you typed' }).count()).toBe(0);
});

test('what one person typed is not shown to the next at the same machine', async () => {
  const [first, second] = [await newcomer('The Shared Desk'), await newcomer('The Other Desk')];
  const { page, context } = await visit({ session: first.session, expected: LIVE });
  await open(page, '/settings/profile');
  await page.getByLabel('Tone of voice').fill('Only for me');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('Email address').fill(second.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === '/settings/profile');
  expect(await page.getByLabel('Tone of voice').inputValue()).toBe('');
});

test('offline, a form says so, sends nothing and keeps everything', async () => {
  const person = await newcomer('The Offline Paper');
  const { page, context } = await visit({ session: person.session, expected: LIVE });
  await open(page, '/settings/profile');
  await page.getByLabel('Tone of voice').fill('Dry');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByRole('alert').getByText('You are offline, so nothing was sent.').waitFor();
  expect(await page.getByLabel('Tone of voice').inputValue()).toBe('Dry');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await toast(page, 'Your profile is saved.');
});

test('a server that cannot be reached is told in words, and what was typed comes back', async () => {
  const person = await newcomer('The Unreachable Paper');
  const { page } = await visit({ session: person.session, expected: /ERR_CONNECTION_REFUSED/ });
  await open(page, '/settings/profile');
  await page.getByLabel('Tone of voice').fill('Patient');
  await page.route('**/settings/profile.data*', (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
  await page.unroute('**/settings/profile.data*');
  await page.getByRole('link', { name: 'Try again' }).click();
  await page.getByRole('alert').getByText('What you typed is back').waitFor();
  expect(await page.getByLabel('Tone of voice').inputValue()).toBe('Patient');
});
