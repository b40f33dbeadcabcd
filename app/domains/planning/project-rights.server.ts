import { sql } from 'drizzle-orm';
import type { ProjectRole } from '#db/schema/choices.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import type { Org } from '#app/platform/org.server.ts';
import { PERMISSIONS } from '#app/platform/permission.ts';

const STALE = 'Someone else changed this project meanwhile. Nothing of theirs was overwritten, and what you typed is still here: compare the two, then save again.';

const asList = (words: readonly string[]) => sql`${`{${words.join(',')}}`}::text[]`;

export const refuseGone = (db: Writer, projectId: string): Statement => refuseUnless(db, sql`exists (select from projects where id = ${projectId} and deleted_at is null)`, 'not-found', 'There is no such project.');

/**
 * There, and this person's to change: by their role in the organization, or by what they are in the project. Whoever
 * came in by `project:write` has passed that gate; whoever only reads projects is asked here, in the same transaction.
 */
export function refuseOutsiders(org: Org, db: Writer, projectId: string, roles: readonly ProjectRole[] = ['lead']): Statement[] {
  const asked = refuseUnless(
    db,
    sql`exists (select from memberships where user_id = app.current_user_id() and role = any (${asList(PERMISSIONS['project:write'])}))
      or exists (select from project_members where project_id = ${projectId} and user_id = app.current_user_id() and role = any (${asList(roles)}))`,
    'forbidden',
    'Your role does not allow this. Editors, admins and owners can, and the leads of the project.',
  );
  return [refuseGone(db, projectId), ...(org.permission === 'project:write' ? [] : [asked])];
}

/** At the revision that the writer saw; locked until the write is done. */
export const refuseStaleProject = (db: Writer, projectId: string, revision: number): Statement =>
  refuseUnless(db, sql`exists (select from projects where id = ${projectId} and revision = ${revision}::int for update)`, 'conflict', STALE);
