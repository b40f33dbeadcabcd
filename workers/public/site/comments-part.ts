import { html, raw } from 'hono/html';
import type { PublishedComment } from '#db/queries/published-site.ts';
import { MOST_LETTERS } from '#app/domains/content/comment.ts';
import { addresses, type Face } from './face.ts';
import { day, type Markup } from './parts.ts';

/** How the form stands: empty, answered, or refused with everything that was typed. */
export interface CommentForm {
  name?: string;
  email?: string;
  body?: string;
  /** The comment that is answered. */
  parent?: string | undefined;
  said?: string;
  refused?: { sentence: string; field?: string | undefined };
}

function comment(face: Face, slug: string, { id, name, body, createdAt }: PublishedComment, answers: readonly PublishedComment[]): Markup {
  const answer = `${addresses(face).piece(slug)}?answer=${id}#site-write`;
  return html`<li class="comment" id="comment-${id}"><p class="small"><b dir="auto">${name}</b> · ${day(createdAt, 'en', face.timeZone)}</p><p class="words" dir="auto">${body}</p><a class="answer" rel="nofollow" href="${answer}">Answer<span class="vh"> ${name}</span></a>${answers.length > 0 ? html`<ol>${answers.map((each) => comment(face, slug, each, []))}</ol>` : ''}</li>`;
}

/** A refused field says so to those who cannot see the sentence beside it. */
const wrong = ({ refused }: CommentForm, field: string) => (refused?.field === field ? raw(' aria-invalid="true" aria-describedby="site-refused"') : '');

function form(face: Face, slug: string, given: CommentForm, answered: PublishedComment | undefined): Markup {
  return html`<div class="write" id="site-write"><h3>${answered ? html`Answer <bdi>${answered.name}</bdi>` : 'Write a comment'}</h3>
${given.refused ? html`<p class="said wrong" role="alert" id="site-refused">${given.refused.sentence} Nothing was sent yet.</p>` : ''}
<form method="post" action="${addresses(face).comments(slug)}#site-write">
<div class="pair"><label>Your name<input name="name" value="${given.name ?? ''}" required maxlength="80" autocomplete="name"${wrong(given, 'name')}></label>
<label>Email address <small>(optional, never shown)</small><input type="email" name="email" value="${given.email ?? ''}" maxlength="254" autocomplete="email"${wrong(given, 'email')}></label></div>
<label>Your comment<textarea name="body" required maxlength="${MOST_LETTERS}"${wrong(given, 'body')}>${given.body ?? ''}</textarea></label>
<div class="trap" aria-hidden="true"><label>Leave this empty<input name="website" tabindex="-1" autocomplete="off"></label></div>
${answered ? html`<input type="hidden" name="parent" value="${answered.id}">` : ''}
<button>Send the comment</button><p class="small">The editors read it before it is shown.</p></form></div>`;
}

/** What readers said, each thread with its answers, and where the next one writes. */
export function commentsPart(face: Face, slug: string, comments: readonly PublishedComment[], given: CommentForm): Markup | '' {
  if (!face.takesComments) return '';
  const openings = comments.filter(({ parentId }) => parentId === null);
  const answersTo = (id: string) => comments.filter(({ parentId }) => parentId === id);
  const answered = comments.find(({ id }) => id === given.parent);
  return html`<section class="comments" id="site-comments" aria-labelledby="site-comments-title"><h2 id="site-comments-title">${comments.length === 0 ? 'Comments' : comments.length === 1 ? 'One comment' : `${comments.length} comments`}</h2>
${given.said ? html`<p class="said" role="status">${given.said}</p>` : ''}
${openings.length > 0 ? html`<ol>${openings.map((each) => comment(face, slug, each, answersTo(each.id)))}</ol>` : html`<p class="small">Nobody has written anything yet.</p>`}
${form(face, slug, given, answered)}</section>`;
}
