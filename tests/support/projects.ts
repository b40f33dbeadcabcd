import type { TestApp } from './app.ts';

const GOAL = '019a8f5e-0000-7000-8000-0000000060a1';

/** A project with a goal and someone in it, one that nobody touches, and one that was removed. */
export async function arrangeProjects(app: TestApp, organizationId: string, name: string, memberId: string) {
  const insert = async (called: string, deletedAt: string | null) =>
    (await app.owner.query('insert into projects (organization_id, name, content_goals, deleted_at) values ($1, $2, $3, $4) returning id', [organizationId, called, JSON.stringify([{ id: GOAL, text: `A goal of the ${name}`, done: false }]), deletedAt])).rows[0].id as string;
  const project = await insert(`Project of the ${name}`, null);
  const quiet = await insert(`Quiet project of the ${name}`, null);
  const putaway = await insert(`Former project of the ${name}`, new Date().toISOString());
  await app.owner.query("insert into project_members (organization_id, project_id, user_id, role) values ($1, $2, $3, 'editor')", [organizationId, project, memberId]);
  return { project, quiet, putaway, goal: GOAL };
}
