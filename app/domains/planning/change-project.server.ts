import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { projectById } from '#db/queries/projects.ts';
import { projects } from '#db/schema/index.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { refuseStrangers } from './create-project.server.ts';
import { type ProjectStatus, whyNotMoveProject } from './project.ts';
import { columnsAfter } from './project-columns.ts';
import type { changeProjectInput, moveProjectInput } from './project-inputs.ts';
import { refuseOutsiders, refuseStaleProject } from './project-rights.server.ts';

/** A living project, as the one who asks sees it. */
export async function livingProject(org: Org, projectId: string) {
  const found = await readFor(org, { project: projectById(projectId) });
  if (!found.ok) return found;
  const { project } = found.value;
  return project && !project.deletedAt ? done(project) : refused(notFound('project'));
}

const countUp = sql`${projects.revision} + 1`;

/** Made from the revision that the writer saw, or refused with nothing touched. */
export async function changeProject(org: Org, { projectId, revision, ...changes }: z.output<typeof changeProjectInput>): Promise<Result<{ name: string; revision: number }>> {
  const found = await livingProject(org, projectId);
  if (!found.ok) return found;
  const before = found.value;
  const { startsOn, endsOn } = { ...before, ...changes };
  if (startsOn && endsOn && startsOn > endsOn) return refused(problem('invalid', 'It ends before it starts.', { field: 'endsOn' }));
  const logoAssetId = (changes.logoAssetId ?? null) === (before.brandGuidelines.logoAssetId ?? null) ? undefined : changes.logoAssetId;
  const name = changes.name ?? before.name;
  const written = await writeFor(org, (db) => [
    ...refuseOutsiders(org, db, projectId),
    refuseStaleProject(db, projectId, revision),
    ...refuseStrangers(db, projectId, { ...changes, logoAssetId, ownerId: changes.ownerId === before.ownerId ? undefined : changes.ownerId }),
    db.update(projects).set({ ...columnsAfter(changes, before), revision: countUp }).where(eq(projects.id, projectId)),
    record(org, db, 'project.changed', { type: 'project', id: projectId }, { name, fields: Object.keys(changes) }),
  ]);
  return written.ok ? done({ name, revision: revision + 1 }) : written;
}

/** A step on the way of a project. Its pieces stay as they are. */
export async function moveProject(org: Org, { projectId, revision, to }: z.output<typeof moveProjectInput>): Promise<Result<{ name: string; from: ProjectStatus; revision: number }>> {
  const found = await livingProject(org, projectId);
  if (!found.ok) return found;
  const { name, status } = found.value;
  const refusal = whyNotMoveProject(found.value, to);
  if (refusal) return refused(problem('conflict', refusal));
  const written = await writeFor(org, (db) => [
    ...refuseOutsiders(org, db, projectId),
    refuseStaleProject(db, projectId, revision),
    db.update(projects).set({ status: to, revision: countUp }).where(eq(projects.id, projectId)),
    record(org, db, 'project.moved', { type: 'project', id: projectId }, { name, from: status, to }),
  ]);
  return written.ok ? done({ name, from: status, revision: revision + 1 }) : written;
}
