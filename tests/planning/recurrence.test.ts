import { expect, test } from 'vitest';
import { DAY, dateOfDay } from '#app/platform/time.ts';
import { firstAndLast, isOccurrence, type MonthDay, nextOccurrence, NTHS, occurrencesBetween, type Pattern, type Rule, splitAt, WEEKDAYS, whyNotRule } from '#app/domains/planning/recurrence.ts';
import { ruleWords } from '#app/domains/planning/recurrence-words.ts';
import { rruleOf, ruleFromRrule } from '#app/domains/planning/rrule.ts';
import { changesOf, dice, distinctZones, instantBy, wallBy } from '#tests/support/zones.ts';

const daily: Rule = { pattern: { every: 'day', interval: 1 }, zone: 'Europe/Berlin', time: '09:00', startsOn: '2026-03-01', ends: null, exceptions: [] };
const rule = (more: Partial<Rule>): Rule => ({ ...daily, ...more });
const days = (which: Rule, from: string, to: string) => occurrencesBetween(which, new Date(from), new Date(to)).map(({ on }) => on);
const year = (which: Rule, from = '2026-01-01', to = '2027-01-01') => days(which, `${from}T00:00:00Z`, `${to}T00:00:00Z`);

function chancePattern({ upTo, pick }: ReturnType<typeof dice>): Pattern {
  const interval = 1 + upTo(5);
  const on: MonthDay = upTo(2) ? { day: 1 + upTo(31) } : { nth: pick(NTHS), weekday: pick(WEEKDAYS) };
  const weekdays = WEEKDAYS.filter(() => upTo(2));
  const month = 1 + upTo(12);
  return pick<Pattern>([
    { every: 'day', interval },
    { every: 'week', interval, weekdays: weekdays.length ? weekdays : ['TH'] },
    { every: 'month', interval, on },
    { every: 'year', interval, month, on: 'day' in on ? { day: Math.min(on.day, new Date(Date.UTC(2024, month, 0)).getUTCDate()) } : on },
  ]);
}

