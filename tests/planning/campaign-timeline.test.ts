import { expect, test } from 'vitest';
import { columnsOf, type Span, timelineOf, windowOf, ZOOMS } from '#app/domains/planning/campaign-timeline.ts';
import { dice } from '#tests/support/zones.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const span = (id: string, startsAt: string | null, endsAt: string | null): Span => ({ id, startsAt, endsAt });
const november = windowOf('month', '2026-11-21', 'Europe/Berlin');

test('a month, a quarter and a year begin and end at midnights of their zone', () => {
  expect(november).toMatchObject({ first: '2026-11-01', after: '2026-12-01', earlier: '2026-10-01', from: new Date('2026-10-31T23:00:00Z'), to: new Date('2026-11-30T23:00:00Z') });
  expect(windowOf('quarter', '2026-05-31', 'America/New_York')).toMatchObject({ first: '2026-04-01', after: '2026-07-01', earlier: '2026-01-01', from: new Date('2026-04-01T04:00:00Z') });
  expect(windowOf('year', '2026-12-31', 'Asia/Tokyo')).toMatchObject({ first: '2026-01-01', after: '2027-01-01', earlier: '2025-01-01', to: new Date('2026-12-31T15:00:00Z') });
});

test('its columns are weeks, months or quarters, without a hole, and end where it ends', () => {
  const dates = (zoom: (typeof ZOOMS)[number]) => columnsOf(windowOf(zoom, '2026-11-21', 'UTC')).columns.map(({ date, last }) => `${date}/${last}`);
  expect(dates('month')).toEqual(['2026-11-01/2026-11-01', '2026-11-02/2026-11-08', '2026-11-09/2026-11-15', '2026-11-16/2026-11-22', '2026-11-23/2026-11-29', '2026-11-30/2026-11-30']);
  expect(dates('quarter')).toEqual(['2026-10-01/2026-10-31', '2026-11-01/2026-11-30', '2026-12-01/2026-12-31']);
  expect(dates('year')).toEqual(['2026-01-01/2026-03-31', '2026-04-01/2026-06-30', '2026-07-01/2026-09-30', '2026-10-01/2026-12-31']);
  for (const zone of ['Europe/Berlin', 'America/Santiago', 'Pacific/Apia', 'Asia/Kathmandu']) {
    for (const zoom of ZOOMS) {
      const { columns, ticks } = columnsOf(windowOf(zoom, '2026-03-29', zone));
      expect([columns[0]!.from, columns.at(-1)!.to]).toEqual([0, 1]);
      for (const [index, column] of columns.entries()) expect(column.from).toBe(columns[index - 1]?.to ?? 0);
      expect(ticks.every((tick) => tick > 0 && tick < 1)).toBe(true);
      expect(columns.length + ticks.length).toBe({ month: 31, quarter: 16, year: 12 }[zoom]);
    }
  }
});

test('a day in which clocks change is as long as it is', () => {
  const march = windowOf('month', '2026-03-01', 'Europe/Berlin');
  const { columns } = columnsOf(march);
  expect(columns.map(({ from, to }) => Math.round((to - from) * 743))).toEqual([24, 168, 168, 168, 167, 48]);
});

test('a bar says of both its ends whether it is there, beyond what is shown, or open', () => {
  const { lanes, undated } = timelineOf(
    [
      span('inside', '2026-11-02T08:00:00Z', '2026-11-09T08:00:00Z'),
      span('across', '2026-09-01T00:00:00Z', '2027-02-01T00:00:00Z'),
      span('open end', '2026-11-15T23:00:00Z', null),
      span('open start', null, '2026-11-15T23:00:00Z'),
      span('undated', null, null),
      span('over', '2026-08-01T00:00:00Z', '2026-10-31T23:00:00Z'),
      span('to come', '2026-11-30T23:00:00Z', null),
      span('long ago and open', '2020-01-01T00:00:00Z', null),
    ],
    november,
    NOW,
  );
  const bars = Object.fromEntries(lanes.flat().map(({ campaign, begins, ends, from, to }) => [campaign.id, [begins, ends, Number(from.toFixed(3)), Number(to.toFixed(3))]]));
  expect(bars).toEqual({
    inside: ['here', 'here', 0.046, 0.279],
    across: ['outside', 'outside', 0, 1],
    'open end': ['here', 'open', 0.5, 1],
    'open start': ['open', 'here', 0, 0.5],
    'long ago and open': ['outside', 'open', 0, 1],
  });
  expect(undated.map(({ id }) => id)).toEqual(['undated']);
});

