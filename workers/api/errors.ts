import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ZodError } from 'zod';
import { DatabaseDown, SignedOut } from '#db/refusal.ts';
import { Refused } from '#db/scope.ts';
import { describe, log } from '#app/platform/log.ts';
import { AlreadyDone } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import type { ApiDoor } from './guard.ts';
import { replay } from './once.ts';
import { fail, pointerTo, refuse } from './problem.ts';
import type { FieldError } from './shapes.ts';

/** Input that its schema does not accept. */
class Unreadable extends Error {
  readonly errors: FieldError[];
  constructor(errors: FieldError[]) {
    super('Some fields need changing. Nothing was saved.');
    this.errors = errors;
  }
}

/** An id that cannot be one names nothing; every other field is refused by its own sentence. */
export function unreadable(read: { success: true } | { success: false; target: string; error: ZodError }): void {
  if (read.success) return;
  const { target, error } = read;
  if (target === 'param') throw new Refused(problem('not-found', error.issues[0]?.message ?? 'There is nothing here.'));
  throw new Unreadable(
    error.issues.flatMap((issue): FieldError[] => {
      if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, 20).map((name) => ({ ...placeOf(target, [...issue.path, name.slice(0, 100)]), detail: 'This field is not known here.' }));
      return [{ ...placeOf(target, issue.path), detail: issue.message }];
    }),
  );
}

function placeOf(target: string, path: PropertyKey[]): Omit<FieldError, 'detail'> {
  if (target === 'json') return { pointer: pointerTo(path) };
  return { [target === 'header' ? 'header' : 'parameter']: path.map(String).join('.') };
}

export async function onError(error: Error, c: Context<ApiDoor>): Promise<Response> {
  if (error instanceof Refused) return refuse(c, error.problem);
  if (error instanceof Unreadable) return refuse(c, problem('invalid', error.message), error.errors);
  if (error instanceof AlreadyDone) return replay(c, error).catch((broken: Error) => onError(broken, c));
  if (error instanceof SignedOut) return fail(c, 'signed-out', error.message, { 'WWW-Authenticate': 'Bearer realm="Masthead API"' });
  if (error instanceof DatabaseDown) return fail(c, 'unavailable', 'Nothing is known to have changed. Wait a moment and send it again.', { 'Retry-After': '5' });
  if (error instanceof HTTPException) {
    return refuse(c, problem('invalid', error.status === 415 ? 'Send the body as JSON, with the header “Content-Type: application/json”.' : 'The body is not valid JSON.'));
  }
  log('error', 'unhandled', { requestId: c.get('request').requestId, path: c.req.path, ...describe(error) });
  return fail(c, 'broken', 'Nothing more is known yet. Send it again; if it stays, tell us the request id.');
}
