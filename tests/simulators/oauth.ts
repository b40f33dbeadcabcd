import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { World } from './kit.ts';

/** Somebody with an account at the simulated platform. Their names say that they are made up. */
export interface DemoPerson {
  id: string;
  username: string;
  name: string;
  followers: number;
}

export interface Token {
  value: string;
  person: string;
  scopes: string[];
  /** An instant as ISO 8601, or null: it lasts. */
  until: string | null;
  ended?: true;
}

/** The part of a platform's state that signing in needs. Plain JSON. */
export interface Desk {
  people: DemoPerson[];
  codes: { value: string; person: string; redirectUri: string; challenge: string | null; scopes: string[]; until: string; used?: true }[];
  access: Token[];
  refresh: Token[];
}

export const beginDesk = (people: DemoPerson[]): Desk => ({ people, codes: [], access: [], refresh: [] });

const secret = (prefix: string) => `${prefix}${randomBytes(24).toString('base64url')}`;
const soon = (world: World<unknown>, seconds: number | null) => (seconds === null ? null : new Date(world.now().getTime() + seconds * 1000).toISOString());
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The page on which a person lets the app in, or not. GET shows it; POST (the same address) answers it with a redirect back. */
export async function consent(c: Context, world: World<unknown>, desk: Desk, name: string, { codeSeconds = 600, codeName = 'code' } = {}) {
  const asked = new URL(c.req.url).searchParams;
  const redirectUri = asked.get('redirect_uri') ?? '';
  const scopes = (asked.get('scope') ?? '').split(/[ ,]+/).filter(Boolean);
  if (!redirectUri || !(asked.get('client_id') ?? asked.get('client_key'))) return c.html(`<h1>${name}</h1><p>The request is not whole: client_id and redirect_uri are needed.</p>`, 400);
  if (c.req.method === 'POST') {
    const answer = await c.req.parseBody();
    const back = new URL(redirectUri);
    const state = asked.get('state');
    if (state !== null) back.searchParams.set('state', state);
    if (answer.person === undefined) back.searchParams.set('error', 'access_denied');
    else back.searchParams.set(codeName, giveCode(world, desk, { person: String(answer.person), redirectUri, challenge: asked.get('code_challenge'), scopes, codeSeconds }));
    return c.redirect(back.href, 302);
  }
  const choices = desk.people.map((person) => `<button name="person" value="${escaped(person.id)}">Allow as ${escaped(person.name)} (@${escaped(person.username)})</button>`).join('');
  return c.html(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Allow access · ${name} (simulated)</title>
<style>body{font:16px/1.5 system-ui;max-width:32rem;margin:3rem auto;padding:0 1rem;color:#222;background:#faf8f4}button{display:block;width:100%;margin:.5rem 0;padding:.75rem;font:inherit;border:1px solid #999;border-radius:8px;background:#fff;text-align:left}small{color:#555}</style>
<main><h1>${name} <small>simulated</small></h1><p>Masthead would like to: ${scopes.map(escaped).join(', ') || 'sign you in'}.</p><form method="post">${choices}<button>Deny</button></form></main></html>`,
  );
}

export function giveCode(world: World<unknown>, desk: Desk, asked: { person: string; redirectUri: string; challenge: string | null; scopes: string[]; codeSeconds: number }): string {
  const value = secret('code-');
  desk.codes.push({ value, person: asked.person, redirectUri: asked.redirectUri, challenge: asked.challenge, scopes: asked.scopes, until: soon(world, asked.codeSeconds)! });
  return value;
}

/** The person whom a code stands for; null where it is unknown, used, too old, or its proof does not fit. */
export function redeem(world: World<unknown>, desk: Desk, given: { code: string; redirectUri: string; verifier: string | null; proof?: 'base64url' | 'hex' }): { person: DemoPerson; scopes: string[] } | null {
  const code = desk.codes.find(({ value }) => value === given.code);
  if (!code || code.used || code.until < world.now().toISOString() || code.redirectUri !== given.redirectUri) return null;
  code.used = true;
  if (code.challenge !== null && (given.verifier === null || createHash('sha256').update(given.verifier).digest(given.proof ?? 'base64url') !== code.challenge)) return null;
  const person = desk.people.find(({ id }) => id === code.person);
  return person ? { person, scopes: code.scopes } : null;
}

export function giveAccess(world: World<unknown>, desk: Desk, person: string, scopes: string[], seconds: number | null, prefix = 'access-'): Token {
  const token: Token = { value: secret(prefix), person, scopes, until: soon(world, seconds) };
  desk.access.push(token);
  return token;
}

export function giveRefresh(world: World<unknown>, desk: Desk, person: string, scopes: string[], seconds: number | null, prefix = 'refresh-'): Token {
  const token: Token = { value: secret(prefix), person, scopes, until: soon(world, seconds) };
  desk.refresh.push(token);
  return token;
}

const lives = (world: World<unknown>, token: Token | undefined): boolean => token !== undefined && !token.ended && (token.until === null || token.until > world.now().toISOString());

/** Whose token this is; null where it is unknown, withdrawn or over. */
export function whoHas(world: World<unknown>, desk: Desk, value: string | null | undefined): { person: DemoPerson; token: Token } | null {
  const token = desk.access.find((each) => each.value === value);
  if (!token || !lives(world, token)) return null;
  const person = desk.people.find(({ id }) => id === token.person);
  return person ? { person, token } : null;
}

/** Takes a refresh token. `rotate`: it can be used once, and whoever uses it a second time loses everything. */
export function takeRefresh(world: World<unknown>, desk: Desk, value: string, rotate: boolean): Token | null {
  const token = desk.refresh.find((each) => each.value === value);
  if (!token || !lives(world, token)) {
    if (token && rotate) for (const each of [...desk.access, ...desk.refresh]) if (each.person === token.person) each.ended = true;
    return null;
  }
  if (rotate) token.ended = true;
  return token;
}

export const endAll = (desk: Desk) => {
  for (const token of [...desk.access, ...desk.refresh]) token.ended = true;
};

export const bearerOf = (c: Context): string | null => /^Bearer (.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? null;
