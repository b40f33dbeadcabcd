import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { invitationById, openInvitationPage } from '#db/queries/members.ts';
import { Refused } from '#db/scope.ts';
import { inviteInput } from '#app/domains/identity/inputs.ts';
import { inviteMember, withdrawInvitation } from '#app/domains/identity/invite-member.server.ts';
import { ROLES } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, instant, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';

const made = { id: id('Its id.'), email: z.string().meta({ description: 'Whom it is for.' }), role: z.enum(ROLES).meta({ description: 'What they will be.' }) };
const NewInvitation = z.object(made).meta({ id: 'NewInvitation', description: 'An invitation that was just made.' });
const Invitation = z
  .object({ ...made, invitedBy: z.string().nullable().meta({ description: 'Who invited them; null when a key did.' }), expiresAt: instant('Until when its link works.') })
  .meta({ id: 'Invitation', description: 'An invitation that is neither accepted nor withdrawn.' });
const invitationInput = z
  .strictObject({
    email: inviteInput.shape.email.meta({ description: 'Whom to invite.' }),
    role: inviteInput.shape.role.meta({ description: 'What they will be. Ownership is handed over later.' }),
  })
  .meta({ id: 'InvitationInput', description: 'Whom to invite, and as what.' });

const grace = { id: '019a8f5e-6d2c-7e3f-8b41-6c7d8e9f0a12', email: 'grace@example.com', role: 'editor' as const };
const example = { ...grace, invitedBy: 'Ada Writer', expiresAt: '2026-05-11T09:30:00.000000Z' };

interface Stored extends z.infer<typeof NewInvitation> {
  inviter: string | null;
  expiresAt: string;
}
const shown = ({ id, email, role, inviter, expiresAt }: Stored): z.infer<typeof Invitation> => ({ id, email, role, invitedBy: inviter, expiresAt });

const params = z.object({ id: idIn('open invitation') });
const location = { Location: { $ref: '#/components/headers/Location' } };
const list = createRoute({
  method: 'get',
  path: '/invitations',
  operationId: 'listInvitations',
  tags: ['Invitations'],
  summary: 'List the open invitations',
  description: 'Neither accepted nor withdrawn, newest first.',
  security: [{ key: ['member:read'] }],
  middleware: [keyRequired] as const,
  request: { query: pageQuery(z.uuid('This is not a cursor that we gave.')) },
  responses: { 200: json(listOf(Invitation, 'InvitationList'), 'One page of invitations.', { data: [example], next: null }), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/invitations/{id}',
  operationId: 'getInvitation',
  tags: ['Invitations'],
  summary: 'Read one open invitation',
  security: [{ key: ['member:read'] }],
  middleware: [keyRequired] as const,
  request: { params },
  responses: { 200: json(Invitation, 'The invitation.', example), ...notThere, ...refusals },
});
const post = createRoute({
  method: 'post',
  path: '/invitations',
  operationId: 'inviteMember',
  tags: ['Invitations'],
  summary: 'Invite someone',
  description: 'A letter with a link goes out; the link works for 7 days.',
  security: [{ key: ['member:invite'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(invitationInput, { email: 'grace@example.com', role: 'editor' }) },
  responses: { 201: json(NewInvitation, 'Invited.', grace, location), ...conflicts, ...refusals },
});
const withdraw = createRoute({
  method: 'delete',
  path: '/invitations/{id}',
  operationId: 'withdrawInvitation',
  tags: ['Invitations'],
  summary: 'Withdraw an invitation',
  description: 'Its link stops working.',
  security: [{ key: ['member:invite'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The invitation is withdrawn.'), ...notThere, ...conflicts, ...refusals },
});

export const invitations = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { page } = await readWithKey(c, 'member:read', { page: openInvitationPage(pageOf(c.req.valid('query'))) });
    return c.json({ data: page.rows.map(shown), next: page.next }, 200);
  })
  .openapi(get, async (c) => {
    const { found } = await readWithKey(c, 'member:read', { found: invitationById(c.req.valid('param').id) });
    if (!found || found.acceptedAt || found.revokedAt) throw new Refused(notFound('open invitation'));
    return c.json(shown(found), 200);
  })
  .openapi(post, async (c) => {
    const input = c.req.valid('json');
    const invited = await inviteMember(orgOfKey(c, 'member:invite'), input);
    if (!invited.ok) throw new Refused(invited.problem);
    return c.json({ id: invited.value.id, ...input }, 201, { Location: `/api/v1/invitations/${invited.value.id}` });
  })
  .openapi(withdraw, async (c) => {
    const withdrawn = await withdrawInvitation(orgOfKey(c, 'member:invite'), c.req.valid('param').id);
    if (!withdrawn.ok) throw new Refused(withdrawn.problem);
    return c.body(null, 204);
  });
