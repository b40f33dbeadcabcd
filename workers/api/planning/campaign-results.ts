import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Input } from 'hono';
import { z } from 'zod';
import { campaignById } from '#db/queries/campaigns.ts';
import { outcomeById, outcomesOf, resultsOfCampaign } from '#db/queries/results.ts';
import { Refused } from '#db/scope.ts';
import { daysOfCampaign, METRICS } from '#app/domains/planning/campaign.ts';
import { writeOutcomeInput } from '#app/domains/planning/campaign-inputs.ts';
import { removeOutcome } from '#app/domains/planning/remove-outcome.server.ts';
import { costsOf, progressOf, weeksOf } from '#app/domains/planning/results.ts';
import { writeOutcome } from '#app/domains/planning/write-outcome.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { isDate } from '#app/platform/time.ts';
import { type ApiDoor, orgOfKey, readWithKey } from '../guard.ts';
import { body, conflicts, id, idIn, instant, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { cursorBy, params, reading, writing } from './campaign-door.ts';
import { readAs } from './read-as.ts';

const day = (description: string) => z.string().meta({ description, format: 'date', example: '2026-05-04' });
const amount = (description: string) => z.string().nullable().meta({ description: `${description} A text, exact; null: not known.`, example: '1250.50' });
const count = (description: string) => z.number().nullable().meta({ description: `${description} Null: nobody tells.` });
const rate = (description: string) => z.number().nullable().meta({ description: `${description}, as a part of 1 and over those that tell both.` });

const told = { impressions: count('How often they were shown.'), reach: count('How many people saw them.'), engagements: count('What people did with them.'), clicks: count('How often a link in them was followed.'), shares: count('How often they were passed on.') };
const posts = z.int().meta({ description: 'How many went out; a post on three accounts counts three times.' });
const Results = z
  .object({
    posts,
    told: z.int().meta({ description: 'Of how many of them a platform told anything.' }),
    ...told,
    engagementRate: rate('Engagements for each impression'),
    clickRate: rate('Clicks for each impression'),
    shareRate: rate('Shares for each impression'),
    readings: z.object({ pieces: z.int().meta({ description: 'How many pieces belong to it.' }), views: count('How often they were read, from its first day on.'), readSeconds: count('How long that took, all together.') }).meta({ description: 'How its pieces did.' }),
    money: z
      .object({
        currency: z.string().meta({ description: 'The campaign’s own; nothing of another currency is in here.' }),
        spent: amount('What was spent.'),
        perClick: amount('What a click cost.'),
        perEngagement: amount('What an engagement cost.'),
        perThousandImpressions: amount('What a thousand impressions cost.'),
        revenue: amount('What was brought in, as it was written down.'),
        returnOnInvestment: z.number().nullable().meta({ description: 'How much came back beyond what was spent, in percent.' }),
      })
      .meta({ description: 'What it cost and what it brought.' }),
    conversions: count('As they were written down.'),
    targets: z
      .array(z.object({ metric: z.enum(METRICS).meta({ description: 'What it wanted to reach.' }), target: z.number().meta({ description: 'How many of it.' }), reached: amount('How many it reached.'), percent: z.number().nullable().meta({ description: 'How far that is, in percent.' }) }))
      .meta({ description: 'Its targets. What nothing measures is null.' }),
    weeks: z.array(z.object({ week: day('Its Monday, on the campaign’s own clocks.'), posts, ...told, views: count('How often its pieces were read.') })).meta({ description: 'The weeks in which something went out or was read, the last one first.' }),
  })
  .meta({ id: 'CampaignResults', description: 'What came of a campaign.' });
const Outcome = z
  .object({
    id: id('Its id.'),
    day: day('The day.'),
    conversions: z.int().meta({ description: 'How many.' }),
    revenue: amount('What they brought.'),
    currency: z.string().meta({ description: 'In which currency: the campaign’s own when it was written down.' }),
    note: z.string().meta({ description: 'What it was, or empty.' }),
    createdAt: instant('When it was written down.'),
  })
  .meta({ id: 'CampaignOutcome', description: 'What came of a campaign on a day, as somebody wrote it down.' });
const outcomeInput = z
  .strictObject({
    day: z.string('Name the day.').meta({ description: 'The day.', format: 'date', example: '2026-05-04' }),
    conversions: z.int('Write a whole number, 0 or more.').meta({ description: 'How many.' }),
    revenue: z.string('Send the amount as a text, such as "1250.50".').nullable().optional().meta({ description: 'What they brought, in the campaign’s currency: a text, with a point and at most two digits after it. Left out: not known.', example: '1250.50' }),
    note: z.string().optional().meta({ description: 'What it was.' }),
  })
  .meta({ id: 'CampaignOutcomeInput', description: 'What came of it.' });

const figuresExample = { posts: 12, impressions: 24100, reach: null, engagements: 980, clicks: 310, shares: 64 };
const example: z.output<typeof Results> = {
  ...figuresExample, told: 12, engagementRate: 0.0407, clickRate: 0.0129, shareRate: 0.0027, readings: { pieces: 3, views: 4120, readSeconds: 389000 },
  money: { currency: 'EUR', spent: '1250.50', perClick: '4.03', perEngagement: '1.28', perThousandImpressions: '51.89', revenue: '2310.00', returnOnInvestment: 84.7 },
  conversions: 84, targets: [{ metric: 'conversions', target: 100, reached: '84', percent: 84 }, { metric: 'subscribers', target: 300, reached: null, percent: null }], weeks: [{ week: '2026-05-04', ...figuresExample, views: 4120 }],
};
const outcomeExample: z.output<typeof Outcome> = { id: '019a8f5e-5d2e-7f40-8b52-637485960719', day: '2026-05-04', conversions: 12, revenue: '348.00', currency: 'EUR', note: 'Passes sold at the quay', createdAt: '2026-05-04T09:30:00.123456Z' };
const inCampaign = params.extend({ outcome: idIn('outcome') });

const results = createRoute({ ...reading, method: 'get', path: '/campaigns/{id}/results', operationId: 'getCampaignResults', summary: 'Read what came of a campaign', description: 'Its posts, its pieces, its money and its targets, over all time and by week.', request: { params }, responses: { 200: json(Results, 'The results.', example), ...notThere, ...refusals } });
const list = createRoute({ ...reading, method: 'get', path: '/campaigns/{id}/outcomes', operationId: 'listCampaignOutcomes', summary: 'List what was written down of a campaign', description: 'Conversions and revenue, the last day first.', request: { params, query: pageQuery(cursorBy(isDate)) }, responses: { 200: json(listOf(Outcome, 'CampaignOutcomeList'), 'One page of outcomes.', { data: [outcomeExample], next: null }), ...notThere, ...refusals } });
const post = createRoute({ ...writing, method: 'post', path: '/campaigns/{id}/outcomes', operationId: 'addCampaignOutcome', summary: 'Write down what came of a campaign', request: { params, headers: onceHeader, body: body(outcomeInput, { day: outcomeExample.day, conversions: 12, revenue: '348.00' }) }, responses: { 201: json(Outcome, 'Written down.', outcomeExample), ...notThere, ...conflicts, ...refusals } });
const remove = createRoute({ ...writing, method: 'delete', path: '/campaigns/{id}/outcomes/{outcome}', operationId: 'removeCampaignOutcome', summary: 'Take out what was written down', request: { params: inCampaign, headers: onceHeader }, responses: { 204: nothing('It is taken out.'), ...notThere, ...conflicts, ...refusals } });

const shown = ({ id: own, day: on, conversions, revenue, currency, note, createdAt }: z.output<typeof Outcome>): z.output<typeof Outcome> => ({ id: own, day: on, conversions, revenue, currency, note, createdAt });

async function entryNow<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, campaignId: string, outcomeId: string) {
  const { entry } = await readWithKey(c, null, { entry: outcomeById(campaignId, outcomeId) });
  if (!entry) throw new Refused(notFound('outcome'));
  return shown(entry);
}

