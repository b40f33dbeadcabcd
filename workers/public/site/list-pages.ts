import { html } from 'hono/html';
import type { PublishedRow } from '#db/queries/published.ts';
import type { Keyset } from '#db/queries/keyset.ts';
import { addresses, type Face } from './face.ts';
import type { Shown } from './frame.ts';
import { card, entry, lead, type Markup, monthName, older, searchForm } from './parts.ts';

const next = (path: string, cursor: string | null) => cursor && `${path}?after=${encodeURIComponent(cursor)}`;

function beside(face: Face, months: readonly string[]): Markup {
  const { feeds, month } = addresses(face);
  return html`<aside class="beside" aria-label="About this site">
${face.description ? html`<section><h2 class="label">About</h2><p>${face.description}</p></section>` : ''}
${months.length > 1 ? html`<section><h2 class="label">Archive</h2><ul>${months.map((each) => html`<li><a href="${month(each)}">${monthName(each)}</a></li>`)}</ul></section>` : ''}
<section><h2 class="label">Follow</h2><ul>${feeds.map(({ name, href }) => html`<li><a href="${href}">${name}</a></li>`)}</ul></section>
</aside>`;
}

const CARDS = 3;

/** The front page: the newest piece, the next three beside each other, and the others in order. */
export function homePage(face: Face, { rows, next: cursor }: Keyset<PublishedRow>, months: readonly string[]): Shown {
  const { home } = addresses(face);
  const [first, ...others] = rows;
  const cards = others.length >= CARDS ? others.slice(0, CARDS) : [];
  const rest = others.slice(cards.length);
  const river = html`<div class="columns-two"><section class="river" aria-label="Earlier">${rest.map((piece) => entry(face, piece, 3))}${older(next(home, cursor), null)}</section>${beside(face, months)}</div>`;
  return {
    front: true,
    head: { title: face.name, description: face.tagline || face.description, canonical: face.origin + home, image: first?.cover ? { src: first.cover.src, alt: first.cover.alt } : undefined },
    main: first
      ? html`<div class="wide">${lead(face, first)}${others.length > 0 ? html`<h2 class="vh">Latest</h2>` : ''}${cards.length > 0 ? html`<section class="trio" aria-label="New">${cards.map((piece) => card(face, piece))}</section>` : ''}${river}</div>`
      : html`<div class="wide"><p class="nothing">Nothing is published here yet. What appears first will stand on this page.</p></div>`,
  };
}

/** A list under a heading of its own: a category, a tag, an author, a month, or how it goes on. */
export interface ListAbout {
  title: string;
  sentence?: string;
  path: string;
  /** Somewhere after the first page. */
  later: boolean;
  section?: string | undefined;
}

export function listPage(face: Face, { title, sentence, path, later, section }: ListAbout, { rows, next: cursor }: Keyset<PublishedRow>): Shown {
  return {
    section,
    // The later pages of a list change with every new piece: searchers are led to the pieces by the first one and the sitemap.
    head: { title, description: sentence ?? '', ...(later ? { noindex: true } : { canonical: face.origin + path }) },
    main: html`<div class="wide"><header class="list-head"><h1>${title}</h1>${sentence ? html`<p>${sentence}</p>` : ''}</header><div class="list">${rows.map((piece) => entry(face, piece, 2))}${rows.length === 0 ? html`<p class="nothing">There is nothing further back.</p>` : ''}${older(next(path, cursor), later ? path : null)}</div></div>`,
  };
}

export function searchPage(face: Face, words: string, rows: readonly PublishedRow[]): Shown {
  const said = rows.length === 0 ? `Nothing here matches “${words}”. Try fewer words, or another spelling.` : `${rows.length === 1 ? 'One piece matches' : `${rows.length} pieces match`} “${words}”, the best first.`;
  return {
    head: { title: `Search: ${words}`, noindex: true },
    main: html`<div class="wide"><header class="list-head"><h1>Search</h1>${searchForm(face, { words, big: true })}<p role="status">${said}</p></header>${rows.length > 0 ? html`<div class="list">${rows.map((piece) => entry(face, piece, 2))}</div>` : ''}</div>`,
  };
}

export interface Refusal {
  title: string;
  sentence: string;
}

export const refusalPage = (face: Face, { title, sentence }: Refusal): Shown => ({
  head: { title, noindex: true },
  main: html`<div class="wide"><div class="refusal"><h1>${title}</h1><p>${sentence}</p>${searchForm(face, { big: true })}<p><a href="${addresses(face).home}">Go to the front page of ${face.name}</a></p></div></div>`,
});
