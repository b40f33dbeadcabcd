import { sql } from 'drizzle-orm';
import { jobContext } from '#app/platform/http.server.ts';
import { randomToken } from '#app/platform/ids.ts';
import { hashPassword } from '#app/domains/identity/hash-password.server.ts';
import type { Role } from '#app/platform/permission.ts';
import { callSystem } from '#app/platform/system.server.ts';
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

let hashed: Promise<string> | undefined;

/**
 * Someone with a confirmed address, signed in, without an organization yet. Placed there directly, because choosing a
 * password takes a quarter of a second by design; tests/identity/sign-in.test.ts walks the real way.
 */
export async function newcomer(app: TestApp, email = `person-${(counter += 1)}@example.test`): Promise<Colleague> {
  const browser = app.browser();
  hashed ??= hashPassword(PASSWORD);
  const { rows } = await app.owner.query("insert into users (email, name, password_hash, email_verified_at, time_zone) values ($1, $2, $3, now(), 'Europe/Berlin') returning id", [
    email,
    `Person ${counter}`,
    await hashed,
  ]);
  const userId = rows[0].id as string;
  const token = randomToken();
  await callSystem(jobContext(app.env, () => undefined), sql`app.open_session(${userId}::uuid, ${token}, ${browser.ip}, 'test')`);
  browser.cookies.set('mh-session', encodeURIComponent(btoa(JSON.stringify(token))));
  return { browser, email, userId };
}

export interface Colleague {
  browser: Browser;
  email: string;
  userId: string;
}

/** An organization of its own and its owner. */
export async function founder(app: TestApp, slug = `paper-${(counter += 1)}`): Promise<Colleague & { organizationId: string; slug: string }> {
  const { browser, email, userId } = await newcomer(app);
  await browser.post('/organizations/new', { name: `The ${slug}`, slug, timeZone: 'Europe/Berlin' });
  const { rows } = await app.owner.query('select id from organizations where slug = $1 and deleted_at is null', [slug]);
  return { browser, email, slug, organizationId: rows[0].id, userId };
}

/** A member who came by invitation. */
export async function colleague(app: TestApp, owner: Browser, role: Exclude<Role, 'owner'>): Promise<Colleague> {
  const email = `${role}-${(counter += 1)}@example.test`;
  await owner.post('/settings/people', { intent: 'invite', email, role });
  const { link } = await letterTo(app, email);
  const person = await newcomer(app, email);
  await person.browser.post(link, { token: new URL(link, 'http://x').searchParams.get('token')! });
  return person;
}
