import type { Role } from '#app/platform/permission.ts';
import type { TestApp } from './app.ts';
import type { Browser } from './browser.ts';

export const PASSWORD = 'a quiet harbour at dawn';
let counter = 0;

/** The newest letter to an address, and the link in it. */
export async function letterTo(app: TestApp, address: string): Promise<{ subject: string; text: string; link: string }> {
  await app.drain();
  const { rows } = await app.owner.query('select subject, text from mailbox where recipient = $1 order by created_at desc, id desc limit 1', [address]);
  if (!rows[0]) throw new Error(`No letter for ${address}.`);
  const link = /https?:\/\/[^\s/]+(\/\S*)/.exec(rows[0].text)?.[1] ?? '';
  return { ...rows[0], link };
}

/** Someone with a confirmed address, signed in, without an organization yet. */
export async function newcomer(app: TestApp, email = `person-${(counter += 1)}@example.test`): Promise<{ browser: Browser; email: string }> {
  const browser = app.browser();
  await browser.post('/sign-up', { name: `Person ${counter}`, email, password: PASSWORD, timeZone: 'Europe/Berlin' });
  const { link } = await letterTo(app, email);
  await browser.post(link, { token: new URL(link, 'http://x').searchParams.get('token')! });
  return { browser, email };
}

export interface Colleague {
  browser: Browser;
  email: string;
  userId: string;
}

/** An organization of its own and its owner. */
export async function founder(app: TestApp, slug = `paper-${(counter += 1)}`): Promise<Colleague & { organizationId: string; slug: string }> {
  const { browser, email } = await newcomer(app);
  await browser.post('/organizations/new', { name: `The ${slug}`, slug, timeZone: 'Europe/Berlin' });
  const { rows } = await app.owner.query('select m.organization_id, m.user_id from memberships m join organizations o on o.id = m.organization_id where o.slug = $1', [slug]);
  return { browser, email, slug, organizationId: rows[0].organization_id, userId: rows[0].user_id };
}

/** A member who came by invitation. */
export async function colleague(app: TestApp, owner: Browser, role: Exclude<Role, 'owner'>): Promise<Colleague> {
  const email = `${role}-${(counter += 1)}@example.test`;
  await owner.post('/settings/people', { intent: 'invite', email, role });
  const { link } = await letterTo(app, email);
  const { browser } = await newcomer(app, email);
  await browser.post(link, { token: new URL(link, 'http://x').searchParams.get('token')! });
  const { rows } = await app.owner.query('select id from users where email = $1', [email]);
  return { browser, email, userId: rows[0].id };
}
