import type { Client } from 'pg';
import { expect, test } from 'vitest';
import { DEMO } from '#db/seed.ts';
import { publishNow } from '../support/published.ts';
import { bringAxe, inspect } from './inspection.ts';
import { origin, open, toast, visit } from './visitor.ts';
import { query, sessionOf } from './people.ts';

const statuses = async () => (await query<{ status: string }>("select status from content_comments where guest_name = 'A reader of ferries' order by created_at")).map(({ status }) => status);

test('readers write from anywhere; an editor decides with the keyboard alone, and takes it back', async () => {
  const { context, page } = await visit({ session: await sessionOf(DEMO.email) });
  await bringAxe(context);
  await open(page, '/settings/content');
  await page.getByRole('switch', { name: 'Take comments on published pieces' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await toast(page, 'Readers can comment on what is published.');

  const [organization] = await query<{ id: string; slug: string }>('select o.id, o.slug from organizations o join memberships m on m.organization_id = o.id join users u on u.id = m.user_id where u.email = $1', [DEMO.email]);
  const [item] = await query<{ id: string }>("insert into content_items (organization_id, title, slug) values ($1, 'The ferries', 'the-ferries') returning id", [organization!.id]);
  const owner = { query: async (text: string, values: unknown[]) => ({ rows: await query(text, values) }) } as unknown as Client;
  await publishNow({ owner }, organization!.id, item!.id);
  for (let index = 0; index < 3; index += 1) {
    const left = await fetch(`${origin}/v1/${organization!.slug}/items/the-ferries/comments`, { method: 'POST', headers: { Origin: 'https://paper.example' }, body: new URLSearchParams({ name: 'A reader of ferries', body: `Well put, for the ${index + 1}. time` }) });
    expect(left.status).toBe(202);
  }

  await open(page, '/content/comments');
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await page.getByText('2 comments chosen').waitFor();
  await inspect(page, 'readers-comments-chosen');
  await page.keyboard.press('a');
  await toast(page, '2 comments are approved.');
  expect(await statuses()).toEqual(['pending', 'approved', 'approved']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await toast(page, '2 comments are waiting again.');
  expect(await statuses()).toEqual(['pending', 'pending', 'pending']);
});