export const campaignResults = new OpenAPIHono<ApiDoor>()
  .openapi(results, async (c) => {
    const campaignId = c.req.valid('param').id;
    const { campaign, figures, readings, money, weeksOut, weeksRead } = await readWithKey(c, 'campaign:read', { campaign: campaignById(campaignId), ...resultsOfCampaign(campaignId) });
    if (!campaign || campaign.deletedAt) throw new Refused(notFound('campaign'));
    const known = { figures: figures!, views: readings!.views, money: money! };
    const { saves: _saves, comments: _comments, likes: _likes, ...out } = figures!;
    const { currency, spent, revenue, conversions } = money!;
    const weeks = weeksOf(weeksOut, weeksRead, { ...readings!, ...daysOfCampaign(campaign) });
    return c.json(
      {
        ...out, readings: readings!, conversions, money: { currency, spent, revenue, ...costsOf(known) }, targets: progressOf(campaign.targetMetrics, known),
        weeks: weeks.map(({ week, posts: many, impressions, reach, engagements, clicks, shares, views }) => ({ week, posts: many, impressions, reach, engagements, clicks, shares, views })),
      },
      200,
    );
  })
  .openapi(list, async (c) => {
    const campaignId = c.req.valid('param').id;
    const { campaign, page } = await readWithKey(c, 'campaign:read', { campaign: campaignById(campaignId), page: outcomesOf(campaignId, pageOf(c.req.valid('query'))) });
    if (!campaign || campaign.deletedAt) throw new Refused(notFound('campaign'));
    return c.json({ data: page.rows.map(shown), next: page.next }, 200);
  })
  .openapi(post, async (c) => {
    const campaignId = c.req.valid('param').id;
    const written = await writeOutcome(orgOfKey(c, 'campaign:write'), readAs(writeOutcomeInput, { ...c.req.valid('json'), campaignId }));
    if (!written.ok) throw new Refused(written.problem);
    return c.json(await entryNow(c, campaignId, written.value.id), 201);
  })
  .openapi(remove, async (c) => {
    const { id: campaignId, outcome: outcomeId } = c.req.valid('param');
    const removed = await removeOutcome(orgOfKey(c, 'campaign:write'), { campaignId, outcomeId });
    if (!removed.ok) throw new Refused(removed.problem);
    return c.body(null, 204);
  });
