import { data } from '@remix-run/cloudflare';
import { z } from 'zod';
import type { FormReply } from './form-reply.ts';
import { type Problem, problem, STATUS } from './problem.ts';

/** More than this is not echoed back into a form field. */
const ECHO_LIMIT = 20_000;

export type ParsedForm<T> =
  | { ok: true; value: T; refuse(refusal: Problem): ReturnType<typeof reply> }
  | { ok: false; reply(): ReturnType<typeof reply>; refuse(refusal: Problem): ReturnType<typeof reply> };

/** Reads a form by the same schema that the API uses; a refusal answers with all that was typed. */
export function parseForm<S extends z.ZodType>(submitted: FormData, schema: S): ParsedForm<z.output<S>> {
  const values = valuesOf(submitted);
  const refuse = (refusal: Problem) => reply(values, refusal.field ? { [refusal.field]: refusal.message } : {}, refusal);
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data, refuse };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.') || 'form'] ??= issue.message;
  return { ok: false, reply: () => reply(values, errors, problem('invalid', 'Some fields need changing. Nothing was saved yet.')), refuse };
}

/** Names ending in [] are lists, also when one or none is ticked. */
function valuesOf(submitted: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of submitted) {
    if (typeof value !== 'string') continue;
    if (!name.endsWith('[]')) values[name] = value;
    else if (value === '') values[name.slice(0, -2)] ??= [];
    else values[name.slice(0, -2)] = [...((values[name.slice(0, -2)] as string[] | undefined) ?? []), value];
  }
  return values;
}

const SECRET = /password|token/i;

function reply(values: Record<string, string | string[]>, errors: Record<string, string>, refusal: Problem) {
  const kept = Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !SECRET.test(name) && !name.startsWith('_'))
      .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, ECHO_LIMIT) : value]),
  );
  const body: FormReply = { values: kept, errors, problem: { kind: refusal.kind, message: refusal.message } };
  const headers: HeadersInit = refusal.retryAfterSeconds ? { 'Retry-After': String(refusal.retryAfterSeconds) } : {};
  return data(body, { status: STATUS[refusal.kind], headers });
}

/** A list of ids as a form with ticks sends it, or as one text with commas, as a way back in a toast carries it. */
export const withIds = <S extends z.ZodType>(schema: S) =>
  z.preprocess((sent) => {
    const fields = sent as Record<string, unknown>;
    return typeof fields.ids === 'string' ? { ...fields, ids: fields.ids.split(',') } : fields;
  }, schema);
