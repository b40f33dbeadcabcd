import { expect, test } from 'vitest';
import { FIGURES, RATES } from '#db/queries/analytics.ts';
import { askedOf, barsOf, BUCKETS, bucketOf, daysIn, momentsIn, MOST_DAYS, whyNoSpan } from '#app/domains/analytics/asked.ts';
import { changeOf, changeWords, FIGURE_WORDS, percent, RATE_WORDS, shown } from '#app/domains/analytics/figure.ts';
import { NOTHING_OUT, seriesOf, summedOf, whyNotBy } from '#app/domains/analytics/series.ts';
import { addDays } from '#app/platform/time.ts';

const asked = (search: string) => askedOf(new URLSearchParams(search));
const ID = '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01';

test('an empty address asks for the overview of four weeks, by impressions', () => {
  expect(asked('')).toEqual({ view: 'overview', span: { days: 28 }, typed: { from: '', to: '' }, problem: null, figure: 'impressions', bucket: null });
});

test('what the address says is taken as it stands', () => {
  expect(asked(`show=posts&days=91&figure=clicks&by=week&account=${ID}&campaign=${ID}`)).toMatchObject({ view: 'posts', span: { days: 91 }, figure: 'clicks', bucket: 'week', accountId: ID, campaignId: ID });
  expect(asked('from=2026-01-01&to=2026-01-31&days=7')).toMatchObject({ span: { from: '2026-01-01', to: '2026-01-31' }, problem: null });
});

test.each(['show=nothing', 'days=29', 'days=-7', 'days=7.0', 'figure=constructor', 'figure=__proto__', 'figure=followers', 'by=decade', 'account=1', "campaign=' or 1=1", 'from=&to='])('%s means nothing and is as if it were not there', (search) => {
  expect(asked(search)).toEqual(asked(''));
});

test.each([
  ['from=2026-01-01', 'Give both days, as 2026-11-20.'],
  ['to=2026-01-01', 'Give both days, as 2026-11-20.'],
  ['from=2026-02-30&to=2026-03-01', 'Give both days, as 2026-11-20.'],
  ['from=2026-1-1&to=2026-03-01', 'Give both days, as 2026-11-20.'],
  ['from=2026-03-02&to=2026-03-01', 'The first day comes after the last.'],
  ['from=2024-01-01&to=2026-01-02', 'Ask for at most 732 days at a time.'],
])('%s is answered for, and the usual span is shown meanwhile', (search, problem) => {
  expect(asked(`${search}&days=7`)).toMatchObject({ problem, span: { days: 7 } });
});

test('a span is as long as both of its days and all between', () => {
  for (const [from, days] of [['2024-02-28', 3], ['2026-03-28', 3], ['2026-12-31', 2], ['2026-05-05', 1], ['2023-12-31', MOST_DAYS]] as const) {
    expect(daysIn(from, addDays(from, days - 1))).toBe(days);
    expect(whyNoSpan(from, addDays(from, days - 1))).toBeNull();
  }
  expect(whyNoSpan('2023-12-31', addDays('2023-12-31', MOST_DAYS))).not.toBeNull();
});

test('bars can be told apart at any length, and hours only for a week', () => {
  for (let days = 1; days <= MOST_DAYS; days += 1) {
    const bucket = bucketOf(days, null);
    expect(momentsIn('2026-01-01', addDays('2026-01-01', days - 1), bucket).length, `${days} days by ${bucket}`).toBeLessThanOrEqual(80);
    expect(bucketOf(days, 'hour')).toBe(days <= 7 ? 'hour' : 'day');
    expect(bucketOf(days, 'year')).toBe('year');
  }
  expect([bucketOf(35, null), bucketOf(36, null), bucketOf(550, null), bucketOf(551, null)]).toEqual(['day', 'week', 'week', 'month']);
});

test('the parts of a span follow one another, and every day lies in one of them', () => {
  for (let start = 0; start < 400; start += 37) {
    for (const days of [1, 6, 31, 366]) {
      const [first, last] = [addDays('2023-11-05', start), addDays('2023-11-05', start + days - 1)];
      for (const bucket of BUCKETS) {
        const moments = momentsIn(first, last, bucket);
        expect(moments).toEqual([...new Set(moments)].sort());
        expect(moments[0]! <= `${first}T00:00`).toBe(true);
        expect(moments.at(-1)!.slice(0, 10) <= last).toBe(true);
      }
      expect(momentsIn(first, last, 'day')).toHaveLength(days);
      expect(momentsIn(first, last, 'hour')).toHaveLength(days * 24);
      for (const week of momentsIn(first, last, 'week')) expect(new Date(`${week}Z`).getUTCDay()).toBe(1);
    }
  }
});

