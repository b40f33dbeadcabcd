import { html, raw } from 'hono/html';
import type { PublishedBrief, PublishedRow } from '#db/queries/published.ts';
import { addresses, type Face } from './face.ts';
import { isoOf, type Markup } from './parts.ts';

/** JSON that stands inside a script element: there is no < in it, so nothing in it ends the element. It is data and never runs. */
const data = (value: unknown) => raw(JSON.stringify(value).replace(/[<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`));

function article(face: Face, piece: PublishedRow, url: string) {
  const { home, author } = addresses(face);
  const image = piece.shareImage ?? piece.cover;
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: piece.title,
    ...(piece.excerpt ? { description: piece.excerpt } : {}),
    datePublished: isoOf(piece.publishedAt),
    dateModified: isoOf(piece.modifiedAt),
    inLanguage: piece.language,
    wordCount: piece.wordCount,
    ...(image ? { image: [face.origin + image.src] } : {}),
    ...(piece.author ? { author: { '@type': 'Person', name: piece.author.name, url: face.origin + author(piece.author.slug) } } : {}),
    publisher: { '@type': 'Organization', name: face.name, url: face.origin + home, ...(face.logo ? { logo: { '@type': 'ImageObject', url: face.origin + face.logo } } : {}) },
    mainEntityOfPage: url,
    ...(piece.categories.length > 0 ? { articleSection: piece.categories.at(-1)!.name } : {}),
    ...(piece.tags.length > 0 ? { keywords: piece.tags.map(({ name }) => name) } : {}),
  };
}

/** What the head of a piece says to those who do not look at it. */
export function factsOf(face: Face, piece: PublishedRow, translations: readonly PublishedBrief[]): Markup {
  const url = face.origin + addresses(face).piece(piece.slug);
  const languages = translations.length > 0 ? [piece, ...translations] : [];
  return html`${languages.map(({ language, slug }) => html`<link rel="alternate" hreflang="${language}" href="${face.origin}${addresses(face).piece(slug)}">`)}
<meta property="og:locale" content="${piece.language.replace('-', '_')}"><meta property="article:published_time" content="${isoOf(piece.publishedAt)}"><meta property="article:modified_time" content="${isoOf(piece.modifiedAt)}">
${piece.categories.length > 0 ? html`<meta property="article:section" content="${piece.categories.at(-1)!.name}">` : ''}${piece.tags.map(({ name }) => html`<meta property="article:tag" content="${name}">`)}
<script type="application/ld+json">${data(article(face, piece, url))}</script>`;
}
