import type { Context } from 'hono';
import type { PublicOrganization } from '#db/queries/authentication.ts';
import { publishedLogo, publishedSections } from '#db/queries/published-site.ts';
import * as scope from '#db/scope.ts';
import { decodeCursor } from '#app/domains/publishing/reading/cursor.ts';
import { STATUS } from '#app/platform/problem.ts';
import type { Door } from '../../http.ts';
import { plainRefusal } from '../../plain-page.ts';
import { answerPage } from './answer.ts';
import { type Face, faceOf } from './face.ts';
import { refusalPage } from './list-pages.ts';

const MOST_SECTIONS = 8;

export interface Seen<Q extends scope.Queries> {
  organization: PublicOrganization;
  face: Face;
  answers: scope.Answers<Q>;
}

/** One round trip for a whole page: who the organization is, what stands in its bar, and what the page is about. A cookie or a key changes nothing here. */
export async function look<Q extends scope.Queries>(c: Context<Door>, queries: Q): Promise<Seen<Q> | Response> {
  const { env, trips, origin } = c.get('request');
  const address = c.req.param('organization') ?? '';
  try {
    const around = { _logo: publishedLogo(), _sections: publishedSections(MOST_SECTIONS) };
    const { proof: organization, answers } = await scope.read({ url: env.DATABASE_URL, credential: { kind: 'public', organization: address }, trips }, { ...queries, ...around });
    if (organization.slug !== address) return c.redirect(new URL(c.req.url).pathname.replace(/^\/o\/[^/]+/, `/o/${organization.slug}`), 301);
    const { _logo, _sections } = answers as scope.Answers<typeof around>;
    return { organization, face: faceOf(organization, origin, _sections, _logo?.value ?? null), answers };
  } catch (error) {
    if (!(error instanceof scope.Refused)) throw error;
    const { kind } = error.problem;
    const [title, sentence] = kind === 'forbidden' ? ['This is not open to everyone', 'This organization shows what it publishes in places of its own only.'] : ['There is nothing here', 'No publication stands at this address. It may have moved, or the address has a slip in it.'];
    return plainRefusal(c.get('request'), c.req.path, kind === 'forbidden' ? STATUS.forbidden : STATUS['not-found'], title, sentence);
  }
}

export const nothingHere = (c: Context<Door>, face: Face) =>
  answerPage(c, face, refusalPage(face, { title: 'This page is not here', sentence: 'It may have moved, or the address has a slip in it. Search for what you were looking for.' }), null, 404);

/** What an address can be called; anything else is nothing that we have, and the database is not asked for it. */
export const isName = (text: string | undefined): text is string => text !== undefined && /^[\p{L}\p{N}\p{M}_-]{1,200}$/u.test(text);

/** The place where a list goes on; undefined is its beginning, null is none that we gave. */
export function placeIn(c: Context<Door>): string | undefined | null {
  const cursor = c.req.query('after');
  return cursor === undefined ? undefined : decodeCursor('-published', cursor);
}
