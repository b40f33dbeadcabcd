import { and, eq, sql } from 'drizzle-orm';
import type { Context, MiddlewareHandler } from 'hono';
import { noTrips } from '#db/client.ts';
import { idempotencyKeys } from '#db/schema/index.ts';
import * as scope from '#db/scope.ts';
import { describe, log } from '#app/platform/log.ts';
import { type AlreadyDone, keptUnder, type Once } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { hex, sha256 } from '#app/platform/secrets.server.ts';
import type { ApiDoor } from './guard.ts';
import { refuse } from './problem.ts';

const KEPT_HEADERS = ['Content-Type', 'Location'];

interface Answer {
  status: number;
  /** As text: jsonb would put the fields of an object in another order. */
  body: string;
  headers: Record<string, string>;
}

/**
 * A write that names an Idempotency-Key happens once. The key is kept in the write's own transaction (org.server.ts); its
 * answer is kept afterwards, as well as that goes.
 */
export const onceOnly: MiddlewareHandler<ApiDoor> = async (c, next) => {
  const key = c.req.header('Idempotency-Key');
  if (!key) return next();
  const sent = `${c.req.method} ${c.req.path}\n${await c.req.text()}`;
  const once: Once = { key, requestHash: hex(await sha256(sent)) };
  c.set('once', once);
  await next();
  // A secret is shown once, and lies nowhere in the clear: such an answer is not kept.
  if (!once.committed || c.res.status >= 500 || c.res.headers.get('Cache-Control') === 'no-store') return;
  const headers = Object.fromEntries(KEPT_HEADERS.flatMap((name) => (c.res.headers.has(name) ? [[name, c.res.headers.get(name)!]] : [])));
  const answer: Answer = { status: c.res.status, body: await c.res.clone().text(), headers };
  const { requestId } = c.get('request');
  c.get('request').later(keep(c.get('caller'), key, answer).catch((error: unknown) => log('warn', 'answer-not-kept', { requestId, ...describe(error) })));
};

async function keep(caller: scope.Scope, key: string, response: Answer) {
  await scope.write({ ...caller, trips: noTrips() }, null, (db) => [
    db.update(idempotencyKeys).set({ response }).where(and(eq(idempotencyKeys.actorId, sql`app.current_actor_id()`), eq(idempotencyKeys.key, key))),
  ]);
}

/** The answer of the first time, or why there is none. */
export async function replay(c: Context<ApiDoor>, done: AlreadyDone): Promise<Response> {
  const once = c.get('once')!;
  const kept = done.kept ?? (await scope.read(c.get('caller'), { kept: keptUnder(once.key) })).answers.kept;
  if (kept && kept.requestHash !== once.requestHash) {
    return refuse(c, problem('invalid', 'This Idempotency-Key was sent before with another request. Choose a new one.'), [
      { header: 'Idempotency-Key', detail: 'It belongs to another method, path or body.' },
    ]);
  }
  const answer = kept?.response as Answer | null | undefined;
  if (!answer) return refuse(c, problem('conflict', `This was done already under the same Idempotency-Key, but its answer was not kept. GET ${whereToLook(c)} shows how things stand.`));
  return new Response(answer.body === '' ? null : answer.body, { status: answer.status, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } });
}

/** The list, for what was made or removed; what was uploaded shows among the files. */
function whereToLook({ req: { method, path } }: Context<ApiDoor>): string {
  if (path.startsWith('/api/v1/media/')) return '/api/v1/assets';
  return method === 'DELETE' ? path.replace(/\/[^/]+$/, '') : path.replace(/\/(move|review|tag|change|mark|merge|resolve|reopen|delete|restore|rotate|test|replay)$/, '');
}
