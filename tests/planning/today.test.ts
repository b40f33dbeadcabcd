import { expect, test } from 'vitest';
import type { Thing } from '#app/domains/planning/scheduled.ts';
import { OVERDUE_DAYS, todayPlan } from '#app/domains/planning/today.ts';

const NOW = new Date('2027-03-15T10:00:00Z');
const DAY = 86_400_000;

function thing(id: string, daysAgo: number, more: Partial<Thing> = {}): Thing {
  const at = new Date(NOW.getTime() - daysAgo * DAY).toISOString();
  return {
    key: id, kind: 'entry', id, on: null, title: id, at, endsAt: null, days: null, zone: 'UTC', status: 'planned', ownerId: null, calendarId: null, projectId: null, campaignId: null, channel: null,
    itemId: null, releaseId: null, revision: 1, done: 0, points: 0, ...more,
  };
}
const of = (id: string, daysAgo: number, more: Partial<Thing> = {}) => thing(id, daysAgo, { key: `${id}~${daysAgo}`, on: new Date(NOW.getTime() - daysAgo * DAY).toISOString().slice(0, 10), ...more });
const overdue = (things: Thing[], zone = 'UTC') => todayPlan(things, NOW, zone).overdue.map(({ key }) => key);

test('what happens once and was not ticked is overdue for two weeks, the oldest first, and then no longer counted', () => {
  expect(overdue([thing('yesterday', 1), thing('fortnight', OVERDUE_DAYS), thing('long ago', OVERDUE_DAYS + 1), thing('today', 0), thing('done', 2, { status: 'completed' })])).toEqual(['fortnight', 'yesterday']);
});

test('of a repeated entry only the last one counts, once, and not beside the one of today', () => {
  expect(overdue([of('weekly', 10), of('weekly', 3), of('weekly', -4)])).toEqual(['weekly~3']);
  expect(overdue([of('daily', 2), of('daily', 1), of('daily', 0)])).toEqual([]);
  expect(todayPlan([of('daily', 1), of('daily', 0)], NOW, 'UTC').due.map(({ key }) => key)).toEqual(['daily~0']);
  expect(overdue([of('monthly', OVERDUE_DAYS + 1)])).toEqual([]);
  expect(overdue([of('one', 3), of('other', 2)])).toEqual(['one~3', 'other~2']);
});

test('a repeated entry whose last one was ticked or called off owes nothing for those before', () => {
  for (const status of ['completed', 'cancelled'] as const) expect(overdue([of('weekly', 10), of('weekly', 3, { status })])).toEqual([]);
  expect(overdue([of('weekly', 10, { status: 'completed' }), of('weekly', 3)])).toEqual(['weekly~3']);
});

test('whose day is over is decided by the clock of whoever reads, and whole days by their last', () => {
  expect(overdue([thing('late evening', 10 / 24)])).toEqual([]);
  expect(overdue([thing('late evening', 10.5 / 24)])).toEqual(['late evening']);
  expect(overdue([thing('late evening', 5 / 24)], 'America/New_York')).toEqual([]);
  expect(overdue([thing('late evening', 7 / 24)], 'America/New_York')).toEqual(['late evening']);
  expect(overdue([thing('fair', 3, { days: { first: '2027-03-12', last: '2027-03-15' } }), thing('fast', 3, { days: { first: '2027-03-12', last: '2027-03-14' } })])).toEqual(['fast']);
});

test('what went out is told for a week', () => {
  const published = (id: string, daysAgo: number) => thing(id, daysAgo, { kind: 'publish', status: 'done' });
  expect(todayPlan([published('new', 1), published('week', 7), published('old', 8)], NOW, 'UTC').out.map(({ id }) => id)).toEqual(['new', 'week']);
});
