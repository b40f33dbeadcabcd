import { KEY_SCOPES } from '#app/domains/identity/api-key.ts';
import type { KeyScope } from '#workers/api/guard.ts';
import { ORIGIN, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';

/** What an answer can hold; which of it is there, the test knows. */
export interface Body {
  [field: string]: unknown;
  status: number;
  detail: string;
  errors: { pointer?: string; parameter?: string; header?: string; detail: string }[];
  data: Record<string, unknown>[];
  next: string | null;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
  trips: number;
  statements: number;
}

export interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

export type Program = Awaited<ReturnType<typeof programWith>>;

/** Sends one request to the API as curl would: no cookie, no Origin. */
export async function send(app: TestApp, method: string, path: string, { body, headers }: Sent = {}): Promise<Reply> {
  const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await app.fetch(new Request(`${ORIGIN}/api/v1${path}`, { method, ...content, headers: { ...type, ...headers } }));
  const [, trips = '0', statements = '0'] = /desc="(\d+) trips, (\d+) statements"/.exec(response.headers.get('Server-Timing') ?? '') ?? [];
  const text = await response.text();
  const json = response.headers.get('Content-Type')?.includes('json') ? text : '';
  return { status: response.status, headers: response.headers, text, body: JSON.parse(json || '{}') as Body, trips: Number(trips), statements: Number(statements) };
}

export const withKey = (key: string) => ({ Authorization: `Bearer ${key}` });

/** A key made on the page, as an admin makes it. */
export async function keyOf(browser: Browser, scopes: readonly KeyScope[] = KEY_SCOPES, name = 'A program'): Promise<string> {
  const made = await browser.post('/settings/keys', { intent: 'create', name, 'scopes[]': [...scopes] });
  const [key] = /mh_[0-9a-z]{10}_[0-9a-f]{72}/.exec(made.text) ?? [];
  if (!key) throw new Error(`No key in the answer (${made.status}).`);
  return key;
}

/** A program that holds a key. */
export async function programWith(app: TestApp, browser: Browser, scopes: readonly KeyScope[] = KEY_SCOPES) {
  const key = await keyOf(browser, scopes);
  const ask = (method: string) => (path: string, sent: Sent = {}) => send(app, method, path, { ...sent, headers: { ...withKey(key), ...sent.headers } });
  return { key, get: ask('GET'), post: ask('POST'), patch: ask('PATCH'), delete: ask('DELETE'), send: (method: string, path: string, sent?: Sent) => ask(method)(path, sent) };
}

/** More members than one page of a list holds, arranged in the database. */
export async function addMembers(app: TestApp, organizationId: string, count: number) {
  await app.owner.query(
    `with people as (
      insert into users (email, name, email_verified_at)
      select 'crowd-' || i || '-' || $1 || '@example.test', 'Crowd ' || i, now() from generate_series(1, $2::int) i returning id)
    insert into memberships (organization_id, user_id, role) select $1::uuid, id, 'viewer' from people`,
    [organizationId, count],
  );
}
