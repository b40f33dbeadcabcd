import { html, raw } from 'hono/html';
import type { PublishedBrief, PublishedRow } from '#db/queries/published.ts';
import { dressHtml } from './dress-html.ts';
import { addresses, type Face } from './face.ts';
import type { Shown } from './frame.ts';
import { card, day, kicker, languageName, type Markup, minutesOf, picture, spoken } from './parts.ts';
import { factsOf } from './piece-facts.ts';

const LONG_TITLE = 70;
const DAY = 86_400_000;

/** Said when readers of the first day would find something new. */
const changedLater = ({ publishedAt, modifiedAt }: PublishedRow) => Date.parse(modifiedAt) - Date.parse(publishedAt) > DAY;

/** An import can have brought any text as a canonical address. */
const isAddress = (text: string | undefined): text is string => /^https?:\/\/[^/]/i.test(text ?? '');

export function pieceHead(face: Face, piece: PublishedRow): Markup {
  const { title, excerpt, language, author, wordCount, publishedAt, modifiedAt } = piece;
  return html`<header class="piece-head">${kicker(face, piece)}
<h1${raw(title.length > LONG_TITLE ? ' class="long"' : '')} ${spoken(language)}>${title || 'Untitled'}</h1>
${excerpt ? html`<p class="standfirst" ${spoken(language)}>${excerpt}</p>` : ''}
<p class="byline">${author ? html`<span>By <a rel="author" href="${addresses(face).author(author.slug)}">${author.name}</a></span>` : ''}<span><span ${spoken(language)}>${day(publishedAt, language, face.timeZone)}</span></span>${wordCount > 0 ? html`<span>${minutesOf(wordCount)} min read</span>` : ''}${changedLater(piece) ? html`<span>Updated <span ${spoken(language)}>${day(modifiedAt, language, face.timeZone)}</span></span>` : ''}</p></header>`;
}

export const pieceCover = ({ cover, language }: Pick<PublishedRow, 'cover' | 'language'>): Markup | '' =>
  cover ? html`<figure class="cover" ${spoken(language)}>${picture(cover, '(min-width: 70rem) 64rem, 100vw', cover.alt, true)}</figure>` : '';

export const pieceText = (words: string, language: string): Markup => html`<div class="text" ${spoken(language)}>${raw(dressHtml(words))}</div>`;

function below(face: Face, { tags }: PublishedRow, translations: readonly PublishedBrief[]): Markup | '' {
  if (tags.length === 0 && translations.length === 0) return '';
  const { tag, piece } = addresses(face);
  const others = translations.map(({ language, slug }) => html`<a href="${piece(slug)}" hreflang="${language}" lang="${language}">${languageName(language)}</a> `);
  return html`<div class="below">${tags.length > 0 ? html`<ul class="tags" aria-label="Tags">${tags.map(({ slug, name }) => html`<li><a rel="tag" href="${tag(slug)}">${name}</a></li>`)}</ul>` : ''}${others.length > 0 ? html`<p class="translations">Also in ${others}</p>` : ''}</div>`;
}

const related = (face: Face, pieces: readonly PublishedRow[]): Markup | '' =>
  pieces.length > 0 ? html`<section class="next wide"><h2 class="label">Read next</h2><div class="trio">${pieces.map((piece) => card(face, piece))}</div></section>` : '';

export interface Around {
  translations: readonly PublishedBrief[];
  related: readonly PublishedRow[];
  comments: Markup | '';
}

/** A piece, whole. The picture at its end counts the reading, and tells nobody who read. */
export function piecePage(face: Face, piece: PublishedRow, around: Around): Shown {
  const { seo, shareImage, cover, language } = piece;
  const address = addresses(face).piece(piece.slug);
  const image = shareImage ?? cover;
  return {
    section: piece.categories[0]?.slug,
    head: {
      title: seo.title || piece.title || 'Untitled',
      description: seo.description || piece.excerpt,
      canonical: isAddress(seo.canonical) ? seo.canonical : face.origin + address,
      noindex: seo.noindex === true,
      image: image ? { src: image.src, alt: image.alt } : undefined,
      og: 'article',
      more: factsOf(face, piece, around.translations),
    },
    main: html`<article class="piece">${pieceHead(face, piece)}${pieceCover({ cover, language })}${pieceText(piece.html ?? '', language)}${below(face, piece, around.translations)}</article>
<img class="beacon" src="${addresses(face).view(piece.slug)}" width="1" height="1" alt="" decoding="async" fetchpriority="low">
${around.comments}${related(face, around.related)}`,
  };
}
