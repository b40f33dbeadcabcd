import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { projects } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { livingProject } from './change-project.server.ts';
import type { tickGoalInput } from './project-inputs.ts';
import { refuseOutsiders } from './project-rights.server.ts';

/** One mark of one goal, whatever else is changed at the same moment. It counts as a change: a form that was open before learns of it. */
export async function tickGoal(org: Org, { projectId, goalId, done: isDone }: z.output<typeof tickGoalInput>): Promise<Result<{ text: string }>> {
  const found = await livingProject(org, projectId);
  if (!found.ok) return found;
  const { name, goals } = found.value;
  const goal = goals.find(({ id }) => id === goalId);
  if (!goal) return refused(notFound('goal'));
  const marked = sql`(select jsonb_agg(case when g.value ->> 'id' = ${goalId} then jsonb_set(g.value, '{done}', to_jsonb(${isDone}::boolean)) else g.value end order by g.ordinality)
    from jsonb_array_elements(${projects.contentGoals}) with ordinality g)`;
  const written = await writeFor(org, (db) => [
    ...refuseOutsiders(org, db, projectId, ['lead', 'editor']),
    refuseUnless(db, sql`exists (select from projects where id = ${projectId} and content_goals @> jsonb_build_array(jsonb_build_object('id', ${goalId}::text)) for update)`, 'not-found', 'There is no such goal.'),
    db.update(projects).set({ contentGoals: marked, revision: sql`${projects.revision} + 1` }).where(eq(projects.id, projectId)),
    record(org, db, 'project.goal-ticked', { type: 'project', id: projectId }, { name, goal: goal.text, done: isDone }),
  ]);
  return written.ok ? done({ text: goal.text }) : written;
}
