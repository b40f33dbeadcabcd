import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { memberByUser, members as memberPage } from '#db/queries/members.ts';
import { Refused } from '#db/scope.ts';
import { changeMember, removeMember } from '#app/domains/identity/change-member.server.ts';
import { memberInput } from '#app/domains/identity/inputs.ts';
import { ROLES } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, instant, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';

const rights = {
  userId: id('The id of the person.'),
  role: z.enum(ROLES).meta({ description: 'What they may do.' }),
  permissions: z.array(z.string()).meta({ description: 'What they may do beyond their role.' }),
};
const Member = z
  .object({
    ...rights,
    name: z.string().meta({ description: 'What they call themselves.' }),
    email: z.string().meta({ description: 'The address they sign in with.' }),
    joinedAt: instant('When they joined.'),
  })
  .meta({ id: 'Member', description: 'A person in the organization.' });
const MemberRights = z.object(rights).meta({ id: 'MemberRights', description: 'What a member may do.' });

/** The form's own fields. Both are needed: a list of permissions left out would read as none. */
const memberPatch = z
  .strictObject({
    role: memberInput.shape.role.meta({ description: 'Ownership is handed over on the page of the organization, not here.' }),
    permissions: memberInput.shape.permissions.unwrap().meta({ description: 'All permissions beyond the role; an empty list takes them away.' }),
  })
  .meta({ id: 'MemberPatch', description: 'Both fields, as they shall be.' });

const ada = { userId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', role: 'editor' as const, permissions: ['audit:read'] };
const example = { ...ada, name: 'Ada Writer', email: 'ada@harbour.example', joinedAt: '2026-03-02T08:15:00.000000Z' };

type Stored = z.infer<typeof Member>;
const shown = ({ userId, role, permissions, name, email, joinedAt }: Stored): Stored => ({ userId, role, permissions, name, email, joinedAt });

const params = z.object({ userId: idIn('member') });
const list = createRoute({
  method: 'get',
  path: '/members',
  operationId: 'listMembers',
  tags: ['Members'],
  summary: 'List the members',
  description: 'In the order they joined.',
  security: [{ key: ['member:read'] }],
  middleware: [keyRequired] as const,
  request: { query: pageQuery(z.uuid('This is not a cursor that we gave.')) },
  responses: { 200: json(listOf(Member, 'MemberList'), 'One page of members.', { data: [example], next: null }), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/members/{userId}',
  operationId: 'getMember',
  tags: ['Members'],
  summary: 'Read one member',
  security: [{ key: ['member:read'] }],
  middleware: [keyRequired] as const,
  request: { params },
  responses: { 200: json(Member, 'The member.', example), ...notThere, ...refusals },
});
const patch = createRoute({
  method: 'patch',
  path: '/members/{userId}',
  operationId: 'changeMember',
  tags: ['Members'],
  summary: 'Change what a member may do',
  description: 'A key has the rank of an admin: it cannot make or change an owner. The member is told.',
  security: [{ key: ['member:update'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(memberPatch, { role: 'editor', permissions: ['audit:read'] }) },
  responses: { 200: json(MemberRights, 'What the member may do now.', ada), ...notThere, ...conflicts, ...refusals },
});
const remove = createRoute({
  method: 'delete',
  path: '/members/{userId}',
  operationId: 'removeMember',
  tags: ['Members'],
  summary: 'Remove a member',
  description: 'What they wrote stays. An invitation brings them back.',
  security: [{ key: ['member:remove'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The member is removed.'), ...notThere, ...conflicts, ...refusals },
});

export const members = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { page } = await readWithKey(c, 'member:read', { page: memberPage(pageOf(c.req.valid('query'))) });
    return c.json({ data: page.rows.map(shown), next: page.next }, 200);
  })
  .openapi(get, async (c) => {
    const { member } = await readWithKey(c, 'member:read', { member: memberByUser(c.req.valid('param').userId) });
    if (!member) throw new Refused(notFound('member'));
    return c.json(shown(member), 200);
  })
  .openapi(patch, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    const changed = await changeMember(orgOfKey(c, 'member:update'), input);
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json(input, 200);
  })
  .openapi(remove, async (c) => {
    const removed = await removeMember(orgOfKey(c, 'member:remove'), c.req.valid('param').userId);
    if (!removed.ok) throw new Refused(removed.problem);
    return c.body(null, 204);
  });
