import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Input } from 'hono';
import { z } from 'zod';
import { projectById, projectMembersOf, projectPage } from '#db/queries/projects.ts';
import { PROJECT_ROLES, PROJECT_STATUSES } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { removeProjectMember, setProjectMember } from '#app/domains/planning/change-project-members.server.ts';
import { changeProject, moveProject } from '#app/domains/planning/change-project.server.ts';
import { createProject } from '#app/domains/planning/create-project.server.ts';
import { changeProjectInput, newProjectInput } from '#app/domains/planning/project-inputs.ts';
import { removeProject, restoreProject } from '#app/domains/planning/remove-project.server.ts';
import { tickGoal } from '#app/domains/planning/tick-goal.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, type KeyScope, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, idIn, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { detailedExample, example, Project, ProjectDetails, projectInput, projectPatch, revision, shown, shownWhole } from './project-shape.ts';
import { readAs } from './read-as.ts';

const NO_CURSOR = 'This is not a cursor that we gave.';
const moveInput = z.strictObject({ revision, to: z.enum(PROJECT_STATUSES, 'Choose active, paused, completed or archived.').meta({ description: 'Where it goes. The default project stays active.' }) }).meta({ id: 'ProjectMoveInput', description: 'The revision that you saw, and where it goes.' });
const tickInput = z.strictObject({ done: z.boolean('Send true or false.').meta({ description: 'Whether it is reached.' }) }).meta({ id: 'GoalTickInput', description: 'The mark of a goal.' });
const roleInput = z.strictObject({ role: z.enum(PROJECT_ROLES, 'Choose lead, editor or viewer.').meta({ description: 'A lead changes the project and its people; an editor marks goals.' }) }).meta({ id: 'ProjectRoleInput', description: 'What someone is in the project.' });

const tags = ['Projects'];
const params = z.object({ id: idIn('project') });
const reading = { tags, security: [{ key: ['project:read'] }], middleware: [keyRequired] as [typeof keyRequired] };
const writing = { tags, security: [{ key: ['project:write'] }], middleware: [keyRequired, onceOnly] as [typeof keyRequired, typeof onceOnly] };
const asNow = { 200: json(ProjectDetails, 'The project as it is now.', detailedExample), ...notThere, ...conflicts, ...refusals };

const list = createRoute({
  ...reading,
  method: 'get',
  path: '/projects',
  operationId: 'listProjects',
  summary: 'List the projects',
  description: 'By the alphabet.',
  request: {
    query: pageQuery(z.string().max(300, NO_CURSOR).refine((text) => isUuid(text.slice(0, 36)) && text[36] === '~' && !text.includes('\0'), NO_CURSOR)).extend({
      status: z.enum(PROJECT_STATUSES, 'Choose active, paused, completed or archived.').optional().meta({ description: 'Only those that are there on their way.' }),
      q: z.string().max(100, 'A search can have at most 100 characters.').refine((text) => !text.includes('\0'), 'Search for text.').optional().meta({ description: 'A part of the name.', example: 'harbour' }),
    }),
  },
  responses: { 200: json(listOf(Project, 'ProjectList'), 'One page of projects.', { data: [example], next: null }), ...refusals },
});
const get = createRoute({ ...reading, method: 'get', path: '/projects/{id}', operationId: 'getProject', summary: 'Read one project', request: { params }, responses: { 200: json(ProjectDetails, 'The project.', detailedExample), ...notThere, ...refusals } });
const post = createRoute({
  ...writing,
  method: 'post',
  path: '/projects',
  operationId: 'createProject',
  summary: 'Begin a project',
  description: 'Its owner, if you name one, becomes its first lead.',
  request: { headers: onceHeader, body: body(projectInput, { name: example.name, goals: [{ text: 'Ten portraits of ferry crews' }], wordsToAvoid: ['vessel'] }) },
  responses: { 201: json(ProjectDetails, 'Begun.', detailedExample, { Location: { $ref: '#/components/headers/Location' } }), ...notThere, ...conflicts, ...refusals },
});
const patch = createRoute({
  ...writing,
  method: 'patch',
  path: '/projects/{id}',
  operationId: 'changeProject',
  summary: 'Change a project',
  description: 'Made from the revision that you saw, or refused: no save overwrites another.',
  request: { params, headers: onceHeader, body: body(projectPatch, { revision: 4, endsOn: '2026-06-30' }) },
  responses: asNow,
});
const move = createRoute({ ...writing, method: 'post', path: '/projects/{id}/move', operationId: 'moveProject', summary: 'Take a project a step further', description: 'Its pieces stay as they are.', request: { params, headers: onceHeader, body: body(moveInput, { revision: 4, to: 'completed' }) }, responses: asNow });
const tick = createRoute({
  ...writing,
  method: 'put',
  path: '/projects/{id}/goals/{goal}',
  operationId: 'tickGoal',
  summary: 'Mark a goal as reached, or take the mark back',
  request: { params: params.extend({ goal: idIn('goal') }), headers: onceHeader, body: body(tickInput, { done: true }) },
  responses: asNow,
});
const member = createRoute({
  ...writing,
  method: 'put',
  path: '/projects/{id}/members/{user}',
  operationId: 'setProjectMember',
  summary: 'Put someone into a project',
  description: 'With this role, whether they were in it before or not.',
  request: { params: params.extend({ user: idIn('member') }), headers: onceHeader, body: body(roleInput, { role: 'editor' }) },
  responses: asNow,
});
const leave = createRoute({ ...writing, method: 'delete', path: '/projects/{id}/members/{user}', operationId: 'removeProjectMember', summary: 'Take someone off a project', request: { params: params.extend({ user: idIn('member') }), headers: onceHeader }, responses: { 204: nothing('They are off the project.'), ...notThere, ...conflicts, ...refusals } });
const remove = createRoute({ ...writing, method: 'delete', path: '/projects/{id}', operationId: 'removeProject', summary: 'Remove a project', description: 'Its pieces stay. It can come back. The default project is kept.', request: { params, headers: onceHeader }, responses: { 204: nothing('The project is gone.'), ...notThere, ...conflicts, ...refusals } });
const restore = createRoute({ ...writing, method: 'post', path: '/projects/{id}/restore', operationId: 'restoreProject', summary: 'Bring a project back', request: { params, headers: onceHeader }, responses: asNow });

