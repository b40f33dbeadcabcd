import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { TargetStatus } from '#db/schema/choices.ts';
import { postTargets, publishEvents } from '#db/schema/index.ts';
import { idList, type Writer } from '#db/scope.ts';

/** A line in the ledger of each target that is so now. */
export const tellWhere = (db: Writer, where: SQL, kind: string, sentence: SQL | string) =>
  db
    .insert(publishEvents)
    .select(sql`select app.uuid7(), app.current_org(), ${postTargets.id}, 0, ${kind}::text, (${sentence})::text, '{}'::jsonb, app.current_user_id(), now() from ${postTargets} where ${where}`);

export const tellAll = (db: Writer, targetIds: readonly string[], kind: string, sentence: SQL | string, status: TargetStatus = 'scheduled') =>
  tellWhere(db, and(sql`${postTargets.id} = any (${idList(targetIds)})`, eq(postTargets.status, status))!, kind, sentence);