test('the day on which it is, is the zone’s', () => {
  const at = new Date('2026-11-30T23:30:00Z');
  expect(timelineOf([], november, at).today).toBeNull();
  expect(timelineOf([], windowOf('month', '2026-12-01', 'Europe/Berlin'), at).today).toBeCloseTo(0.5 / 744, 9);
  expect(timelineOf([], windowOf('month', '2026-11-01', 'UTC'), at).today).toBeCloseTo(719.5 / 720, 9);
  expect(timelineOf([], november, NOW).today).toBeCloseTo((20 * 24 + 13) / 720, 9);
});

test('a name keeps its room: after a short bar, and before one at the end of what is shown', () => {
  const { lanes } = timelineOf([span('short', '2026-11-05T00:00:00Z', '2026-11-05T01:00:00Z'), span('near', '2026-11-06T00:00:00Z', '2026-11-08T00:00:00Z'), span('last', '2026-11-29T00:00:00Z', '2026-11-30T00:00:00Z')], november, NOW, 0.2);
  expect(lanes.map((lane) => lane.map(({ campaign, name }) => [campaign.id, name.place]))).toEqual([[['short', 'after'], ['last', 'before']], [['near', 'after']]]);
  const last = lanes[0]![1]!;
  expect([last.name.from, last.name.to]).toEqual([last.from - 0.2, last.from]);
  expect(lanes[0]![0]!.to - lanes[0]![0]!.from).toBeCloseTo(0.006, 9);
});

test('however they are thrown, each is there once, no two touch in a lane, and no fewer lanes would do', () => {
  const { next: roll, upTo: pick } = dice(11);
  for (let round = 0; round < 60; round += 1) {
    const window = windowOf(ZOOMS[round % 3]!, `2026-${String(1 + pick(12)).padStart(2, '0')}-15`, 'Europe/Berlin');
    const room = [0, 0.05, 0.2][round % 3]!;
    const campaigns = Array.from({ length: 1 + pick(40) }, (_, index) => {
      const start = window.from.getTime() + (roll() * 1.4 - 0.2) * (window.to.getTime() - window.from.getTime());
      return span(String(index), pick(8) === 0 ? null : new Date(start).toISOString(), pick(8) === 0 ? null : new Date(start + roll() ** 3 * 9e9).toISOString());
    });
    const { lanes } = timelineOf(campaigns, window, NOW, room);
    const bars = lanes.flat();
    const expected = campaigns.filter(({ startsAt, endsAt }) => (startsAt || endsAt) && (!startsAt || new Date(startsAt) < window.to) && (!endsAt || new Date(endsAt) > window.from));
    expect(bars.map(({ campaign }) => campaign.id).sort()).toEqual(expected.map(({ id }) => id).sort());
    const reach = bars.map(({ from, to, name }) => ({ from: Math.min(from, name.from), to: Math.max(to, name.to) }));
    for (const lane of lanes) for (const [index, bar] of lane.entries()) if (index > 0) expect(Math.min(bar.from, bar.name.from)).toBeGreaterThanOrEqual(Math.max(lane[index - 1]!.to, lane[index - 1]!.name.to));
    for (const [index, { from, to, name }] of bars.entries()) {
      expect(0 <= reach[index]!.from && from < to && reach[index]!.to <= 1).toBe(true);
      if (name.place !== 'inside') expect(name.to - name.from).toBeCloseTo(room, 9);
    }
    const most = Math.max(0, ...reach.map(({ from }) => reach.filter((other) => other.from <= from && from < other.to).length));
    expect(lanes.length).toBe(most);
  }
});
