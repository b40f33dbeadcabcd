import type { Context, MiddlewareHandler } from 'hono';
import type { PublicOrganization } from '#db/queries/authentication.ts';
import { organizationFace, publishedHead } from '#db/queries/published.ts';
import { SignedOut } from '#db/refusal.ts';
import * as scope from '#db/scope.ts';
import { readKey } from '#app/domains/identity/api-key.ts';
import type { Place } from '#app/domains/publishing/reading/piece.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, readWithKey } from '../api/guard.ts';

/** A reader needs no key; where one is sent, it counts. */
export const keyHeeded: MiddlewareHandler<ApiDoor> = async (c, next) => {
  const header = c.req.header('Authorization');
  if (header === undefined) return next();
  const [, token] = /^Bearer +(\S+) *$/i.exec(header) ?? [];
  if (!token || !readKey(token)) throw new SignedOut('This is not an API key of Masthead, or a part of it is missing.');
  const { env, trips } = c.get('request');
  const caller: ApiDoor['Variables']['caller'] = { url: env.DATABASE_URL, credential: { kind: 'key', token }, trips };
  c.set('caller', caller);
  await next();
  if (!caller.proved) return;
  c.res.headers.set('RateLimit-Limit', String(caller.proved.rateLimit));
  c.res.headers.set('RateLimit-Remaining', String(caller.proved.remaining));
};

interface Head {
  sequence: number;
  changedAt: string | null;
}
export interface Found<Q extends scope.Queries> {
  organization: PublicOrganization;
  answers: scope.Answers<Q>;
  /** How far its public face has come. */
  head: Head;
  /** Asked with a key: for whoever holds it, and for no cache. */
  isPrivate: boolean;
}

export const placeOf = (c: Context<ApiDoor>): Place => ({ origin: c.get('request').origin, organization: (c.req.param('organization') ?? '').toLowerCase() });

/** One round trip: who asks, how far the organization has come, and the queries over what it has published. */
export async function readPublished<Q extends scope.Queries>(c: Context<ApiDoor>, queries: Q): Promise<Found<Q>> {
  const { organization: address } = placeOf(c);
  // The head first: what is committed between the two statements makes an ETag too old, which costs a question, never too new.
  const asked = { _head: publishedHead(), ...queries };
  if (c.get('caller')) {
    const { key: _key, ...answers } = await readWithKey(c, 'content:read', { ...asked, _face: organizationFace() });
    const organization = answers._face as PublicOrganization | null;
    if (organization?.slug !== address) throw new scope.Refused(notFound('organization'));
    return found(organization, answers, true);
  }
  const { env, trips } = c.get('request');
  try {
    const { proof, answers } = await scope.read({ url: env.DATABASE_URL, credential: { kind: 'public', organization: address }, trips }, asked);
    if (proof.slug !== address) throw new scope.Refused(notFound('organization'));
    return found(proof, answers, false);
  } catch (error) {
    // Who has no key is asked for one, as everywhere else.
    if (error instanceof scope.Refused && error.problem.kind === 'forbidden') throw new SignedOut(`${error.problem.message} Send one in the header “Authorization: Bearer mh_…”.`);
    throw error;
  }
}

function found<Q extends scope.Queries>(organization: PublicOrganization, answers: object, isPrivate: boolean): Found<Q> {
  const { _head: head } = answers as { _head: Head | null };
  return { organization, answers: answers as scope.Answers<Q>, head: head ?? { sequence: 0, changedAt: null }, isPrivate };
}
