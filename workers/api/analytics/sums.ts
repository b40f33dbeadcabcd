import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { accountsMeasured, figuresByAccount, figuresOf, figuresOver, spanAsked } from '#db/queries/analytics.ts';
import { readingsOf } from '#db/queries/readings.ts';
import { PLATFORMS } from '#db/schema/choices.ts';
import { BUCKETS } from '#app/domains/analytics/asked.ts';
import { accountRows } from '#app/domains/analytics/account-rows.ts';
import { seriesOf, summedOf } from '#app/domains/analytics/series.ts';
import { type ApiDoor, readWithKey } from '../guard.ts';
import { id, json, refusals } from '../shapes.ts';
import { Days, daysBefore, daysExample, daysNow, readIn, Readership, summed, summedExample, summedIn, Summing } from './figure-shape.ts';
import { bucketField, filterOf, isSpan, narrowed, reading, spanFields } from './span-query.ts';

const half = { days: Days, figures: Summing, readings: Readership };
const Summary = z.object({ ...half, before: z.object(half).meta({ description: 'The same of as many days right before.' }) }).meta({ id: 'Summary', description: 'What a span of days brought.' });
const Series = z
  .object({
    days: Days,
    by: z.enum(BUCKETS).meta({ description: 'How large each part is.' }),
    data: z.array(z.object({ at: z.string().meta({ description: 'Its first moment, on the organization’s clocks. A week, a month or a year can begin before the span does; only what is in the span is counted.', example: '2026-11-20T00:00' }), ...summed })).meta({ description: 'In the order of time. Where nothing went out, figures are 0.' }),
  })
  .meta({ id: 'Series', description: 'A span of days in its parts.' });
const followers = (description: string) => z.int().nullable().meta({ description: `${description} Null where the platform did not tell.` });
const MeasuredAccount = z
  .object({
    id: id('The account.'),
    platform: z.enum(PLATFORMS).meta({ description: 'Where it lives.' }),
    name: z.string().meta({ description: 'The name that readers see.' }),
    username: z.string().meta({ description: 'What it is called there.' }),
    followers: followers('How many follow it, as last told in the span or before it.'),
    followersBefore: followers('As last told before the span began.'),
    figures: Summing,
    before: Summing,
  })
  .meta({ id: 'MeasuredAccount', description: 'What went out with an account, in the span and in as many days right before.' });
const Accounts = z.object({ days: Days, data: z.array(MeasuredAccount).meta({ description: 'The most heard first. Those that are disconnected are not among them.' }) }).meta({ id: 'MeasuredAccounts', description: 'Every account with its figures.' });

const readership = { pieces: 14, views: 1830, readSeconds: 96400 };
const halfExample = { days: daysExample, figures: summedExample, readings: readership };
const accountExample = { id: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', platform: 'twitter' as const, name: 'Harbour Gazette', username: 'harbourgazette', followers: 5210, followersBefore: 5102, figures: summedExample, before: summedExample };

const summary = createRoute({
  ...reading, method: 'get', path: '/analytics/summary', operationId: 'getSummary', summary: 'Read what a span of days brought',
  description: 'Of what went out in these days, all that platforms told of it since; and the same of as many days right before. Readings are of all pieces, whatever the figures are narrowed to.',
  request: { query: z.object({ ...spanFields, ...narrowed }).check(isSpan) }, responses: { 200: json(Summary, 'The span and the one before it.', { ...halfExample, before: halfExample }), ...refusals },
});
const series = createRoute({
  ...reading, method: 'get', path: '/analytics/series', operationId: 'getSeries', summary: 'Read a span of days in its parts', description: 'Each post is counted where it went out.',
  request: { query: z.object({ ...spanFields, ...bucketField, ...narrowed }).check(isSpan) }, responses: { 200: json(Series, 'Every part of the span.', { days: daysExample, by: 'day', data: [{ at: '2026-11-20T00:00', ...summedExample }] }), ...refusals },
});
const accounts = createRoute({
  ...reading, method: 'get', path: '/analytics/accounts', operationId: 'listMeasuredAccounts', summary: 'Compare the accounts',
  request: { query: z.object({ ...spanFields, ...narrowed }).check(isSpan) }, responses: { 200: json(Accounts, 'The accounts.', { days: daysExample, data: [accountExample] }), ...refusals },
});

export const sums = new OpenAPIHono<ApiDoor>()
  .openapi(summary, async (c) => {
    const filter = filterOf(c.req.valid('query'));
    const { asked, figures, readings } = await readWithKey(c, 'analytics:read', { asked: spanAsked(filter.span), figures: figuresOf(filter), readings: readingsOf(filter.span) });
    const of = (isNow: boolean) => ({ days: isNow ? daysNow(asked!) : daysBefore(asked!), figures: summedIn(figures, isNow), readings: readIn(readings, isNow) });
    return c.json({ ...of(true), before: of(false) }, 200);
  })
  .openapi(series, async (c) => {
    const { by, ...query } = c.req.valid('query');
    const filter = filterOf(query);
    const { asked, rows } = await readWithKey(c, 'analytics:read', { asked: spanAsked(filter.span), rows: figuresOver(filter, by) });
    return c.json({ days: daysNow(asked!), by, data: seriesOf(asked!, by, rows) }, 200);
  })
  .openapi(accounts, async (c) => {
    const filter = filterOf(c.req.valid('query'));
    const { asked, figures, measured } = await readWithKey(c, 'analytics:read', { asked: spanAsked(filter.span), figures: figuresByAccount(filter), measured: accountsMeasured(filter) });
    const data = accountRows(measured, figures).map(({ now, before, ...account }) => ({ ...account, figures: summedOf(now ?? undefined), before: summedOf(before ?? undefined) }));
    return c.json({ days: daysNow(asked!), data }, 200);
  });
