import { parsed } from '#app/platform/outbound.ts';
import { itemSlugOf } from '../item-slug.ts';
import type { FindPicture } from './archive-pictures.ts';

/** One piece as another system wrote it, the same whichever system that was. */
export interface ImportedPiece {
  /** What the other system calls it: the same file read twice names the same pieces. */
  sourceId: string;
  title: string;
  slug: string;
  format: 'html' | 'markdown';
  text: string;
  excerpt: string;
  status: string;
  publishedAt: string | null;
  createdAt: string | null;
  tags: string[];
  /** Each as the names from the root down. */
  categories: string[][];
  seo: { title?: string; description?: string; canonical?: string; noindex?: boolean };
  coverUrl: string | null;
  language: string | null;
  author: { name: string; email: string } | null;
  /** Where readers found it; what its pictures' addresses are read against. */
  link: string | null;
  metadata: Record<string, string | number | boolean>;
  /** Where in its archive the pictures lie that it names by a path. */
  archived?: Record<string, string>;
  /** What its links call other pieces. */
  calls?: string[];
  /** Which pieces of the import those are, by their place; known when all are read. */
  leadsTo?: Record<string, number>;
}

export interface Trouble {
  where: string;
  sentence: string;
}

/** What a reader hands out, one after the other, so that no file stands in memory as pieces. */
export type Read = { piece: ImportedPiece; troubles: string[]; inArchive?: FindPicture } | { trouble: Trouble } | { comments: number };
export type Reading = AsyncGenerator<Read>;

/** A file to read: more than once, from its beginning, as it comes. */
export interface FileToRead {
  name: string;
  byteSize: number;
  open(): AsyncIterable<Uint8Array>;
}

export const MOST_FILE = 50 * 1024 ** 2;
export const MOST_PIECES = 20_000;
const MOST_TEXT = 2_000_000;

type Raw = Partial<Record<keyof ImportedPiece, unknown>> & { sourceId: string; format: 'html' | 'markdown' };

/** A text without what Postgres cannot hold. */
export const textOf = (value: unknown, most = 500): string => (typeof value === 'string' || typeof value === 'number' ? whole(String(value).slice(0, most * 2)).trim().slice(0, most).trim() : '');
const whole = (text: string) => text.replace(/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');

export function addressOf(value: unknown, base?: string | null): string | null {
  const text = textOf(value, 2000);
  const url = text === '' ? null : parsed(text, base ?? undefined);
  return url && /^https?:$/.test(url.protocol) && url.href.length <= 2000 ? url.href : null;
}

export function instantOf(value: unknown): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : dated(value);
  const text = textOf(value, 60);
  // A day or a time without a zone is read as UTC, wherever it is read.
  const plain = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/.exec(text);
  const date = new Date(plain ? `${plain[1]}T${plain[2] ?? '00:00'}Z` : text);
  return text === '' || Number.isNaN(date.getTime()) ? null : dated(date);
}

const dated = (date: Date) => (date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999 ? date.toISOString() : null);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

/** Distinct whatever the capitals, as tags are. */
export function namesOf(value: unknown, most = 30): string[] {
  const names = listOf(value).map((each) => textOf(each, 60)).filter(Boolean);
  return names.filter((name, index) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === index).slice(0, most);
}

/** Takes anything at all; every field comes back within its bounds, and what was lost on the way has a sentence. */
export function pieceFrom(raw: Raw): { piece: ImportedPiece; troubles: string[] } {
  const troubles: string[] = [];
  const title = textOf(raw.title, 300);
  const written = typeof raw.text === 'string' ? raw.text : '';
  if (written.length > MOST_TEXT * 2) troubles.push('Its text is too long to be kept. It is imported without it.');
  if (title === '') troubles.push('It has no title.');
  const given = (name: 'publishedAt' | 'createdAt', called: string) => {
    const instant = instantOf(raw[name]);
    if (instant === null && raw[name] !== undefined && raw[name] !== null && raw[name] !== '') troubles.push(`The ${called} cannot be read as a date.`);
    return instant;
  };
  const link = addressOf(raw.link);
  const language = textOf(raw.language, 20).replace('_', '-');
  const seo = (raw.seo ?? {}) as Record<string, unknown>;
  const canonical = addressOf(seo.canonical);
  const author = (raw.author ?? {}) as Record<string, unknown>;
  const named = { name: textOf(author.name, 200), email: textOf(author.email, 320).toLowerCase() };
  const piece: ImportedPiece = {
    sourceId: textOf(raw.sourceId, 500),
    title,
    slug: itemSlugOf(textOf(raw.slug, 200)) || itemSlugOf(title),
    format: raw.format,
    text: written.length > MOST_TEXT * 2 ? '' : whole(written),
    excerpt: textOf(raw.excerpt, 2000),
    status: textOf(raw.status, 40).toLowerCase() || 'draft',
    publishedAt: given('publishedAt', 'date'),
    createdAt: given('createdAt', 'date of its making'),
    tags: namesOf(raw.tags),
    categories: listOf(raw.categories).slice(0, 30).map((path) => listOf(path).map((name) => textOf(name, 80)).filter(Boolean).slice(0, 12)).filter((path) => path.length > 0),
    seo: {
      ...(textOf(seo.title) ? { title: textOf(seo.title, 200) } : {}),
      ...(textOf(seo.description) ? { description: textOf(seo.description, 500) } : {}),
      ...(canonical ? { canonical } : {}),
      ...(seo.noindex === true ? { noindex: true } : {}),
    },
    coverUrl: textOf(raw.coverUrl, 2000) || null,
    language: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : null,
    author: named.name || named.email ? named : null,
    link,
    metadata: scalarsOf(raw.metadata),
  };
  return { piece, troubles };
}

function scalarsOf(value: unknown): ImportedPiece['metadata'] {
  if (typeof value !== 'object' || value === null) return {};
  const kept = Object.entries(value).flatMap(([name, each]: [string, unknown]) => {
    const scalar = typeof each === 'boolean' || (typeof each === 'number' && Number.isFinite(each)) ? each : textOf(each, 2000);
    const called = textOf(name, 60);
    return scalar === '' || called === '' || called === '__proto__' ? [] : [[called, scalar] as const];
  });
  return Object.fromEntries(kept.slice(0, 30));
}

/** A file as a whole, where a reader needs to go back and forth in it. */
export async function bytesOf(file: FileToRead): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(Math.min(file.byteSize, MOST_FILE));
  let filled = 0;
  for await (const chunk of file.open()) {
    const kept = chunk.subarray(0, bytes.length - filled);
    bytes.set(kept, filled);
    filled += kept.length;
  }
  return bytes.subarray(0, filled);
}
