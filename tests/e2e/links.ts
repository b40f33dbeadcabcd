import { freshAddress, letterTo, newcomer, PASSWORD, query } from './people.ts';
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
