import type { Page } from 'playwright-core';
import { DEMO } from '#db/seed.ts';
import { freshAddress, letterTo, newcomer, PASSWORD, query, sessionOf } from './people.ts';
import { origin } from './visitor.ts';

/** Addresses that only a letter or an id opens: each is made by what would make it. */
const pathOf = (link: string) => link.slice(origin.length);

function send(path: string, fields: Record<string, string>, session?: string) {
  const headers: Record<string, string> = { Origin: origin, ...(session ? { Cookie: `mh-session=${session}` } : {}) };
  return fetch(`${origin}${path}`, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
}

export async function confirmation(): Promise<string> {
  const email = freshAddress('applicant');
  await send('/sign-up', { name: 'An Applicant', email, password: PASSWORD, timeZone: 'UTC' });
  return pathOf((await letterTo(email)).link);
}

export async function reset(): Promise<string> {
  const { email } = await newcomer();
  await send('/forgotten-password', { email });
  return pathOf((await letterTo(email)).link);
}

async function invited() {
  const guest = freshAddress('guest');
  const { session } = await newcomer('The Inviting Paper');
  await send('/settings/people', { intent: 'invite', email: guest, role: 'editor' }, session);
  return letterTo(guest);
}

export const invitation = async () => pathOf((await invited()).link);
export const letter = async () => `/dev/mailbox/${(await invited()).id}`;

export async function member(): Promise<string> {
  const [editor] = await query<{ id: string }>("select id from users where email = 'demo-editor@masthead.test'");
  return `/settings/people/${editor!.id}`;
}

/** A new piece of the demo organization, which nobody else opens. */
export async function disputed(): Promise<string> {
  const answer = await send('/content/new', { title: 'A piece with two writers', type: 'article', language: 'en' }, await sessionOf(DEMO.email));
  return answer.headers.get('Location')!;
}

/** Someone else saves the piece that is open while this page writes on it; the page comes to compare the two. */
export async function disagree(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  const said = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', attrs: { textAlign: null }, content: [{ type: 'text', text }] }] });
  const changes = { title: 'A piece with two titles', body: said('The harbour is older than the town.') };
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
  const saved = await send(`${pathname}/save`, { itemId: pathname.slice(-36), revision: '1', reason: 'save', changes: JSON.stringify(changes) }, await sessionOf('demo-editor@masthead.test'));
  if (!saved.ok) throw new Error(`The other side was not saved: ${saved.status}`);
  await page.getByRole('textbox', { name: 'Title' }).fill('A piece with another title');
  await page.getByRole('textbox', { name: 'Text', exact: true }).click();
  await page.keyboard.type('The town is older than the harbour.');
  await page.locator('.item-state').getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Save the merged version' }).waitFor();
}
