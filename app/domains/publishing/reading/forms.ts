import type { Part, PublishedRow } from '#db/queries/published.ts';
import type { Field } from './inputs.ts';
import { element, escapeXml } from './markup.ts';
import { absoluteHtml, absoluteMarkdown, type Place, pieceOf, readAddress, siteAddress } from './piece.ts';

export type Form = 'json' | 'html' | 'md';
interface Written {
  type: string;
  body: string;
  headers?: Record<string, string>;
}
interface FormRule {
  suffix: string;
  media: string;
  /** The long parts it is written from; JSON is asked which it wants. */
  parts: Part[] | null;
  show(row: PublishedRow, place: Place & { name: string }, fields?: readonly Field[]): Written;
}

/** A page of ours that holds somebody's words: it runs nothing, frames nothing and borrows nothing. */
const ALONE = "default-src 'none'; img-src * data:; media-src *; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *; sandbox allow-popups allow-top-navigation-by-user-activation";

/** The ways in which a piece can be had, by the end of its address or by what the reader accepts. */
export const FORMS: Record<Form, FormRule> = {
  json: {
    suffix: '.json',
    media: 'application/json',
    parts: null,
    show: (row, place, fields) => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(pieceOf(row, place, fields)), headers: canonicalLink(row, place) }),
  },
  html: {
    suffix: '.html',
    media: 'text/html',
    parts: ['html'],
    show: (row, place) => ({ type: 'text/html; charset=utf-8', body: page(row, place), headers: { 'Content-Security-Policy': ALONE, ...canonicalLink(row, place) } }),
  },
  md: {
    suffix: '.md',
    media: 'text/markdown',
    parts: ['markdown'],
    show: (row, place) => ({ type: 'text/markdown; charset=utf-8', body: `# ${row.title}\n\n${absoluteMarkdown(row.markdown ?? '', place.origin)}\n`, headers: canonicalLink(row, place) }),
  },
};

const canonicalOf = (row: PublishedRow, place: Place) => row.seo.canonical || siteAddress(place, row.slug);
const canonicalLink = (row: PublishedRow, place: Place): Record<string, string> => ({ Link: `<${encodeURI(canonicalOf(row, place)).replaceAll('%25', '%')}>; rel="canonical"`, ...(row.seo.noindex ? { 'X-Robots-Tag': 'noindex' } : {}) });

function page(row: PublishedRow, place: Place & { name: string }): string {
  const { title, excerpt, language, author, seo } = row;
  const by = author ? `<p>${escapeXml(author.name)}, <time datetime="${escapeXml(row.publishedAt)}">${escapeXml(row.publishedAt.slice(0, 10))}</time></p>\n` : '';
  return `<!doctype html>
<html lang="${escapeXml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${element('title', seo.title || title || place.name)}
${seo.description || excerpt ? `<meta name="description" content="${escapeXml(seo.description || excerpt)}">\n` : ''}<link rel="canonical" href="${escapeXml(canonicalOf(row, place))}">
<link rel="alternate" type="application/json" href="${escapeXml(readAddress(place, `items/${encodeURIComponent(row.slug)}`))}">
<style>:root{color-scheme:light dark}body{font:18px/1.6 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1.25rem}img,video{max-width:100%;height:auto}</style>
</head>
<body>
<article>
${element('h1', title)}
${by}${absoluteHtml(row.html ?? '', place.origin)}
</article>
</body>
</html>
`;
}

/** The form that the end of an address names, if it names one. An address of a piece has no dot. */
export function formIn(name: string): { slug: string; form: Form | null } {
  const form = (Object.keys(FORMS) as Form[]).find((each) => name.endsWith(FORMS[each].suffix)) ?? null;
  return { slug: form ? name.slice(0, -FORMS[form].suffix.length) : name, form };
}

/** The form that is liked best; JSON where the reader takes anything. */
export function formOf(accept: string | undefined): Form {
  const ranges = (accept ?? '*/*').split(',').map((range) => {
    const [media = '', ...more] = range.trim().toLowerCase().split(/\s*;\s*/);
    const weight = Number(more.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
    return { media, weight: Number.isNaN(weight) ? 0 : weight };
  });
  const weightOf = (media: string) => {
    const fitting = [media, `${media.split('/')[0]}/*`, '*/*'].map((range) => ranges.find((each) => each.media === range)).find(Boolean);
    return fitting?.weight ?? 0;
  };
  const [best] = (Object.keys(FORMS) as Form[]).map((form) => ({ form, weight: weightOf(FORMS[form].media) })).sort((a, b) => b.weight - a.weight);
  return best && best.weight > 0 ? best.form : 'json';
}
