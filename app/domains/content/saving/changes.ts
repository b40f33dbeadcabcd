import { canonical } from '../document/canonical.ts';
import { checkDocument } from '../document/check-document.ts';
import type { Version } from '../version.ts';

export type Fields = Omit<Version, 'revision' | 'editor' | 'editedAt'>;
export type FieldName = keyof Fields;
/** Fields with the values they are to have; what is not named stays as it is. */
export type Changes = Partial<Fields>;

/** Two channels with a writer each: a live shared document can take over the body, and the fields go on being saved here. */
export const CHANNELS = {
  body: ['body'],
  fields: ['title', 'excerpt', 'slug', 'type', 'format', 'platform', 'language', 'seo', 'metadata', 'categoryId', 'coverAssetId', 'tags'],
} as const satisfies Record<string, readonly FieldName[]>;
export type Channel = keyof typeof CHANNELS;

/** The text first: what is tried field by field begins with it. */
export const FIELDS: readonly FieldName[] = [...CHANNELS.body, ...CHANNELS.fields];

export const namesIn = (changes: Changes): FieldName[] => FIELDS.filter((name) => name in changes);
export const isEmpty = (changes: Changes): boolean => namesIn(changes).length === 0;

export function pick(from: Changes, wanted: (name: FieldName) => boolean): Changes {
  return Object.fromEntries(namesIn(from).filter(wanted).map((name) => [name, from[name]]));
}

/** Do both say the same, in whichever way the server may have written it down? */
export function same(name: FieldName, one: unknown, other: unknown): boolean {
  if (one === other || canonical(one) === canonical(other)) return true;
  return canonical(asKept(name, one)) === canonical(asKept(name, other));
}

function asKept(name: FieldName, value: unknown): unknown {
  if (name === 'body') {
    const checked = checkDocument(value);
    return checked.ok ? checked.document : value;
  }
  if (name === 'tags' && Array.isArray(value)) return [...new Set(value.map((tag) => String(tag).trim().toLowerCase()))].sort();
  if (name === 'slug') return String(value).trim();
  return name === 'seo' ? trimmed(value) : value;
}

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, trimmed(each)]));
}