const days = { before: '2026-05-04', first: '2026-05-07', last: '2026-05-09' };
const row = (isNow: boolean, at: string, likes: number | null) => ({ isNow, at: `${at}T00:00`, likes });

test('a bar with nothing out is 0, one with nothing told is unknown, and each stands beside its like of the span before', () => {
  const rows = [row(true, '2026-05-07', 4), row(true, '2026-05-09', null), row(false, '2026-05-05', 9), row(false, '2026-05-06', null)];
  expect(barsOf(days, 'day', rows, ({ likes }) => likes)).toEqual([
    { at: '2026-05-07T00:00', value: 4, before: 0 },
    { at: '2026-05-08T00:00', value: 0, before: 9 },
    { at: '2026-05-09T00:00', value: null, before: null },
  ]);
});

test('where the span before has fewer parts, the first bars have none beside them', () => {
  const months = { before: '2026-02-02', first: '2026-03-31', last: '2026-05-27' };
  expect(momentsIn(months.before, addDays(months.first, -1), 'month')).toHaveLength(2);
  expect(barsOf(months, 'month', [row(false, '2026-03-01', 7), row(true, '2026-03-01', 1)], ({ likes }) => likes)).toEqual([
    { at: '2026-03-01T00:00', value: 1, before: null },
    { at: '2026-04-01T00:00', value: 0, before: 0 },
    { at: '2026-05-01T00:00', value: 0, before: 7 },
  ]);
});

test('a series has every part, with all that is known: nothing out was seen by nobody, and has no rate', () => {
  const told = { ...NOTHING_OUT, posts: 2, told: 1, impressions: 10, likes: null, engagementRate: 0.5 };
  const series = seriesOf(days, 'day', [{ isNow: true, at: '2026-05-08T00:00', ...told }, { isNow: false, at: '2026-05-09T00:00', ...told }]);
  expect(series).toEqual([{ at: '2026-05-07T00:00', ...NOTHING_OUT }, { at: '2026-05-08T00:00', ...told }, { at: '2026-05-09T00:00', ...NOTHING_OUT }]);
  for (const figure of FIGURES) expect(NOTHING_OUT[figure]).toBe(0);
  expect([NOTHING_OUT.engagementRate, NOTHING_OUT.clickRate, NOTHING_OUT.shareRate]).toEqual([null, null, null]);
  expect([summedOf(undefined), Object.keys(summedOf({ ...told, isNow: true } as never))]).toEqual([NOTHING_OUT, Object.keys(NOTHING_OUT)]);
});

test('hours are told of a month at most', () => {
  expect([whyNotBy(31, 'hour'), whyNotBy(32, 'hour'), whyNotBy(732, 'day')]).toEqual([null, 'Ask for at most 31 days by the hour.', null]);
});

test('every figure and every rate has its words', () => {
  expect(Object.keys(FIGURE_WORDS).sort()).toEqual([...FIGURES].sort());
  expect(Object.keys(RATE_WORDS).sort()).toEqual(Object.keys(RATES).sort());
  for (const { word, hint } of [...Object.values(FIGURE_WORDS), ...Object.values(RATE_WORDS)]) expect([word, hint]).toEqual([expect.stringMatching(/^[A-Z][a-z ]+$/), expect.stringMatching(/\.$/)]);
});

test('unknown is a dash and never 0', () => {
  expect([shown(null), shown(undefined), shown(0), shown(999), shown(1000), shown(1234567), shown(2.5e9), shown(0.4)]).toEqual(['–', '–', '0', '999', '1,000', '1,234,567', '2,500,000,000', '0']);
  expect([percent(null), percent(undefined), percent(0), percent(0.00042), percent(0.034), percent(0.5), percent(1)]).toEqual(['–', '–', '0 %', '0.04 %', '3.4 %', '50 %', '100 %']);
});

test('a change is told only where both sides are known', () => {
  expect([changeOf(null, 3), changeOf(3, null), changeOf(undefined, undefined)]).toEqual([null, null, null]);
  expect([changeOf(0, 0), changeOf(5, 5), changeOf(5, 0), changeOf(0, 5), changeOf(6, 4), changeOf(3, 4)]).toEqual([{ kind: 'same' }, { kind: 'same' }, { kind: 'new' }, { kind: 'less', by: 1 }, { kind: 'more', by: 0.5 }, { kind: 'less', by: 0.25 }]);
  expect([null, changeOf(5, 5), changeOf(5, 0), changeOf(0, 5), changeOf(6, 4), changeOf(40, 4), changeOf(1004, 1000)].map(changeWords)).toEqual([null, 'as before', 'none before', '100 % less', '50 % more', '10 times as much', '0.40 % more']);
});
