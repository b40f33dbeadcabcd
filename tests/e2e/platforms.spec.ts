import { expect, test } from 'vitest';
import { attach, signIn, toot } from '../simulators/guest.ts';
import { bringAxe, inspect } from './inspection.ts';
import { clearFaults, planFault, plannedOn, platforms, postsOf } from './platforms.ts';
import { visit } from './visitor.ts';

test('the timeline of a simulated platform shows what is published while it is looked at', async () => {
  await clearFaults('mastodon');
  const token = await signIn(platforms);
  const { context, page } = await visit();
  await bringAxe(context);
  await page.goto(platforms);
  await inspect(page, 'platforms');
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole('link', { name: 'Mastodon' }).click();
  await page.getByRole('heading', { name: 'Mastodon simulated' }).waitFor();
  const image = await attach(platforms, token, 'A lamp on a quay');
  const { id } = (await (await toot(platforms, token, 'The lamps of the quay are lit again', { media_ids: [image] })).json()) as { id: string };
  await toot(platforms, token, 'And the second one follows', { in_reply_to_id: id });
  const post = page.getByRole('listitem').filter({ hasText: 'The lamps of the quay' }).first();
  await post.getByText('Image: A lamp on a quay').waitFor();
  await post.getByRole('list', { name: 'Replies and comments' }).getByText('And the second one follows').waitFor();
  expect((await postsOf('mastodon', 'The lamps of the quay')).map(({ media }) => media)).toEqual([[{ kind: 'image', alt: 'A lamp on a quay' }]]);
  await page.goto(`${platforms}/mastodon/place/@demo_gazette/${id}`);
  expect(new URL(page.url()).hash).toBe(`#post-${id}`);
  await page.getByLabel('On which request').selectOption({ label: 'Renewing the sign-in' });
  await page.getByLabel('How many times').fill('2');
  await page.getByRole('button', { name: 'Plan the fault' }).click();
  await page.getByText('The fault is planned.').waitFor();
  await inspect(page, 'platform-timeline');
  await clearFaults('mastodon');
});

test('faults are planned by a spec, and by a form without scripts', async () => {
  await clearFaults('mastodon');
  await planFault('mastodon', { name: 'slow', on: 'metrics', times: 2 });
  expect(await plannedOn('mastodon')).toEqual([{ name: 'slow', on: 'metrics', times: 2 }]);
  const { page } = await visit({ javaScriptEnabled: false });
  await page.goto(`${platforms}/mastodon`);
  await page.getByText('Load the page again to see what is new.').waitFor();
  await page.getByLabel('What goes wrong').selectOption({ label: 'It is done, then the line breaks' });
  await page.getByLabel('On which request').selectOption({ label: 'Numbers of a post' });
  await page.getByRole('button', { name: 'Plan the fault' }).click();
  await page.getByText('The fault is planned.').waitFor();
  expect(await plannedOn('mastodon')).toContainEqual({ name: 'reset-after', on: 'metrics', times: 1 });
  await page.getByRole('button', { name: 'Clear faults' }).click();
  await page.getByText('No fault is planned any more.').waitFor();
  expect(await plannedOn('mastodon')).toEqual([]);
});
