import { z } from 'zod';
import type { Part, PublishedSort } from '#db/queries/published.ts';
import { CONTENT_TYPES } from '#db/schema/choices.ts';
import { decodeCursor } from './cursor.ts';

const either = (choices: readonly string[]) => `Choose ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`;

export const PARTS = ['html', 'markdown', 'body'] as const satisfies readonly Part[];
export const SORTS = ['-published', 'published', '-modified', 'modified'] as const satisfies readonly PublishedSort[];
/** The fields of a piece, in the order in which they are told. */
export const FIELDS = [
  'id', 'type', 'format', 'language', 'translationGroup', 'slug', 'url', 'canonicalUrl', 'title', 'excerpt', 'cover', 'shareImage', 'author', 'categories', 'tags', 'wordCount', 'seo', 'revision', 'publishedAt', 'modifiedAt', ...PARTS,
] as const;
export type Field = (typeof FIELDS)[number];
/** What can be told beside a single piece. */
export const BESIDE = ['translations', 'related', 'neighbours'] as const;

const several = <const T extends readonly string[]>(choices: T, what: string) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(',').map((each) => each.trim()).filter(Boolean))].sort())
    .pipe(z.array(z.enum(choices, `${what} ${either(choices)}`)));

const NO_CURSOR = 'This is not a cursor that we gave for this order.';
const cursor = z.string().max(200, NO_CURSOR).optional();
const limit = (usual: number, most = 100) => z.coerce.number(`Ask for 1 to ${most}.`).int(`Ask for 1 to ${most}.`).min(1, `Ask for 1 to ${most}.`).max(most, `Ask for 1 to ${most}.`).default(usual);
const slug = (what: string) => z.string().regex(/^[\p{L}\p{N}\p{M}_-]{1,200}$/u, `There is no ${what} of this name.`).optional();
const type = z.enum(CONTENT_TYPES, either(CONTENT_TYPES)).optional();
const language = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'Name a language by its code, such as en or pt-BR.').optional();
const fields = several(FIELDS, 'A field is not known.').optional();
const since = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'Write an instant such as 2026-05-04T09:30:00Z.')
  .transform((text) => new Date(text).toISOString())
  .optional();

const filters = { type, category: slug('category'), tag: slug('tag'), author: slug('author'), project: z.uuid('There is no project of this id.').optional(), language };

export const listQuery = z
  .object({ ...filters, since, sort: z.enum(SORTS, either(SORTS)).default('-published'), limit: limit(20), cursor, fields, include: several(PARTS, 'This cannot be included.').optional() })
  .refine(({ sort, cursor: place }) => place === undefined || decodeCursor(sort, place) !== null, { path: ['cursor'], error: NO_CURSOR });

export const itemQuery = z.object({ fields, include: several([...PARTS, ...BESIDE], 'This cannot be included.').optional() });

/** The forms of a piece that have nothing to choose. */
export const noneQuery = z.object({});

export const searchQuery = z.object({
  q: z.string('Say what to look for: ?q=…').trim().min(1, 'Say what to look for: ?q=…').max(200, 'A search can have at most 200 characters.').refine((text) => !text.includes('\0'), 'Leave out the NUL character.'),
  type,
  language,
  limit: limit(20),
  fields,
  include: several(PARTS, 'This cannot be included.').optional(),
});

export const syncQuery = z
  .object({ cursor, limit: limit(100), fields, include: several(PARTS, 'This cannot be included.').optional() })
  .refine(({ cursor: place }) => place === undefined || decodeCursor('sync', place) !== null, { path: ['cursor'], error: 'This is not a cursor that we gave for sync.' });

export const feedQuery = z.object({ ...filters, limit: limit(30) });
export const sitemapQuery = z.object({ after: z.uuid('This is not a part of the sitemap.').optional() });


/** Which long parts have to be read for what was asked. */
export const partsOf = ({ fields: wanted, include = [] }: { fields?: readonly string[] | undefined; include?: readonly string[] | undefined }, usual: readonly Part[] = []): Part[] =>
  PARTS.filter((part) => include.includes(part) || (wanted ? wanted.includes(part) : usual.includes(part)));
