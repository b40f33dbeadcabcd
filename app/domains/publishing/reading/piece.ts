import type { PublishedBrief, PublishedRow } from '#db/queries/published.ts';
import type { PublishedPicture } from '#db/schema/publishing.ts';
import { FIELDS, type Field, PARTS } from './inputs.ts';

/** Where readers come from: the origin, and the organization by its address. */
export interface Place {
  origin: string;
  organization: string;
}

export const siteAddress = ({ origin, organization }: Place, ...path: string[]) => [origin, 'o', organization, ...path.map(encodeURIComponent)].join('/');
export const readAddress = ({ origin, organization }: Place, path: string) => `${origin}/v1/${organization}/${path}`;

const absolute = (address: string, origin: string) => (address.startsWith('/') && !address.startsWith('//') ? `${origin}${address}` : address);
const absoluteSet = (srcset: string, origin: string) => srcset.split(', ').map((each) => absolute(each, origin)).join(', ');

/** Our own renderer wrote it and escaped every quote of the text, so that these attributes are attributes. */
export const absoluteHtml = (html: string, origin: string) =>
  html
    .replace(/ (src|href|poster)="(\/(?!\/)[^"]*)"/g, (_, name: string, address: string) => ` ${name}="${origin}${address}"`)
    .replace(/ srcset="([^"]*)"/g, (_, srcset: string) => ` srcset="${absoluteSet(srcset, origin)}"`);

/** Links and pictures of Markdown, outside code. */
export const absoluteMarkdown = (markdown: string, origin: string) =>
  markdown.replace(/(`+)[^`][\s\S]*?\1|(\]\(<?)(\/(?!\/))/g, (whole: string, code: string | undefined, opening: string | undefined) => (code || !opening ? whole : `${opening}${origin}/`));

function pictureOf(picture: PublishedPicture | null, origin: string) {
  if (!picture) return null;
  const { src, srcset, width, height, alt } = picture;
  return { src: absolute(src, origin), srcset: srcset ? absoluteSet(srcset, origin) : null, width, height, alt };
}

/** A piece as programs get it. Names stay; a new one may come, none goes. */
export function pieceOf(row: PublishedRow, place: Place, fields: readonly Field[] = FIELDS) {
  const { origin } = place;
  const { imageAssetId: _image, canonical, ...seo } = row.seo;
  const url = siteAddress(place, row.slug);
  const whole = {
    id: row.id,
    type: row.type,
    format: row.format,
    language: row.language,
    translationGroup: row.translationGroup,
    slug: row.slug,
    url,
    canonicalUrl: canonical || url,
    title: row.title,
    excerpt: row.excerpt,
    cover: pictureOf(row.cover, origin),
    shareImage: pictureOf(row.shareImage, origin),
    author: row.author,
    categories: row.categories,
    tags: row.tags,
    wordCount: row.wordCount,
    seo,
    revision: row.revision,
    publishedAt: row.publishedAt,
    modifiedAt: row.modifiedAt,
    html: row.html === null ? null : absoluteHtml(row.html, origin),
    markdown: row.markdown === null ? null : absoluteMarkdown(row.markdown, origin),
    body: row.body,
  };
  const isTold = (name: Field) => fields.includes(name) && !(PARTS.some((part) => part === name) && whole[name] === null);
  return Object.fromEntries(FIELDS.filter(isTold).map((name) => [name, whole[name]])) as Partial<typeof whole>;
}
export type Piece = ReturnType<typeof pieceOf>;

export const briefOf = ({ id, language, slug, title, publishedAt }: PublishedBrief, place: Place) => ({ id, language, slug, url: siteAddress(place, slug), title, publishedAt });
