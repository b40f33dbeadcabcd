import { SELF } from 'cloudflare:test';

const ORIGIN = 'http://localhost';
let counter = 0;

const form = (path: string, fields: Record<string, string>, cookie = '') =>
  SELF.fetch(`${ORIGIN}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: { Origin: ORIGIN, ...(cookie ? { Cookie: cookie } : {}) }, redirect: 'manual' });

async function linkTo(address: string): Promise<string> {
  for (let tries = 0; tries < 150; tries += 1) {
    const page = await (await SELF.fetch(`${ORIGIN}/dev/mailbox`)).text();
    const id = new RegExp(`href="/dev/mailbox/([0-9a-f-]{36})"(?:(?!</tr>).)*${address.replace('.', '\\.')}`, 's').exec(page)?.[1];
    const letter = id ? await (await SELF.fetch(`${ORIGIN}/dev/mailbox/${id}`)).text() : '';
    const link = /href="(http[^"]*\/confirm\?token=[^"]+)"/.exec(letter)?.[1];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No letter for ${address}.`);
}

/** Someone with an organization of their own and a key to its media, by the way that anyone goes. */
export async function publisher(): Promise<{ cookie: string; key: string }> {
  counter += 1;
  const email = `media-${counter}-${Date.now().toString(36)}@example.test`;
  const signedUp = await form('/sign-up', { name: 'Media Test', email, password: 'a quiet harbour at dawn', timeZone: 'UTC' });
  const began = signedUp.headers.get('Set-Cookie')!.split(';')[0]!;
  const link = await linkTo(email);
  const token = new URL(link).searchParams.get('token')!;
  const confirmed = await form(`/confirm?token=${token}`, { token }, began);
  const cookie = confirmed.headers.getSetCookie().find((line) => line.includes('session'))!.split(';')[0]!;
  const slug = email.split('@')[0]!;
  await form('/organizations/new', { name: `Paper ${slug}`, slug, timeZone: 'UTC' }, cookie);
  const made = await (await form('/settings/keys', { intent: 'create', name: 'Uploads', 'scopes[]': 'media:write' }, cookie)).text();
  const [key] = /mh_[0-9a-z]{10}_[0-9a-f]{72}/.exec(made) ?? [];
  if (!key) throw new Error('No key was made.');
  return { cookie, key };
}
