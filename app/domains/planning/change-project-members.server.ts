import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { memberByUser } from '#db/queries/members.ts';
import { projectById, projectMembersOf } from '#db/queries/projects.ts';
import { projectMembers } from '#db/schema/index.ts';
import type { ProjectRole } from '#db/schema/choices.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { leaveProjectInput, projectMemberInput } from './project-inputs.ts';
import { refuseOutsiders } from './project-rights.server.ts';

/** In the project with this role, whether they were in it before or not. */
export async function setProjectMember(org: Org, { projectId, userId, role }: z.output<typeof projectMemberInput>): Promise<Result<{ person: string }>> {
  const found = await readFor(org, { project: projectById(projectId), person: memberByUser(userId) });
  if (!found.ok) return found;
  const { project, person } = found.value;
  if (!project || project.deletedAt) return refused(notFound('project'));
  if (!person) return refused(problem('not-found', 'This person is not a member of the organization.', { field: 'userId' }));
  const written = await writeFor(
    org,
    (db) => [
      ...refuseOutsiders(org, db, projectId),
      db.insert(projectMembers).values({ projectId, userId, role }).onConflictDoUpdate({ target: [projectMembers.organizationId, projectMembers.projectId, projectMembers.userId], set: { role } }),
      record(org, db, 'project.member-added', { type: 'project', id: projectId }, { name: project.name, person: person.name, role }),
    ],
    { project_members_member_fk: problem('not-found', 'This person is not a member of the organization any more.', { field: 'userId' }) },
  );
  return written.ok ? done({ person: person.name }) : written;
}

/** Out of the project; what they did in it stays. */
export async function removeProjectMember(org: Org, { projectId, userId }: z.output<typeof leaveProjectInput>): Promise<Result<{ person: string; role: ProjectRole }>> {
  const found = await readFor(org, { project: projectById(projectId), people: projectMembersOf(projectId) });
  if (!found.ok) return found;
  const { project, people } = found.value;
  if (!project || project.deletedAt) return refused(notFound('project'));
  const person = people.find((one) => one.userId === userId);
  if (!person) return refused(notFound('person in this project'));
  const written = await writeFor(org, (db) => [
    ...refuseOutsiders(org, db, projectId),
    db.delete(projectMembers).where(and(eq(projectMembers.projectId, projectId), eq(projectMembers.userId, userId))),
    record(org, db, 'project.member-removed', { type: 'project', id: projectId }, { name: project.name, person: person.name }),
  ]);
  return written.ok ? done({ person: person.name, role: person.role }) : written;
}
