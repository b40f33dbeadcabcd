import { type Context, Hono } from 'hono';
import { publishedItem, publishedUnder, relatedPublished, translationsOfPublished } from '#db/queries/published.ts';
import { publishedComments, withdrawnAt } from '#db/queries/published-site.ts';
import { readerCommentInput } from '#app/domains/content/comment-inputs.ts';
import { leaveComment } from '#app/domains/content/leave-comment.server.ts';
import { spendAttempt } from '#app/domains/identity/throttle.server.ts';
import { LISTS } from '#app/domains/publishing/reading/cache-tags.ts';
import { isUuid } from '#app/platform/ids.ts';
import { type Problem, STATUS } from '#app/platform/problem.ts';
import type { Door } from '../../http.ts';
import { cacheHeaders } from '../answer.ts';
import { answerPage } from './answer.ts';
import { type CommentForm, commentsPart } from './comments-part.ts';
import { addresses } from './face.ts';
import { refusalPage } from './list-pages.ts';
import { isName, look, nothingHere } from './look.ts';
import { piecePage } from './piece-page.ts';

const MOST_RELATED = 3;
const MOST_COMMENTS = 300;
const KEPT = 'Thank you. Your comment waits to be read by the editors before it is shown.';

export const pieces = new Hono<Door>();

pieces.get('/:organization/:slug', (c) => {
  const answered = c.req.query('answer');
  const said = c.req.query('said') === 'waiting' ? KEPT : undefined;
  return showPiece(c, said || answered ? { ...(said ? { said } : {}), ...(isUuid(answered ?? '') ? { parent: answered } : {}) } : null);
});

/** A form of this page alone: the page comes back with a sentence, or with everything that was typed. */
pieces.post('/:organization/:slug/comments', async (c) => {
  const sent = await c.req.parseBody();
  const read = readerCommentInput.safeParse(sent);
  if (!read.success) {
    const [issue] = read.error.issues;
    return showPiece(c, refusedForm(sent, { kind: 'invalid', message: issue?.message ?? 'This cannot be kept.', field: String(issue?.path[0] ?? '') }), STATUS.invalid);
  }
  const context = c.get('request');
  const { organization, slug } = c.req.param();
  const spent = await spendAttempt(context, [`comment:${context.ip}`, 5, 600]);
  const left = spent ? { ok: false as const, problem: spent } : await leaveComment(context, { organization, slug }, read.data);
  if (!left.ok) return showPiece(c, refusedForm(sent, left.problem), STATUS[left.problem.kind]);
  return c.redirect(`${addresses({ slug: organization }).piece(slug)}?said=waiting#site-comments`, 303);
});

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const refusedForm = (sent: Record<string, unknown>, { message, field }: Problem): CommentForm => ({
  name: text(sent.name), email: text(sent.email), body: text(sent.body), parent: text(sent.parent) || undefined, refused: { sentence: message, field },
});

/** A piece; where it went, if it has another address now; or that it was taken back. What a form said is for one reader, and for no cache. */
async function showPiece(c: Context<Door>, form: CommentForm | null, status: number = 200): Promise<Response> {
  const slug = c.req.param('slug');
  if (!isName(slug)) {
    const seen = await look(c, {});
    return seen instanceof Response ? seen : nothingHere(c, seen.face);
  }
  const seen = await look(c, {
    under: publishedUnder(slug),
    piece: publishedItem(slug, ['html']),
    translations: translationsOfPublished(slug),
    related: relatedPublished(slug, MOST_RELATED),
    comments: publishedComments(slug, MOST_COMMENTS),
    withdrawn: withdrawnAt(slug),
  });
  if (seen instanceof Response) return seen;
  const { face, organization, answers: { under, piece, translations, related, comments, withdrawn } } = seen;
  if (!piece && under) {
    const headers = cacheHeaders({ organization, isPrivate: false }, [`slug:${slug}`, `slug:${under.slug}`]);
    return new Response(null, { status: 301, headers: { ...headers, Location: addresses(face).piece(under.slug) } });
  }
  if (!piece && withdrawn) return answerPage(c, face, refusalPage(face, { title: 'This piece was taken back', sentence: `${face.name} does not publish it any more.` }), null, 410);
  if (!piece) return nothingHere(c, face);
  const shown = piecePage(face, piece, { translations, related, comments: commentsPart(face, slug, comments, form ?? {}) });
  return answerPage(c, face, shown, form ? null : { organization, keys: [`slug:${slug}`, LISTS] }, status);
}
