import type { PublishedRow } from '#db/queries/published.ts';
import { absoluteHtml, type Place, siteAddress } from './piece.ts';

/** What all three feeds are written from. */
export interface Feed {
  id: string;
  title: string;
  description: string;
  language: string | null;
  /** The page that it is the feed of, and its own address. */
  home: string;
  self: string;
  /** When what it shows last changed; null for nothing. */
  updatedAt: string | null;
  entries: Entry[];
}

export interface Entry {
  id: string;
  url: string;
  title: string;
  summary: string;
  html: string;
  language: string;
  author: string | null;
  terms: { name: string; slug: string; kind: 'category' | 'tag' }[];
  picture: { src: string; mime: string } | null;
  publishedAt: string;
  modifiedAt: string;
}

interface Channel extends Place {
  id: string;
  name: string;
  description: string;
  self: string;
}

export function feedOf(rows: readonly PublishedRow[], channel: Channel): Feed {
  const languages = new Set(rows.map(({ language }) => language));
  return {
    id: channel.id,
    title: channel.name,
    description: channel.description || `What ${channel.name} publishes.`,
    language: languages.size === 1 ? [...languages][0]! : null,
    home: siteAddress(channel),
    self: channel.self,
    updatedAt: rows.reduce<string | null>((newest, { modifiedAt }) => (newest === null || Date.parse(modifiedAt) > Date.parse(newest) ? modifiedAt : newest), null),
    entries: rows.map((row) => entryOf(row, channel)),
  };
}

function entryOf(row: PublishedRow, place: Place): Entry {
  const url = siteAddress(place, row.slug);
  const cover = row.cover?.src;
  return {
    id: `urn:uuid:${row.id}`,
    url,
    title: row.title || url,
    summary: row.excerpt,
    html: forFeed(absoluteHtml(row.html ?? '', place.origin), url),
    language: row.language,
    author: row.author?.name ?? null,
    terms: [...row.categories.map((term) => ({ ...term, kind: 'category' as const })), ...row.tags.map((term) => ({ ...term, kind: 'tag' as const }))],
    picture: cover ? { src: cover.startsWith('/') ? `${place.origin}${cover}` : cover, mime: mimeOf(cover) } : null,
    publishedAt: row.publishedAt,
    modifiedAt: row.modifiedAt,
  };
}

/** A reader that shows it elsewhere opens no frames, and knows no address without a page before it. */
const forFeed = (html: string, url: string) =>
  html
    .replace(/<iframe\b[^>]*? src="([^"]*)"[^>]*?(?: title="([^"]*)")?[^>]*><\/iframe>/g, (_, src: string, title: string | undefined) => `<a href="${src}">${title || src}</a>`)
    .replace(/ href="#/g, ` href="${url}#`);

const MIMES: Record<string, string> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif' };
const mimeOf = (src: string) => MIMES[/\.([a-z]+)(?:\?|$)/i.exec(src)?.[1]?.toLowerCase() ?? ''] ?? 'image/jpeg';
