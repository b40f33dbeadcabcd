import type { z } from 'zod';
import { problem } from '#app/platform/problem.ts';
import { done, type Result, refused } from '#app/platform/result.ts';

/** What was asked for, and its one spelling: names sorted, defaults filled in, campaign marks left out. Two spellings of one question have one ETag. */
export interface Asked<T> {
  value: T;
  canonical: string;
}

const invalid = (field: string, message: string) => refused(problem('invalid', message, { field }));

/** Nothing is guessed: a parameter that is unknown, or sent twice, is refused with a sentence. */
export function readQuery<S extends z.ZodObject>(schema: S, search: URLSearchParams): Result<Asked<z.output<S>>> {
  const sent: Record<string, string> = {};
  for (const [name, value] of search) {
    if (/^utm_/i.test(name)) continue;
    if (!Object.hasOwn(schema.shape, name)) return invalid(name.slice(0, 60), `There is no parameter “${name.slice(0, 60)}” here. ${known(Object.keys(schema.shape))}`);
    if (Object.hasOwn(sent, name)) return invalid(name, `Send “${name}” once.`);
    sent[name] = value;
  }
  const read = schema.safeParse(sent);
  if (read.success) return done({ value: read.data, canonical: canonicalOf(read.data) });
  const [issue] = read.error.issues;
  return invalid(String(issue?.path[0] ?? ''), issue?.message ?? 'This cannot be read.');
}

const known = (names: string[]) => (names.length === 0 ? 'It takes none.' : `It takes ${names.join(', ')}.`);

export function canonicalOf(value: Record<string, unknown>): string {
  const given = Object.entries(value).flatMap(([name, each]) => (each === undefined || (Array.isArray(each) && each.length === 0) ? [] : [[name, String(each)]]));
  return new URLSearchParams(given.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))).toString();
}
