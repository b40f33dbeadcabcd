import { eq, sql } from 'drizzle-orm';
import { removedProject } from '#db/queries/projects.ts';
import { projects } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { livingProject } from './change-project.server.ts';
import { DEFAULT_IS_KEPT } from './project.ts';
import { refuseGone } from './project-rights.server.ts';

/** Out of sight. Its pieces stay where they are, so that bringing it back brings everything back. */
export async function removeProject(org: Org, projectId: string): Promise<Result<{ name: string }>> {
  const found = await livingProject(org, projectId);
  if (!found.ok) return found;
  const { name } = found.value;
  const written = await writeFor(org, (db) => [
    refuseGone(db, projectId),
    refuseUnless(db, sql`exists (select from projects where id = ${projectId} and not is_default)`, 'conflict', DEFAULT_IS_KEPT),
    db.update(projects).set({ deletedAt: sql`now()` }).where(eq(projects.id, projectId)),
    record(org, db, 'project.removed', { type: 'project', id: projectId }, { name }),
  ]);
  return written.ok ? done({ name }) : written;
}

export async function restoreProject(org: Org, projectId: string): Promise<Result<{ name: string }>> {
  const found = await readFor(org, { project: removedProject(projectId) });
  if (!found.ok) return found;
  const { project } = found.value;
  if (!project) return refused(notFound('removed project'));
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from projects where id = ${projectId} and deleted_at is not null)`, 'not-found', 'There is no such removed project.'),
    db.update(projects).set({ deletedAt: null }).where(eq(projects.id, projectId)),
    record(org, db, 'project.restored', { type: 'project', id: projectId }, { name: project.name }),
  ]);
  return written.ok ? done({ name: project.name }) : written;
}
