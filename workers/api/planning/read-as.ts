import type { z } from 'zod';
import { unreadable } from '../errors.ts';

/** The page's own schema reads it once more: days, amounts, lists of words and colours have one grammar. */
export function readAs<S extends z.ZodType>(schema: S, sent: unknown): z.output<S> {
  const read = schema.safeParse(sent);
  unreadable(read.success ? { success: true } : { success: false, target: 'json', error: read.error });
  return read.data as z.output<S>;
}
