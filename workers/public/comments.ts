import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { publishedUnder } from '#db/queries/published.ts';
import { publishedComments } from '#db/queries/published-site.ts';
import { readerCommentInput } from '#app/domains/content/comment-inputs.ts';
import { leaveComment } from '#app/domains/content/leave-comment.server.ts';
import { readQuery } from '#app/domains/publishing/reading/ask.ts';
import { digestOf, isHeld } from '#app/domains/publishing/reading/freshness.ts';
import { noneQuery } from '#app/domains/publishing/reading/inputs.ts';
import { spendAttempt } from '#app/domains/identity/throttle.server.ts';
import { type Problem, problem, STATUS, TITLE } from '#app/platform/problem.ts';
import type { ApiDoor } from '../api/guard.ts';
import { refuse as fail } from '../api/problem.ts';
import { asked, cacheHeaders, JSON_TYPE } from './answer.ts';
import { readPublished } from './read.ts';

const KEPT = 'Thank you. Your comment waits to be read by the editors before it is shown.';

const MOST_SHOWN = 500;
const PATH = '/:organization/items/:slug/comments';

/** The two doors that a page of any site may use: everything else is refused to other sites before it gets anywhere. */
export const isForStrangers = (method: string, path: string) => method === 'POST' && /^\/v1\/[^/]+\/items\/[^/]+\/(comments|view)$/.test(path);

/**
 * Where readers write to, from whatever site shows the piece: no cookie is read here, so there is nothing for another
 * site to borrow. Five comments in ten minutes from one address.
 */
export const comments = new Hono<ApiDoor>();

/** What a moderator let through: names and words, no more. A comment changes without its piece, so its answer is stamped by itself. */
comments.get(PATH, async (c) => {
  asked(readQuery(noneQuery, new URL(c.req.url).searchParams));
  const { slug } = c.req.param();
  const found = await readPublished(c, { under: publishedUnder(slug), comments: publishedComments(slug, MOST_SHOWN) });
  if (found.answers.under?.slug !== slug) return fail(c, problem('not-found', 'There is no such published piece.'));
  const body = JSON.stringify({ data: found.answers.comments.map(({ id, parentId, name, body: words, createdAt }) => ({ id, parentId, name, body: words, createdAt })) });
  const etag = `"${await digestOf(body)}"`;
  const headers = { ...cacheHeaders(found, [`slug:${slug}`], undefined, 'public, max-age=60'), ETag: etag };
  return isHeld(c.req.raw.headers, etag, null) ? c.body(null, 304, headers) : c.body(body, 200, { ...headers, 'Content-Type': JSON_TYPE });
});

comments.post(PATH, async (c) => {
  const sent = await sentBody(c);
  if (sent === null) return refuse(c, problem('invalid', 'This cannot be read. Send a form, or JSON with the header “Content-Type: application/json”.'));
  const read = readerCommentInput.safeParse(sent);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refuse(c, problem('invalid', issue?.message ?? 'This cannot be kept.', issue?.path[0] === undefined ? {} : { field: String(issue.path[0]) }));
  }
  const context = c.get('request');
  const spent = await spendAttempt(context, [`comment:${context.ip}`, 5, 600]);
  if (spent) return refuse(c, spent);
  const left = await leaveComment(context, c.req.param(), read.data);
  return left.ok ? say(c, 202, { title: 'Accepted', detail: KEPT }) : refuse(c, left.problem);
});

const isJson = (c: Context<ApiDoor>) => /^application\/json\b/i.test(c.req.header('Content-Type') ?? '');

async function sentBody(c: Context<ApiDoor>): Promise<unknown> {
  try {
    return isJson(c) ? await c.req.json() : await c.req.parseBody();
  } catch {
    return null;
  }
}

function refuse(c: Context<ApiDoor>, { kind, message, field, retryAfterSeconds }: Problem): Response {
  if (retryAfterSeconds) c.header('Retry-After', String(retryAfterSeconds));
  return say(c, STATUS[kind], { title: TITLE[kind], detail: message, ...(field ? { field } : {}) });
}

/** A program gets JSON, a person one plain sentence. */
const say = (c: Context<ApiDoor>, status: ContentfulStatusCode, said: { title: string; detail: string; field?: string }) => (isJson(c) ? c.json({ status, ...said }, status) : c.text(said.detail, status));