test('in every zone and over every change, nine o’clock stays nine o’clock; only a skipped time moves', () => {
  const wrong: string[] = [];
  for (const facts of distinctZones()) {
    for (const { at, before, after } of changesOf(facts)) {
      const seen = at + before;
      for (const wall of [seen, seen + (after - before) / 2, seen - 3_600_000 * 5, seen + 3_600_000 * 5]) {
        const time = new Date(wall).toISOString().slice(11, 19);
        const start = dateOfDay(Math.floor(seen / DAY) - 4);
        const found = occurrencesBetween(rule({ zone: facts.zone, time, startsOn: start, ends: { count: 9 } }), new Date(at - 9 * DAY), new Date(at + 9 * DAY));
        if (found.length !== 9) wrong.push(`${facts.zone} ${start} ${time}: ${found.length} instead of 9`);
        for (const { on, at: is, how } of found) {
          const should = instantBy(facts, Date.parse(`${on}T${time}Z`));
          const kept = new Date(wallBy(facts, is.getTime())).toISOString().slice(0, 19) === `${on}T${time}`;
          if (is.getTime() !== should.at || how !== should.how || kept === (how === 'gap')) wrong.push(`${facts.zone} ${on} ${time}: ${is.toISOString()} ${how}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('a window shows what the whole holds between its ends, wherever it is cut', () => {
  const chance = dice(7);
  for (let turn = 0; turn < 150; turn += 1) {
    const which = rule({ pattern: chancePattern(chance), zone: chance.pick(distinctZones()).zone, time: chance.pick(['00:00', '02:30', '12:00', '23:45']), ends: chance.pick([null, { count: 1 + chance.upTo(90) }, { until: '2028-05-17' }]) });
    const all = occurrencesBetween(which, new Date('2026-01-01'), new Date('2031-01-01'));
    const cut = new Date(Date.UTC(2026, 2, 1) + chance.upTo(1700 * 24) * 3_600_000);
    expect([...occurrencesBetween(which, new Date('2026-01-01'), cut), ...occurrencesBetween(which, cut, new Date('2031-01-01'))], JSON.stringify(which)).toEqual(all);
    expect(all.every(({ on }) => isOccurrence(which, on))).toBe(true);
    if (!which.ends || all.length === 0) continue;
    expect(firstAndLast(which).first).toBe(all[0]!.on);
    if ('until' in which.ends) expect(firstAndLast(which).last).toBe(all.at(-1)!.on);
  }
});

test('patterns fall on the days that people mean', () => {
  expect(year(rule({ pattern: { every: 'day', interval: 100 } }))).toEqual(['2026-03-01', '2026-06-09', '2026-09-17', '2026-12-26']);
  expect(year(rule({ pattern: { every: 'week', interval: 2, weekdays: ['FR', 'TU'] }, ends: { count: 5 } }))).toEqual(['2026-03-03', '2026-03-06', '2026-03-17', '2026-03-20', '2026-03-31']);
  expect(year(rule({ pattern: { every: 'month', interval: 1, on: { day: 31 } }, ends: { until: '2026-07-01' } }))).toEqual(['2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30']);
  expect(year(rule({ pattern: { every: 'month', interval: 3, on: { nth: -1, weekday: 'FR' } } }))).toEqual(['2026-03-27', '2026-06-26', '2026-09-25', '2026-12-25']);
  expect(year(rule({ pattern: { every: 'month', interval: 1, on: { nth: 2, weekday: 'TU' } }, ends: { count: 3 } }))).toEqual(['2026-03-10', '2026-04-14', '2026-05-12']);
  expect(year(rule({ pattern: { every: 'year', interval: 1, month: 2, on: { day: 29 } } }), '2026-01-01', '2029-01-01')).toEqual(['2027-02-28', '2028-02-29']);
});

test('every second Monday, begun on a Friday, begins on the next Monday', () => {
  expect(year(rule({ startsOn: '2026-03-06', pattern: { every: 'week', interval: 2, weekdays: ['MO'] }, ends: { count: 2 } }))).toEqual(['2026-03-09', '2026-03-23']);
});

test('a skipped occurrence is away, a moved one is where it was moved to, and both count', () => {
  const which = rule({ ends: { count: 4 }, exceptions: [{ on: '2026-03-02', movedTo: null }, { on: '2026-03-03', movedTo: { date: '2026-05-20', time: '18:30' } }, { on: '2027-01-01', movedTo: { date: '2026-03-05', time: '10:00' } }] });
  const found = occurrencesBetween(which, new Date('2026-01-01'), new Date('2027-01-01'));
  expect(found.map(({ on, at, moved }) => `${on} ${at.toISOString()} ${moved}`)).toEqual(['2026-03-01 2026-03-01T08:00:00.000Z false', '2026-03-04 2026-03-04T08:00:00.000Z false', '2026-03-03 2026-05-20T16:30:00.000Z true']);
  expect(days(which, '2026-05-20T00:00:00Z', '2026-05-21T00:00:00Z')).toEqual(['2026-03-03']);
  expect(nextOccurrence(which, new Date('2026-03-05'))?.on).toBe('2026-03-03');
  expect(nextOccurrence(which, new Date('2026-05-21'))).toBeNull();
});

test('a window holds its beginning and not its end', () => {
  expect(days(daily, '2026-03-10T08:00:00Z', '2026-03-11T08:00:00Z')).toEqual(['2026-03-10']);
  expect(days(daily, '2026-03-11T08:00:00Z', '2026-03-11T08:00:00Z')).toEqual([]);
});

test('a month in the eightieth year of a daily rule costs no more than its first', () => {
  const old = rule({ startsOn: '1950-01-01', ends: { count: 10_000_000 } });
  const began = process.cpuUsage();
  for (let turn = 0; turn < 200; turn += 1) expect(days(old, '2030-01-01T00:00:00Z', '2030-02-01T00:00:00Z')).toHaveLength(31);
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(500);
  expect(nextOccurrence(rule({ pattern: { every: 'year', interval: 999, month: 3, on: { day: 1 } } }), new Date('2027-01-01'))?.on).toBe('3025-03-01');
});

test('"this and all that follow" splits a rule without losing or doubling one', () => {
  const chance = dice(11);
  for (let turn = 0; turn < 100; turn += 1) {
    const which = rule({ pattern: chancePattern(chance), ends: chance.pick([null, { count: 5 + chance.upTo(60) }]) });
    const all = year(which, '2026-01-01', '2031-01-01');
    if (all.length < 2) continue;
    const at = all[1 + chance.upTo(all.length - 1)]!;
    const halves = splitAt(which, at)!;
    expect([...year(halves.before, '2026-01-01', '2031-01-01'), ...year(halves.after, '2026-01-01', '2031-01-01')], JSON.stringify([which, at])).toEqual(all);
  }
  expect(splitAt(daily, '2026-03-01')).toBeNull();
});

test('a rule reads as a sentence', () => {
  const words = (pattern: Pattern, ends: Rule['ends'] = null, time: string | null = '09:00') => ruleWords({ pattern, ends, time });
  expect(words({ every: 'week', interval: 2, weekdays: ['TU'] }, { until: '2027-03-03' })).toBe('Every second Tuesday at 09:00, until 3 March 2027');
  expect(words({ every: 'day', interval: 1 }, { count: 10 })).toBe('Every day at 09:00, 10 times');
  expect(words({ every: 'week', interval: 1, weekdays: ['FR', 'MO', 'WE', 'TU', 'TH'] })).toBe('Every weekday at 09:00');
  expect(words({ every: 'week', interval: 1, weekdays: ['SU', 'MO', 'WE'] })).toBe('Every Monday, Wednesday and Sunday at 09:00');
  expect(words({ every: 'week', interval: 3, weekdays: ['MO'] })).toBe('Every 3 weeks on Monday at 09:00');
  expect(words({ every: 'month', interval: 1, on: { day: 31 } })).toBe('On the last day of every month at 09:00');
  expect(words({ every: 'month', interval: 2, on: { day: 30 } }, null, null)).toBe('On the 30th of every second month, or the last day of a shorter one');
  expect(words({ every: 'month', interval: 1, on: { nth: -1, weekday: 'FR' } })).toBe('On the last Friday of every month at 09:00');
  expect(words({ every: 'year', interval: 1, month: 2, on: { day: 29 } })).toBe('Every year on 29 February at 09:00, or 28 February');
  expect(words({ every: 'year', interval: 4, month: 11, on: { nth: 1, weekday: 'TU' } })).toBe('Every 4 years on the first Tuesday of November at 09:00');
});

test('a rule that cannot be kept says why', () => {
  expect(whyNotRule(daily)).toBeNull();
  expect(whyNotRule(rule({ zone: 'Europe/Atlantis' }))).toBe('This time zone is not known.');
  expect(whyNotRule(rule({ ends: { until: '2026-02-28' } }))).toBe('The last day is before the first.');
  expect(whyNotRule(rule({ ends: { count: 0 } }))).toBe('Repeat from 1 to 10,000 times.');
  expect(whyNotRule(rule({ pattern: { every: 'week', interval: 1, weekdays: [] } }))).toBe('Choose at least one day of the week.');
  expect(whyNotRule(rule({ pattern: { every: 'day', interval: 0 } }))).toMatch(/whole number/);
  expect(whyNotRule(rule({ pattern: { every: 'year', interval: 1, month: 2, on: { day: 30 } } }))).toBe('That month is never so long.');
  expect(whyNotRule(rule({ exceptions: [{ on: '2026-03-32', movedTo: null }] }))).toBe('A moved occurrence has no date.');
});

test('a rule comes back from its RRULE with the same occurrences', () => {
  const chance = dice(5545);
  for (let turn = 0; turn < 200; turn += 1) {
    const which = rule({ pattern: chancePattern(chance), zone: chance.pick(distinctZones()).zone, time: chance.pick(['00:00', '09:00', '23:59:59']), ends: chance.pick([null, { count: 7 }, { until: '2027-06-01' }]) });
    // DTSTART is the first occurrence, as the RFC wants it.
    const { first } = firstAndLast(which);
    if (!first) continue;
    const back = ruleFromRrule(rruleOf(which), { ...which, startsOn: first });
    expect(back.ok, `${rruleOf(which)} ${JSON.stringify(back)}`).toBe(true);
    if (back.ok) expect(year(back.value, '2026-01-01', '2031-01-01'), rruleOf(which)).toEqual(year(which, '2026-01-01', '2031-01-01'));
  }
  expect(rruleOf(rule({ pattern: { every: 'month', interval: 1, on: { day: 30 } }, ends: { until: '2026-03-29' } }))).toBe('FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1;UNTIL=20260329T215959Z');
});

test('an RRULE that would mean something else here is refused with a sentence', () => {
  const read = (text: string, startsOn = '2026-03-31') => {
    const back = ruleFromRrule(text, { startsOn, time: '09:00', zone: 'Europe/Berlin' });
    return back.ok ? back.value : back.problem.message;
  };
  expect(read('FREQ=MONTHLY')).toMatch(/leaves out months without that day/);
  expect(read('FREQ=HOURLY')).toMatch(/^Only daily/);
  expect(read('FREQ=DAILY;BYHOUR=3')).toBe('Rules with BYHOUR cannot be kept.');
  expect(read('FREQ=MONTHLY;BYDAY=TU')).toMatch(/first to fourth/);
  expect(read('FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SU')).toMatch(/begin on Monday/);
  expect(read('FREQ=DAILY;COUNT=3;UNTIL=20270101')).toMatch(/not by both/);
  for (const text of ['', 'FREQ', 'FREQ=DAILY;FREQ=DAILY', 'FREQ=DAILY;COUNT=x', 'FREQ=DAILY;UNTIL=20269999', 'FREQ=DAILY;UNTIL=20270101T990000Z']) expect(read(text)).toBeTypeOf('string');
  expect(read('freq=monthly;byday=tu;bysetpos=2')).toMatchObject({ pattern: { every: 'month', on: { nth: 2, weekday: 'TU' } } });
  expect(read('FREQ=DAILY;UNTIL=20260405T065959Z')).toMatchObject({ ends: { until: '2026-04-04' } });
  expect(read('FREQ=DAILY;UNTIL=20260405T070000Z')).toMatchObject({ ends: { until: '2026-04-05' } });
});
