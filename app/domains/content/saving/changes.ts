import { canonical } from '../document/canonical.ts';
import type { checkDocument } from '../document/check-document.ts';
import type { Version } from '../version.ts';
import type { Kind, NameIn } from './kind.ts';

export type FieldName = NameIn<Version>;

/** The text first: what is tried field by field begins with it. */
export const FIELDS: readonly FieldName[] = ['body', 'title', 'excerpt', 'slug', 'type', 'format', 'platform', 'language', 'seo', 'metadata', 'categoryId', 'coverAssetId', 'tags'];

/** With fewer fields another writer has the rest: a live shared document can take over the body, and the fields go on being saved here. */
export const itemKind = (fields = FIELDS): Kind => ({ fields, same });

let check: typeof checkDocument | null = null;

/** What the server makes of a text that no editor of ours wrote is asked of code that comes with the first change. Until then texts are the same where they are to the letter, as the editor writes them. */
export async function loadCheck(): Promise<void> {
  check ??= await import('../document/check-document.ts').then((found) => found.checkDocument, () => null);
}

/** Do both say the same, in whichever way the server may have written it down? */
export function same(name: FieldName, one: unknown, other: unknown): boolean {
  if (one === other || canonical(one) === canonical(other)) return true;
  return canonical(asKept(name, one)) === canonical(asKept(name, other));
}

function asKept(name: FieldName, value: unknown): unknown {
  if (name === 'body') {
    const checked = check?.(value);
    return checked?.ok ? checked.document : value;
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