async function whole<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, permission: KeyScope | null, projectId: string) {
  const { project, members } = await readWithKey(c, permission, { project: projectById(projectId), members: projectMembersOf(projectId) });
  if (!project || project.deletedAt) throw new Refused(notFound('project'));
  return shownWhole(project, members);
}

export const projects = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { status, q, ...asked } = c.req.valid('query');
    const { page } = await readWithKey(c, 'project:read', { page: projectPage({ status, search: q?.trim() }, pageOf(asked)) });
    return c.json({ data: page.rows.map(shown), next: page.next }, 200);
  })
  .openapi(get, async (c) => c.json(await whole(c, 'project:read', c.req.valid('param').id), 200))
  .openapi(post, async (c) => {
    const made = await createProject(orgOfKey(c, 'project:write'), readAs(newProjectInput, c.req.valid('json')));
    if (!made.ok) throw new Refused(made.problem);
    return c.json(await whole(c, null, made.value.id), 201, { Location: `/api/v1/projects/${made.value.id}` });
  })
  .openapi(patch, async (c) => {
    const projectId = c.req.valid('param').id;
    const changed = await changeProject(orgOfKey(c, 'project:write'), readAs(changeProjectInput, { ...c.req.valid('json'), projectId }));
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json(await whole(c, null, projectId), 200);
  })
  .openapi(move, async (c) => {
    const projectId = c.req.valid('param').id;
    const moved = await moveProject(orgOfKey(c, 'project:write'), { projectId, ...c.req.valid('json') });
    if (!moved.ok) throw new Refused(moved.problem);
    return c.json(await whole(c, null, projectId), 200);
  })
  .openapi(tick, async (c) => {
    const { id: projectId, goal } = c.req.valid('param');
    const ticked = await tickGoal(orgOfKey(c, 'project:write'), { projectId, goalId: goal, ...c.req.valid('json') });
    if (!ticked.ok) throw new Refused(ticked.problem);
    return c.json(await whole(c, null, projectId), 200);
  })
  .openapi(member, async (c) => {
    const { id: projectId, user } = c.req.valid('param');
    const set = await setProjectMember(orgOfKey(c, 'project:write'), { projectId, userId: user, ...c.req.valid('json') });
    if (!set.ok) throw new Refused(set.problem);
    return c.json(await whole(c, null, projectId), 200);
  })
  .openapi(leave, async (c) => {
    const { id: projectId, user } = c.req.valid('param');
    const left = await removeProjectMember(orgOfKey(c, 'project:write'), { projectId, userId: user });
    if (!left.ok) throw new Refused(left.problem);
    return c.body(null, 204);
  })
  .openapi(remove, async (c) => {
    const removed = await removeProject(orgOfKey(c, 'project:write'), c.req.valid('param').id);
    if (!removed.ok) throw new Refused(removed.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const projectId = c.req.valid('param').id;
    const restored = await restoreProject(orgOfKey(c, 'project:write'), projectId);
    if (!restored.ok) throw new Refused(restored.problem);
    return c.json(await whole(c, null, projectId), 200);
  });
