import { html, raw } from 'hono/html';
import type { PublishedBrief, PublishedRow } from '#db/queries/published.ts';
import type { PublishedPicture } from '#db/schema/publishing.ts';
import { directionOf } from '#app/domains/content/ui/direction.ts';
import { addresses, type Face } from './face.ts';

export type Markup = ReturnType<typeof html>;

/** Said wherever words of a piece stand among the English words of the page. */
export const spoken = (language: string): Markup => html`lang="${language}" dir="${directionOf(language)}"`;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A language comes from whoever wrote the piece: one that the runtime does not know is written as English is. */
function formatOf(language: string, timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(style)}`;
  let format = formats.get(key);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...style, timeZone });
    } catch {
      format = new Intl.DateTimeFormat('en-GB', { ...style, timeZone: 'UTC' });
    }
    if (formats.size > 200) formats.clear();
    formats.set(key, format);
  }
  return format;
}

export const isoOf = (instant: string) => new Date(instant).toISOString();

export const day = (instant: string, language: string, timeZone: string): Markup =>
  html`<time datetime="${isoOf(instant)}">${formatOf(language, timeZone, { dateStyle: 'long' }).format(new Date(instant))}</time>`;

/** "November 2026" for 2026-11. */
export const monthName = (month: string): string => formatOf('en', 'UTC', { year: 'numeric', month: 'long' }).format(new Date(`${month}-15T12:00:00Z`));

export const languageName = (language: string): string => {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
};

/** How long reading takes, at a calm 220 words a minute. */
export const minutesOf = (words: number): number => Math.max(1, Math.round(words / 220));

/** An empty alt says that a picture is decoration: beside a title that links to the same place it is. */
export const picture = ({ src, srcset, width, height }: PublishedPicture, sizes: string, alt: string, first = false): Markup =>
  html`<img src="${src}"${srcset ? html` srcset="${srcset}" sizes="${sizes}"` : ''}${width && height ? html` width="${width}" height="${height}"` : ''} alt="${alt}" decoding="async"${raw(first ? ' fetchpriority="high"' : ' loading="lazy"')}>`;

const thumb = (face: Face, { cover, slug }: PublishedRow, sizes: string, first = false): Markup | '' =>
  cover ? html`<a class="thumb" href="${addresses(face).piece(slug)}" tabindex="-1" aria-hidden="true">${picture(cover, sizes, '', first)}</a>` : '';

export const kicker = (face: Face, { categories }: Pick<PublishedRow, 'categories'>): Markup | '' => {
  const category = categories.at(-1);
  return category ? html`<p class="kicker"><a href="${addresses(face).category(category.slug)}">${category.name}</a></p>` : '';
};

const titleOf = ({ title }: Pick<PublishedBrief, 'title'>) => title || 'Untitled';

const heading = (face: Face, piece: PublishedRow, level: 2 | 3): Markup => {
  const link = html`<a href="${addresses(face).piece(piece.slug)}" ${spoken(piece.language)}>${titleOf(piece)}</a>`;
  return level === 2 ? html`<h2 class="title">${link}</h2>` : html`<h3 class="title">${link}</h3>`;
};

const byline = (face: Face, { author, publishedAt, language }: PublishedRow): Markup =>
  html`<p class="byline">${author ? html`<span><a href="${addresses(face).author(author.slug)}">${author.name}</a></span>` : ''}<span><span ${spoken(language)}>${day(publishedAt, language, face.timeZone)}</span></span></p>`;

const excerpt = ({ excerpt: words, language }: PublishedRow): Markup | '' => (words ? html`<p class="excerpt" ${spoken(language)}>${words}</p>` : '');

/** The newest piece, as large as the front page can say it. */
export const lead = (face: Face, piece: PublishedRow): Markup =>
  html`<article class="lead${piece.cover ? '' : ' bare'}">${thumb(face, piece, '(min-width: 70rem) 38rem, (min-width: 48rem) 55vw, 100vw', true)}<div>${kicker(face, piece)}${heading(face, piece, 2)}${excerpt(piece)}${byline(face, piece)}</div></article>`;

export const card = (face: Face, piece: PublishedRow): Markup =>
  html`<article${piece.cover ? '' : raw(' class="bare"')}>${thumb(face, piece, '(min-width: 70rem) 22rem, (min-width: 48rem) 31vw, 100vw')}${kicker(face, piece)}${heading(face, piece, 3)}${excerpt(piece)}${byline(face, piece)}</article>`;

/** One line of a list. Where the page has no heading between its own and the entries, they are of the second level. */
export const entry = (face: Face, piece: PublishedRow, level: 2 | 3): Markup =>
  html`<article class="entry${piece.cover ? '' : ' bare'}"><div>${kicker(face, piece)}${heading(face, piece, level)}${excerpt(piece)}${byline(face, piece)}</div>${thumb(face, piece, '11.5rem')}</article>`;

export const searchForm = (face: Face, { words = '', big = false }: { words?: string; big?: boolean } = {}): Markup => {
  const id = big ? 'site-search-here' : 'site-search';
  return html`<form class="search${big ? ' big' : ''}" role="search" action="${addresses(face).home}"${big ? html` aria-label="On this page"` : ''}><label class="vh" for="${id}">Search ${face.name}</label><input id="${id}" type="search" name="q" value="${words}" maxlength="200" required><button>Search</button></form>`;
};

export const older = (next: string | null, newest: string | null): Markup | '' =>
  next || newest ? html`<nav class="older" aria-label="Pages">${newest ? html`<a href="${newest}">Newest</a>` : ''}${next ? html`<a rel="next" href="${next}">Older</a>` : ''}</nav>` : '';
