import { expect, test } from 'vitest';
import { addDays, changeWithin, DAY, instantAt, instantOf, isDate, isTime, isZone, startOfDay, wallClock, wallOf, wallText } from '#app/platform/time.ts';
import { ALL_ZONES, changesOf, dice, distinctZones, FROM, instantBy, TO, wallBy } from '#tests/support/zones.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const known = (date: string, time: string, zone: string) => {
  const read = instantOf({ date, time }, zone);
  if (!read.ok) throw new Error(read.problem.message);
  return `${read.value.at.toISOString().slice(0, 19)} ${read.value.how}`;
};
const refusal = (date: string, time: string, zone: string) => {
  const read = instantOf({ date, time }, zone);
  return read.ok ? null : `${read.problem.field}: ${read.problem.message}`;
};

test('there are enough zones to mean something', () => {
  expect(ALL_ZONES.length).toBeGreaterThan(400);
  expect(distinctZones().length).toBeGreaterThan(50);
  expect(distinctZones().flatMap(changesOf).length).toBeGreaterThan(300);
});

test('in every zone, around every change of clocks, each wall time is the instant that the zone’s table gives', () => {
  const wrong: string[] = [];
  for (const facts of distinctZones()) {
    for (const { at: change, before, after } of changesOf(facts)) {
      const [from, to] = [Math.min(before, after), Math.max(before, after)];
      for (let wall = change + from - 45 * MINUTE - 1000; wall <= change + to + 45 * MINUTE; wall += 15 * MINUTE) {
        for (const each of [wall, wall + 1000]) {
          const [is, should] = [instantAt(each, facts.zone), instantBy(facts, each)];
          if (is.at !== should.at || is.how !== should.how) wrong.push(`${facts.zone} ${wallText(each).date} ${wallText(each).time}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('in every zone, at any second, the wall is the table’s and leads back to the instant', () => {
  const { upTo } = dice(20_240_101);
  for (const facts of distinctZones()) {
    for (let turn = 0; turn < 60; turn += 1) {
      const at = FROM + 2 * DAY + upTo((TO - FROM - 4 * DAY) / 1000) * 1000;
      const wall = wallOf(at, facts.zone);
      expect(wall).toBe(wallBy(facts, at));
      const back = instantAt(wall, facts.zone);
      expect(back.how === 'overlap' ? back.at <= at : back.at === at, `${facts.zone} ${new Date(at).toISOString()}`).toBe(true);
    }
  }
});

test('a skipped time moves forward by the gap, a repeated one is taken the first time', () => {
  expect(known('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00 gap');
  expect(known('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00 overlap');
  expect(known('2026-10-25', '03:00', 'Europe/Berlin')).toBe('2026-10-25T02:00:00 exact');
  expect(known('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:45:00 gap');
  expect(known('2026-04-05', '01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00 overlap');
  expect(known('2026-03-29', '02:00', 'Antarctica/Troll')).toBe('2026-03-29T02:00:00 gap');
  expect(known('2011-12-30', '12:00', 'Pacific/Apia')).toBe('2011-12-30T22:00:00 gap');
  expect(known('2024-02-29', '23:45', 'Asia/Almaty')).toBe('2024-02-29T17:45:00 overlap');
});

test('seconds are kept on the way there and back, and zero seconds are not told', () => {
  expect(known('2026-07-01', '09:30:15', 'Asia/Kathmandu')).toBe('2026-07-01T03:45:15 exact');
  expect(wallClock(new Date('2026-07-01T03:45:15.999Z'), 'Asia/Kathmandu')).toEqual({ ok: true, value: { date: '2026-07-01', time: '09:30:15' } });
  expect(wallClock(new Date('2026-07-01T03:45:00Z'), 'Asia/Kathmandu')).toEqual({ ok: true, value: { date: '2026-07-01', time: '09:30' } });
  expect(wallClock(new Date('1969-12-31T23:59:59.5Z'), 'UTC')).toEqual({ ok: true, value: { date: '1969-12-31', time: '23:59:59' } });
});

test('what is no zone, no day or no time is refused at its field, never thrown', () => {
  expect(refusal('2026-02-29', '09:00', 'UTC')).toMatch(/^date: There is no such day/);
  for (const date of ['2026-13-01', '2026-00-10', '2026-1-1', '26-01-01', '0000-01-01', '9999-12-31', '', 'tomorrow']) expect(refusal(date, '09:00', 'UTC')).toMatch(/^date:/);
  for (const time of ['24:00', '9:00', '09:60', '09:00:60', '', 'noon']) expect(refusal('2026-02-28', time, 'UTC')).toMatch(/^time:/);
  for (const zone of ['Europe/Atlantis', '', '+02:00', '-0500', 'x'.repeat(5000)]) {
    expect(refusal('2026-02-28', '09:00', zone)).toMatch(/^zone: There is no time zone/);
    expect(wallClock(new Date(0), zone).ok).toBe(false);
  }
  expect(wallClock(new Date(Number.NaN), 'UTC')).toMatchObject({ ok: false, problem: { kind: 'invalid', field: 'date' } });
  expect([isZone('Europe/Kyiv'), isZone('UTC'), isZone('+01:00'), isDate('2028-02-29'), isTime('23:59:59')]).toEqual([true, true, false, true, true]);
});

test('a day begins at its first instant, at midnight or where the clocks jump over it', () => {
  expect(startOfDay('2026-03-29', 'Europe/Berlin').toISOString()).toBe('2026-03-28T23:00:00.000Z');
  // Cairo, Beirut and, until 2018, São Paulo go from 24:00 to 01:00.
  expect(startOfDay('2026-04-24', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z');
  expect(startOfDay('2026-03-29', 'Asia/Beirut').toISOString()).toBe('2026-03-28T22:00:00.000Z');
  expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  // Toronto once skipped from 23:30 to 00:30, Havana repeats its midnight hour, and Apia left out a whole day.
  expect(startOfDay('1919-03-31', 'America/Toronto').toISOString()).toBe('1919-03-31T04:30:00.000Z');
  expect(startOfDay('2026-11-01', 'America/Havana').toISOString()).toBe('2026-11-01T04:00:00.000Z');
  expect(startOfDay('2011-12-30', 'Pacific/Apia')).toEqual(startOfDay('2011-12-31', 'Pacific/Apia'));
});

test('a change is found to the second', () => {
  expect(changeWithin(Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1), 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1));
  expect(changeWithin(Date.UTC(2026, 3, 1), Date.UTC(2026, 4, 1), 'Europe/Berlin')).toBeNull();
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
});

test('ten thousand conversions there and back take well under a second of work', () => {
  const began = process.cpuUsage();
  for (let index = 0; index < 10_000; index += 1) instantAt(wallOf(FROM + index * 6.1 * HOUR, 'America/New_York'), 'America/New_York');
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000);
});
