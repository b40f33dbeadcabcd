import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { readerCommentInput } from '#app/domains/content/comment-inputs.ts';
import { leaveComment } from '#app/domains/content/leave-comment.server.ts';
import { spendAttempt } from '#app/domains/identity/throttle.server.ts';
import { type Problem, problem, STATUS, TITLE } from '#app/platform/problem.ts';
import type { Door } from '../http.ts';

const KEPT = 'Thank you. Your comment waits to be read by the editors before it is shown.';

const PATH = '/:organization/items/:slug/comments';

/** The one door that a form on any site may use: everything else is refused to other sites before it gets anywhere. */
export const isForStrangers = (method: string, path: string) => method === 'POST' && /^\/public\/[^/]+\/items\/[^/]+\/comments$/.test(path);

/**
 * Where readers write to, from whatever site shows the piece: no cookie is read here, so there is nothing for another
 * site to borrow. Five comments in ten minutes from one address.
 */
export const comments = new Hono<Door>();

comments.use(PATH, cors({ origin: '*', allowMethods: ['POST'], allowHeaders: ['Content-Type'], maxAge: 86_400 }));

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

const isJson = (c: Context<Door>) => /^application\/json\b/i.test(c.req.header('Content-Type') ?? '');

async function sentBody(c: Context<Door>): Promise<unknown> {
  try {
    return isJson(c) ? await c.req.json() : await c.req.parseBody();
  } catch {
    return null;
  }
}

function refuse(c: Context<Door>, { kind, message, field, retryAfterSeconds }: Problem): Response {
  if (retryAfterSeconds) c.header('Retry-After', String(retryAfterSeconds));
  return say(c, STATUS[kind], { title: TITLE[kind], detail: message, ...(field ? { field } : {}) });
}

/** A program gets JSON, a person one plain sentence. */
const say = (c: Context<Door>, status: ContentfulStatusCode, said: { title: string; detail: string; field?: string }) => (isJson(c) ? c.json({ status, ...said }, status) : c.text(said.detail, status));
