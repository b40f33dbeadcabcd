import type { z } from 'zod';
import { unreadable } from '../errors.ts';

type Inputs = typeof import('#app/domains/content/organise-inputs.ts');

/**
 * The schemas of the pages read templates as Markdown and bring its parser along, so they are loaded by the first write
 * that needs one. What the document shows is their outside.
 */
export async function readAs<N extends keyof Inputs, S extends Inputs[N] & z.ZodType>(name: N, sent: unknown): Promise<z.output<S>> {
  const inputs = await import('#app/domains/content/organise-inputs.ts');
  const read = (inputs[name] as S).safeParse(sent);
  unreadable(read.success ? { success: true } : { success: false, target: 'json', error: read.error });
  return read.data as z.output<S>;
}
