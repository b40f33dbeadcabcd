import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { CAMPAIGN_ROLES } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { linkContentInput, orderContentInput } from '#app/domains/planning/campaign-inputs.ts';
import { linkContent, orderContent, unlinkContent } from '#app/domains/planning/link-campaign-content.server.ts';
import { type ApiDoor, orgOfKey } from '../guard.ts';
import { body, conflicts, idIn, nothing, notThere, onceHeader, refusals } from '../shapes.ts';
import { asNow, params, wholeCampaign, writing } from './campaign-door.ts';
import { detailedExample } from './campaign-shape.ts';
import { readAs } from './read-as.ts';

const named = z.uuid('This is not a valid id.');
const linkInput = z
  .strictObject({
    role: z.enum(CAMPAIGN_ROLES, 'Choose hero, supporting, follow_up, announcement or reminder.').meta({ description: 'What it does in the campaign.' }),
    before: named.nullable().optional().meta({ description: 'The piece that it goes in front of, or null for the end. Left out, it stays where it is, and a new one goes to the end.' }),
  })
  .meta({ id: 'CampaignPieceInput', description: 'What a piece does in a campaign.' });
const orderInput = z.strictObject({ ids: z.array(named).min(1, 'Name the pieces in their order.').max(500, 'At most 500 pieces.').meta({ description: 'The pieces in their order. One that is not named keeps its place after those that are.' }) }).meta({ id: 'CampaignOrderInput', description: 'What matters most first.' });

const inCampaign = params.extend({ piece: idIn('piece') });
const piece = detailedExample.content[0]!.id;
const link = createRoute({ ...writing, method: 'put', path: '/campaigns/{id}/content/{piece}', operationId: 'linkCampaignContent', summary: 'Make a piece part of a campaign', description: 'Or change what it does there, or its place.', request: { params: inCampaign, headers: onceHeader, body: body(linkInput, { role: 'hero' as const }) }, responses: asNow });
const unlink = createRoute({ ...writing, method: 'delete', path: '/campaigns/{id}/content/{piece}', operationId: 'unlinkCampaignContent', summary: 'Take a piece out of a campaign', description: 'The piece stays.', request: { params: inCampaign, headers: onceHeader }, responses: { 204: nothing('It is not part of the campaign any more.'), ...notThere, ...conflicts, ...refusals } });
const order = createRoute({ ...writing, method: 'put', path: '/campaigns/{id}/content', operationId: 'orderCampaignContent', summary: 'Put the pieces of a campaign in order', request: { params, headers: onceHeader, body: body(orderInput, { ids: [piece] }) }, responses: asNow });

export const campaignContent = new OpenAPIHono<ApiDoor>()
  .openapi(link, async (c) => {
    const { id: campaignId, piece: itemId } = c.req.valid('param');
    const linked = await linkContent(orgOfKey(c, 'campaign:write'), readAs(linkContentInput, { ...c.req.valid('json'), campaignId, itemId }));
    if (!linked.ok) throw new Refused(linked.problem);
    return c.json(await wholeCampaign(c, null, campaignId), 200);
  })
  .openapi(unlink, async (c) => {
    const { id: campaignId, piece: itemId } = c.req.valid('param');
    const unlinked = await unlinkContent(orgOfKey(c, 'campaign:write'), { campaignId, itemId });
    if (!unlinked.ok) throw new Refused(unlinked.problem);
    return c.body(null, 204);
  })
  .openapi(order, async (c) => {
    const campaignId = c.req.valid('param').id;
    const ordered = await orderContent(orgOfKey(c, 'campaign:write'), readAs(orderContentInput, { campaignId, itemIds: c.req.valid('json').ids }));
    if (!ordered.ok) throw new Refused(ordered.problem);
    return c.json(await wholeCampaign(c, null, campaignId), 200);
  });
