import type { Context } from 'hono';
import { type Queries, Refused } from '#db/scope.ts';
import type { Result } from '#app/platform/result.ts';
import { cacheTags, WHOLE } from '#app/domains/publishing/reading/cache-tags.ts';
import { digestOf, etagOf, heldSequence, isHeld, lastModified, type Stamp } from '#app/domains/publishing/reading/freshness.ts';
import type { ApiDoor } from '../api/guard.ts';
import { type Found, placeOf, readPublished } from './read.ts';

/** A minute at the edge, and a day more while a newer one is fetched or we cannot answer. */
const EDGE = 'public, max-age=60, stale-while-revalidate=86400, stale-if-error=86400';
const BROWSER = 'max-age=0, must-revalidate';

export interface Shown {
  type: string;
  body: string;
  headers?: Record<string, string>;
}

interface Question<Q extends Queries> {
  /** Names the representation: its kind and the canonical query. */
  of: string;
  queries(held: number | undefined): Q;
  /** What the answer also shows of the organization itself, such as a feed's title. */
  shows?(found: Found<NoInfer<Q>>): string;
  /** The number that its ETag carries; an answer of its own where there is nothing to show. */
  stamp?(found: Found<NoInfer<Q>>): Stamp | Response;
  /** Under which keys caches drop it. */
  keys(found: Found<NoInfer<Q>>): string[];
  show(found: Found<NoInfer<Q>>): Shown;
  vary?: string;
}

/** One batch, whether it ends in 200 or 304: rows that whoever asks holds already are not even read. */
export async function answer<Q extends Queries>(c: Context<ApiDoor>, { of, queries, shows, stamp, keys, show, vary }: Question<Q>): Promise<Response> {
  const place = placeOf(c);
  const digest = await digestOf(of, place.origin, place.organization);
  const held = heldSequence(c.req.header('If-None-Match'), digest);
  let found = await readPublished(c, queries(held));
  const stamped = stamp ? stamp(found) : { revision: 0, sequence: found.head.sequence, modifiedAt: found.head.changedAt };
  if (stamped instanceof Response) return stamped;
  const etag = etagOf(stamped, shows ? `${digest}.${await digestOf(shows(found))}` : digest);
  // Whoever goes by the time alone sees a new name of the organization with its next piece.
  const modified = lastModified(stamped, new Date());
  const headers = new Headers({ ...cacheHeaders(found, keys(found), vary), ETag: etag, ...(modified ? { 'Last-Modified': modified } : {}) });
  if (isHeld(c.req.raw.headers, etag, modified)) return new Response(null, { status: 304, headers });
  // The rows were left out for an answer that has changed in something else: now they are needed.
  if (held === stamped.sequence) found = await readPublished(c, queries(undefined));
  const { type, body, headers: more = {} } = show(found);
  headers.set('Content-Type', type);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return new Response(body, { headers });
}

/** Only what anyone may read is kept on the way; what a key opened is for its holder. */
export function cacheHeaders({ organization, isPrivate }: Pick<Found<Queries>, 'organization' | 'isPrivate'>, keys: string[], vary?: string, edge = EDGE): Record<string, string> {
  const varies = { Vary: vary ? `${vary}, Authorization` : 'Authorization' };
  if (isPrivate) return { ...varies, 'Cache-Control': `private, ${BROWSER}` };
  return { ...varies, 'Cache-Control': `public, ${BROWSER}`, 'Cloudflare-CDN-Cache-Control': edge, 'Cache-Tag': cacheTags(organization.id, [WHOLE, ...keys]).join(',') };
}

export const JSON_TYPE = 'application/json; charset=utf-8';

/** A parameter that cannot be read is refused before anything is asked. */
export function asked<T>(read: Result<T>): T {
  if (read.ok) return read.value;
  throw new Refused(read.problem);
}
