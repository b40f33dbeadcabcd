import { Hono } from 'hono';
import { html } from 'hono/html';
import type { PublishedRow } from '#db/queries/published.ts';
import { peekPreview, type Preview } from '#app/domains/publishing/peek-preview.server.ts';
import { STATUS } from '#app/platform/problem.ts';
import type { Door } from '../../http.ts';
import { plainRefusal } from '../../plain-page.ts';
import { answerPage } from './answer.ts';
import { type Face, faceOf } from './face.ts';
import type { Shown } from './frame.ts';
import { isoOf } from './parts.ts';
import { pieceCover, pieceHead, pieceText } from './piece-page.ts';

/** One revision as its readers would get it, for whoever has the link; kept by nobody and found by no searcher. */
export const previews = new Hono<Door>().get('/:token', async (c) => {
  const context = c.get('request');
  const peeked = await peekPreview(context, c.req.param('token').slice(0, 200).replaceAll('\0', ''));
  if (!peeked.ok) return plainRefusal(context, c.req.path, STATUS[peeked.problem.kind], 'This preview is not here', peeked.problem.message);
  const { organization } = peeked.value;
  const face = faceOf({ ...organization, description: '', website: '' }, context.origin, [], null);
  return answerPage(c, face, previewPage(face, peeked.value), null);
});

function previewPage(face: Face, { id, revision, expiresAt, edition }: Preview): Shown {
  const now = new Date().toISOString();
  const row: PublishedRow = { ...edition, id, revision, sequence: 0, categories: [], tags: [], publishedAt: now, modifiedAt: now };
  const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: face.timeZone }).format(new Date(expiresAt));
  return {
    alone: true,
    head: { title: `Preview: ${edition.title || 'Untitled'}`, noindex: true },
    above: html`<p class="bar-preview" role="note">Preview of revision ${revision}, until <time datetime="${isoOf(expiresAt)}">${until}</time> (${face.timeZone}). Whoever has the link can see it.</p>`,
    main: html`<article class="piece">${pieceHead(face, row)}${pieceCover(row)}${pieceText(edition.html, edition.language)}</article>`,
  };
}
