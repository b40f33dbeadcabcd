import { expect, test } from 'vitest';
import { CONNECTORS } from '#app/domains/social/connectors/registry.ts';
import { SIMULATORS } from '../simulators/registry.ts';
import { bringAxe, inspect } from './inspection.ts';
import { newcomer } from './people.ts';
import { platforms, withdrawAccess } from './platforms.ts';
import { open, origin, toast, visit } from './visitor.ts';

test('an account is connected on the platform’s own page, lost, and connected again', async () => {
  const person = await newcomer('The Connected Paper');
  const { context, page } = await visit({ session: person.session });
  await bringAxe(context);
  await open(page, '/social/accounts');
  await page.getByRole('link', { name: 'Connect the first account' }).click();
  await page.getByRole('link', { name: /^Mastodon/ }).click();
  expect(await page.getByLabel('Your server').inputValue()).toBe(`${platforms}/mastodon/place`);
  await page.getByRole('button', { name: 'Go on to Mastodon' }).click();
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.getByText('You did not allow it at Mastodon.').waitFor();
  await inspect(page, 'connect-denied');
  await page.getByRole('link', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Go on to Mastodon' }).click();
  await page.getByRole('button', { name: /^Allow as Demo Gazette/ }).click();
  await toast(page, 'Demo Gazette on Mastodon is connected.');
  await page.getByRole('heading', { name: 'Demo Gazette', level: 1 }).waitFor();
  await inspect(page, 'account-connected');

  await page.getByLabel('Monday, time 1').fill('09:30');
  await page.getByRole('button', { name: 'Another time on Monday' }).click();
  await page.getByLabel('Monday, time 2').fill('17:00');
  await page.getByRole('button', { name: 'Save the times' }).click();
  await toast(page, 'Demo Gazette on Mastodon has 2 posting times a week.');
  await page.getByText('The next free time is').waitFor();

  await withdrawAccess('mastodon');
  await page.getByRole('button', { name: 'Take the figures now' }).click();
  // The bell says it as well, and may hear of it first.
  await page.getByRole('main').getByText('Connect the account again.').first().waitFor();
  await page.reload();
  await page.getByText('Access ended').waitFor();
  await page.getByRole('link', { name: 'Connect again' }).click();
  await page.getByRole('button', { name: 'Go on to Mastodon' }).click();
  await page.getByRole('button', { name: /^Allow as Demo Gazette/ }).click();
  await toast(page, 'Demo Gazette on Mastodon is connected again.');
  await page.getByText('The next free time is').waitFor();
  await context.close();
}, 120_000);

test('an account is connected by its key, and disconnected with a way back, without scripts', async () => {
  const person = await newcomer('The Plain Paper');
  const { context, page } = await visit({ session: person.session, javaScriptEnabled: false });
  await page.goto(`${origin}/social/connect/ghost`);
  const { connecting } = CONNECTORS.ghost!;
  if (connecting.way !== 'form') throw new Error('Ghost has a form.');
  for (const { name, label } of connecting.fields) if (name !== 'place') await page.getByLabel(label, { exact: true }).fill(SIMULATORS.ghost!.hints![name]!);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('Connected', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Disconnect the account' }).click();
  await page.waitForURL('**/social/accounts');
  await page.goto(`${origin}/social/connect/mastodon`);
  await page.getByRole('button', { name: 'Go on to Mastodon' }).click();
  await page.getByRole('link', { name: 'Go on to Mastodon' }).click();
  await page.getByRole('button', { name: /^Allow as Demo Editor/ }).click();
  await page.getByRole('heading', { name: 'Demo Editor', level: 1 }).waitFor();
  await context.close();
}, 120_000);
