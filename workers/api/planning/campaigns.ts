import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { campaignPage, campaignTemplates } from '#db/queries/campaigns.ts';
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { CAMPAIGN_SORTS, changeCampaignInput, duplicateCampaignInput, fromTemplateInput, keepTemplateInput, newCampaignInput } from '#app/domains/planning/campaign-inputs.ts';
import { changeCampaign, moveCampaign, tickCampaignGoal } from '#app/domains/planning/change-campaign.server.ts';
import { createCampaign } from '#app/domains/planning/create-campaign.server.ts';
import { beginFromTemplate, duplicateCampaign, keepAsTemplate } from '#app/domains/planning/duplicate-campaign.server.ts';
import { removeCampaign, restoreCampaign } from '#app/domains/planning/remove-campaign.server.ts';
import { type ApiDoor, orgOfKey, readWithKey } from '../guard.ts';
import { body, conflicts, idIn, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { asNow, cursorBy, isMoment, NO_CURSOR, params, reading, wholeCampaign, writing } from './campaign-door.ts';
import { Campaign, CampaignDetails, campaignInput, campaignPatch, detailedExample, example, revision, shown } from './campaign-shape.ts';
import { readAs } from './read-as.ts';

const cursor = cursorBy((place) => !place.includes('\0'));
/** A place in the order of the days is a moment or nothing; in the alphabet's it is a name. */
const isInOrder = ({ sort, cursor: at }: { sort?: string | undefined; cursor?: string | undefined }) => sort === 'name' || at === undefined || at.length === 37 || isMoment(at.slice(37));
const moveInput = z.strictObject({ revision, to: z.enum(CAMPAIGN_STATUSES, 'Choose draft, planned, active, paused, completed or archived.').meta({ description: 'Where it goes. What is planned or runs has a first day.' }) }).meta({ id: 'CampaignMoveInput', description: 'The revision that you saw, and where it goes.' });
const tickInput = z.strictObject({ done: z.boolean('Send true or false.').meta({ description: 'Whether it is reached.' }) }).meta({ id: 'CampaignGoalTickInput', description: 'The mark of a goal.' });
const day = (description: string) => z.string().meta({ description, format: 'date', example: '2026-09-07' });
const called = z.string().meta({ description: 'What it is called.' });
const yes = (description: string) => z.boolean('Send true or false.').optional().meta({ description });
const duplicateInput = z
  .strictObject({ name: called.optional(), startsOn: day('Its first day: every other one moves along. Left out, the copy has the same days.').optional(), withContent: yes('Link the same pieces, in the same order.'), withEntries: yes('Plan its calendar entries again, moved along on their own clocks.') })
  .meta({ id: 'CampaignDuplicateInput', description: 'What the copy takes along. What was spent is never copied.' });
const templateInput = z.strictObject({ name: called.optional() }).meta({ id: 'CampaignTemplateInput', description: 'What the template is called; the campaign’s name, if it is left out.' });
const beginInput = z.strictObject({ name: called, startsOn: day('Its first day; its last one is as far from it as the template’s.') }).meta({ id: 'CampaignBeginInput', description: 'A campaign from a template.' });

const created = { 201: json(CampaignDetails, 'Made.', detailedExample, { Location: { $ref: '#/components/headers/Location' } }), ...notThere, ...conflicts, ...refusals };
const list = createRoute({
  ...reading,
  method: 'get',
  path: '/campaigns',
  operationId: 'listCampaigns',
  summary: 'List the campaigns',
  description: 'Those without a day first, then the last to begin; or by the alphabet.',
  request: {
    query: pageQuery(cursor).extend({
      status: z.enum(CAMPAIGN_STATUSES, 'Choose draft, planned, active, paused, completed or archived.').optional().meta({ description: 'Only those that are there on their way.' }),
      type: z.enum(CAMPAIGN_TYPES, 'There is no such type.').optional().meta({ description: 'Only of this type.' }),
      project: z.uuid('This is not a valid id.').optional().meta({ description: 'Only of this project.' }),
      owner: z.uuid('This is not a valid id.').optional().meta({ description: 'Only whose they are.' }),
      tag: z.uuid('This is not a valid id.').optional().meta({ description: 'Only with this tag.' }),
      q: z.string().max(100, 'A search can have at most 100 characters.').refine((text) => !text.includes('\0'), 'Search for text.').optional().meta({ description: 'A part of the name.', example: 'ferry' }),
      sort: z.enum(CAMPAIGN_SORTS, 'Choose start or name.').optional().meta({ description: 'By their first day, or by the alphabet.' }),
    }).refine(isInOrder, { path: ['cursor'], error: NO_CURSOR }),
  },
  responses: { 200: json(listOf(Campaign, 'CampaignList'), 'One page of campaigns.', { data: [example], next: null }), ...refusals },
});
const templates = createRoute({ ...reading, method: 'get', path: '/campaign-templates', operationId: 'listCampaignTemplates', summary: 'List the templates of campaigns', description: 'By the alphabet.', request: { query: pageQuery(cursor) }, responses: { 200: json(listOf(Campaign, 'CampaignTemplateList'), 'One page of templates.', { data: [{ ...example, isTemplate: true, status: 'draft' as const }], next: null }), ...refusals } });
const begin = createRoute({ ...writing, method: 'post', path: '/campaign-templates/{id}/begin', operationId: 'beginCampaign', summary: 'Begin a campaign from a template', request: { params: z.object({ id: idIn('template') }), headers: onceHeader, body: body(beginInput, { name: 'The winter pass', startsOn: '2026-11-02' }) }, responses: created });
const get = createRoute({ ...reading, method: 'get', path: '/campaigns/{id}', operationId: 'getCampaign', summary: 'Read one campaign', description: 'Or one template.', request: { params }, responses: { 200: json(CampaignDetails, 'The campaign.', detailedExample), ...notThere, ...refusals } });
const post = createRoute({ ...writing, method: 'post', path: '/campaigns', operationId: 'createCampaign', summary: 'Begin a campaign', request: { headers: onceHeader, body: body(campaignInput, { name: example.name, startsOn: '2026-05-04', timeZone: 'Europe/Berlin', budget: '4000.00', utm: { campaign: 'ferry-pass' } }) }, responses: created });
const patch = createRoute({ ...writing, method: 'patch', path: '/campaigns/{id}', operationId: 'changeCampaign', summary: 'Change a campaign', description: 'Made from the revision that you saw, or refused: no save overwrites another.', request: { params, headers: onceHeader, body: body(campaignPatch, { revision: 4, endsOn: '2026-06-30' }) }, responses: asNow });
const move = createRoute({ ...writing, method: 'post', path: '/campaigns/{id}/move', operationId: 'moveCampaign', summary: 'Take a campaign a step further', description: 'What is planned for it stays as it is.', request: { params, headers: onceHeader, body: body(moveInput, { revision: 4, to: 'active' as const }) }, responses: asNow });
const tick = createRoute({ ...writing, method: 'put', path: '/campaigns/{id}/goals/{goal}', operationId: 'tickCampaignGoal', summary: 'Mark a goal of a campaign, or take the mark back', request: { params: params.extend({ goal: idIn('goal') }), headers: onceHeader, body: body(tickInput, { done: true }) }, responses: asNow });
const duplicate = createRoute({ ...writing, method: 'post', path: '/campaigns/{id}/duplicate', operationId: 'duplicateCampaign', summary: 'Make another campaign like it', description: 'A draft, its days moved along.', request: { params, headers: onceHeader, body: body(duplicateInput, { startsOn: '2026-09-07', withEntries: true }) }, responses: created });
const keep = createRoute({ ...writing, method: 'post', path: '/campaigns/{id}/template', operationId: 'keepCampaignTemplate', summary: 'Keep a campaign as a template', description: 'The campaign stays what it is.', request: { params, headers: onceHeader, body: body(templateInput, { name: 'A new pass' }) }, responses: created });
const remove = createRoute({ ...writing, method: 'delete', path: '/campaigns/{id}', operationId: 'removeCampaign', summary: 'Remove a campaign or a template', description: 'Its pieces and entries stay. It can come back.', request: { params, headers: onceHeader }, responses: { 204: nothing('The campaign is gone.'), ...notThere, ...conflicts, ...refusals } });
const restore = createRoute({ ...writing, method: 'post', path: '/campaigns/{id}/restore', operationId: 'restoreCampaign', summary: 'Bring a campaign back', request: { params, headers: onceHeader }, responses: asNow });

const location = (id: string) => ({ Location: `/api/v1/campaigns/${id}` });

export const campaigns = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { status, type, project, owner, tag, q, sort, ...asked } = c.req.valid('query');
    const { page } = await readWithKey(c, 'campaign:read', { page: campaignPage({ status, type, projectId: project, ownerId: owner, tagId: tag, search: q?.trim(), sort }, pageOf(asked)) });
    return c.json({ data: page.rows.map(shown), next: page.next }, 200);
  })
  .openapi(templates, async (c) => {
    const { page } = await readWithKey(c, 'campaign:read', { page: campaignTemplates(pageOf(c.req.valid('query'))) });
    return c.json({ data: page.rows.map(shown), next: page.next }, 200);
  })
  .openapi(begin, async (c) => {
    const begun = await beginFromTemplate(orgOfKey(c, 'campaign:write'), readAs(fromTemplateInput, { ...c.req.valid('json'), campaignId: c.req.valid('param').id }));
    if (!begun.ok) throw new Refused(begun.problem);
    return c.json(await wholeCampaign(c, null, begun.value.id), 201, location(begun.value.id));
  })
  .openapi(get, async (c) => c.json(await wholeCampaign(c, 'campaign:read', c.req.valid('param').id), 200))
  .openapi(post, async (c) => {
    const made = await createCampaign(orgOfKey(c, 'campaign:write'), readAs(newCampaignInput, c.req.valid('json')));
    if (!made.ok) throw new Refused(made.problem);
    return c.json(await wholeCampaign(c, null, made.value.id), 201, location(made.value.id));
  })
  .openapi(patch, async (c) => {
    const campaignId = c.req.valid('param').id;
    const changed = await changeCampaign(orgOfKey(c, 'campaign:write'), readAs(changeCampaignInput, { ...c.req.valid('json'), campaignId }));
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json(await wholeCampaign(c, null, campaignId), 200);
  })
  .openapi(move, async (c) => {
    const campaignId = c.req.valid('param').id;
    const moved = await moveCampaign(orgOfKey(c, 'campaign:write'), { campaignId, ...c.req.valid('json') });
    if (!moved.ok) throw new Refused(moved.problem);
    return c.json(await wholeCampaign(c, null, campaignId), 200);
  })
  .openapi(tick, async (c) => {
    const { id: campaignId, goal } = c.req.valid('param');
    const ticked = await tickCampaignGoal(orgOfKey(c, 'campaign:write'), { campaignId, goalId: goal, ...c.req.valid('json') });
    if (!ticked.ok) throw new Refused(ticked.problem);
    return c.json(await wholeCampaign(c, null, campaignId), 200);
  })
  .openapi(duplicate, async (c) => {
    const copied = await duplicateCampaign(orgOfKey(c, 'campaign:write'), readAs(duplicateCampaignInput, { ...c.req.valid('json'), campaignId: c.req.valid('param').id }));
    if (!copied.ok) throw new Refused(copied.problem);
    return c.json(await wholeCampaign(c, null, copied.value.id), 201, location(copied.value.id));
  })
  .openapi(keep, async (c) => {
    const kept = await keepAsTemplate(orgOfKey(c, 'campaign:write'), readAs(keepTemplateInput, { ...c.req.valid('json'), campaignId: c.req.valid('param').id }));
    if (!kept.ok) throw new Refused(kept.problem);
    return c.json(await wholeCampaign(c, null, kept.value.id), 201, location(kept.value.id));
  })
  .openapi(remove, async (c) => {
    const removed = await removeCampaign(orgOfKey(c, 'campaign:write'), c.req.valid('param').id);
    if (!removed.ok) throw new Refused(removed.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const campaignId = c.req.valid('param').id;
    const restored = await restoreCampaign(orgOfKey(c, 'campaign:write'), campaignId);
    if (!restored.ok) throw new Refused(restored.problem);
    return c.json(await wholeCampaign(c, null, campaignId), 200);
  });
