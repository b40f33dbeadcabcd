import type { Context, Input, MiddlewareHandler } from 'hono';
import type { KeyAuthentication } from '#db/queries/authentication.ts';
import { SignedOut } from '#db/refusal.ts';
import * as scope from '#db/scope.ts';
import { readKey } from '#app/domains/identity/api-key.ts';
import type { KEY_SCOPES } from '#app/domains/identity/api-key.ts';
import { type Once, type Org, orgOf } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import type { Door } from '../http.ts';

/** What a key can be given; an endpoint cannot ask for anything else. */
export type KeyScope = (typeof KEY_SCOPES)[number];

export interface ApiDoor extends Door {
  Variables: Door['Variables'] & {
    /** The key that asks. All batches of one request share it, so that the request is counted once. */
    caller: scope.Scope<{ kind: 'key'; token: string }>;
    once?: Once;
  };
}

/** A key in the Authorization header and nowhere else: no cookie, no address. What cannot be a key never reaches the database. */
export const keyRequired: MiddlewareHandler<ApiDoor> = async (c, next) => {
  const [, token] = /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '') ?? [];
  if (!token) throw new SignedOut('Send an API key in the header “Authorization: Bearer mh_…”.');
  if (!readKey(token)) throw new SignedOut('This is not an API key of Masthead, or a part of it is missing.');
  const { env, trips } = c.get('request');
  const caller: ApiDoor['Variables']['caller'] = { url: env.DATABASE_URL, credential: { kind: 'key', token }, trips };
  c.set('caller', caller);
  await next();
  if (!caller.proved) return;
  c.res.headers.set('RateLimit-Limit', String(caller.proved.rateLimit));
  c.res.headers.set('RateLimit-Remaining', String(caller.proved.remaining));
};

/** The reads of one answer in one round trip; the key is proved before them and its scope checked after. */
export async function readWithKey<Q extends scope.Queries, P extends string, I extends Input>(
  c: Context<ApiDoor, P, I>,
  permission: KeyScope | null,
  queries: Q,
): Promise<scope.Answers<Q> & { key: KeyAuthentication }> {
  const { proof, answers } = await scope.read(c.get('caller'), queries);
  if (permission && !proof.scopes.includes(permission)) throw new scope.Refused(problem('forbidden', `This key does not have the scope ${permission}.`));
  return { ...answers, key: proof };
}

/** The handle of a command: the gate in its transaction asks for the scope, and its Idempotency-Key makes it happen once. */
export function orgOfKey<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, permission: KeyScope): Org {
  const caller = c.get('caller');
  const once = c.get('once');
  return { ...orgOf(c.get('request'), caller.credential, permission), scope: caller, ...(once ? { once } : {}) };
}
