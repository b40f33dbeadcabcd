import { type SQL, sql } from 'drizzle-orm';
import { idempotencyKeys } from '#db/schema/index.ts';
import { one, type Writer } from '#db/scope.ts';
import { problem } from '#app/platform/problem.ts';

/**
 * What a write takes away, however much, kept in the same transaction for the one who takes it: a toast's cookie has no
 * room for ten thousand ids. It lies among the keys of sent forms, which belong to their sender and go after a day.
 */
export const keepForUndo = (db: Writer, undoId: string, name: string, taken: SQL) =>
  db.insert(idempotencyKeys).values({ key: keyOf(undoId), requestHash: sql`'\\x00'::bytea`, response: sql`json_build_object('status', 200, 'name', ${name}::text, 'body', ${taken})::jsonb` });

const keyOf = (undoId: string) => `undo:${undoId}`;

/** What was kept, as a value for SQL. */
export const keptForUndo = (undoId: string) =>
  sql`(select response -> 'body' from idempotency_keys where actor_id = app.current_actor_id() and key = ${keyOf(undoId)} and expires_at > now())`;

export const TOO_LATE = problem('not-found', 'This can no longer be taken back.');

/** What a person called it. */
export const nameKeptForUndo = (undoId: string) =>
  one((db) => db.select({ name: sql<string>`response ->> 'name'` }).from(idempotencyKeys).where(sql`${idempotencyKeys.actorId} = app.current_actor_id() and ${idempotencyKeys.key} = ${keyOf(undoId)} and ${idempotencyKeys.expiresAt} > now()`));
