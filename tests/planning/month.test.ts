import { expect, test } from 'vitest';
import { DAY, dayNumber } from '#app/platform/time.ts';
import { daysFrom, daysHolding, firstOfMonth, monthWeeks, moveToDay, weekDays } from '#app/domains/planning/month.ts';
import { WEEKDAYS } from '#app/domains/planning/recurrence.ts';
import { changesOf, dice, distinctZones, instantBy, wallBy } from '#tests/support/zones.ts';

const MINUTE = 60_000;
const hoursOf = (date: string, zone: string) => daysFrom(date, 1, zone)[0]!.hours;

test('in every zone, the months from 2024 to 2030 hold each of their instants once and no other', () => {
  const wrong: string[] = [];
  for (const [index, facts] of distinctZones().entries()) {
    const shown = (at: number) => Math.floor(wallBy(facts, at) / DAY);
    const changing = new Set(changesOf(facts).map(({ at }) => new Date(at).toISOString().slice(0, 7)));
    for (let month = 1; month < 83; month += 1) {
      const name = firstOfMonth('2024-01', month).slice(0, 7);
      // Every month in which the zone's clocks change, and every fourth of the quiet ones.
      if (!changing.has(name) && (index + month) % 4 !== 0) continue;
      const days = monthWeeks(name, facts.zone, WEEKDAYS[(index + month) % 7]!).flat();
      if (days.length % 7 !== 0 || days.length > 42) wrong.push(`${facts.zone} ${name} has ${days.length} days`);
      for (const [place, day] of days.entries()) {
        const [start, end] = [day.start.getTime(), day.end.getTime()];
        const number = dayNumber(day.date);
        if (shown(start) !== number || shown(end - 1000) !== number || shown(start - 1000) >= number) wrong.push(`${facts.zone} ${day.date}`);
        if (place > 0 && days[place - 1]!.end.getTime() !== start) wrong.push(`${facts.zone} ${day.date} leaves a hole`);
      }
      if (days.filter(({ isInMonth }) => isInMonth).length !== new Date(Date.UTC(2024, month + 1, 0)).getUTCDate()) wrong.push(`${facts.zone} ${name} is not whole`);
    }
  }
  expect(wrong).toEqual([]);
});

test('a day has as many hours as its clocks give it', () => {
  expect([hoursOf('2026-03-28', 'Europe/Berlin'), hoursOf('2026-03-29', 'Europe/Berlin'), hoursOf('2026-10-25', 'Europe/Berlin')]).toEqual([24, 23, 25]);
  expect([hoursOf('2026-04-24', 'Africa/Cairo'), hoursOf('2026-03-29', 'Asia/Beirut'), hoursOf('2018-11-04', 'America/Sao_Paulo')]).toEqual([23, 23, 23]);
  expect([hoursOf('2026-10-29', 'Africa/Cairo'), hoursOf('2026-04-05', 'Australia/Lord_Howe'), hoursOf('2011-12-30', 'Pacific/Apia')]).toEqual([25, 24.5, 0]);
});

test('weeks begin where the organization’s do', () => {
  expect(weekDays('2026-11-21', 'UTC', 'MO').map(({ date }) => date)).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']);
  expect(weekDays('2026-11-21', 'UTC', 'SU')[0]!.date).toBe('2026-11-15');
  expect(weekDays('2026-11-21', 'UTC', 'SA')[0]!.date).toBe('2026-11-21');
  expect(monthWeeks('2026-02', 'UTC', 'SU')).toHaveLength(4);
  expect(monthWeeks('2026-08', 'UTC', 'MO')).toHaveLength(6);
});

test('a thing is in the days it touches, and not in the one that begins when it ends', () => {
  const week = weekDays('2026-11-21', 'Europe/Berlin', 'MO');
  const dates = (start: string, end?: string) => daysHolding(week, new Date(start), end ? new Date(end) : null).map(({ date }) => date);
  expect(dates('2026-11-18T23:00:00Z')).toEqual(['2026-11-19']);
  expect(dates('2026-11-18T22:59:59Z')).toEqual(['2026-11-18']);
  expect(dates('2026-11-18T12:00:00Z', '2026-11-19T23:00:00Z')).toEqual(['2026-11-18', '2026-11-19']);
  expect(dates('2026-11-01T12:00:00Z')).toEqual([]);
});

test('in every zone, a thing moved to another day keeps its wall clock and never ends before it starts', () => {
  const { upTo } = dice(31);
  for (const facts of distinctZones()) {
    for (const { at: change } of [...changesOf(facts), { at: Date.UTC(2027, 5, 1) }]) {
      const from = Math.floor((change - (2 + upTo(20)) * DAY) / MINUTE) * MINUTE + upTo(DAY / MINUTE) * MINUTE;
      const end = from + upTo(5 * 60) * MINUTE;
      const date = new Date(wallBy(facts, change)).toISOString().slice(0, 10);
      const moved = moveToDay(new Date(from), new Date(end), date, facts.zone);
      const wall = wallBy(facts, from);
      const should = instantBy(facts, Date.parse(`${date}T00:00:00Z`) + (wall % DAY));
      const isSameDay = new Date(wall).toISOString().startsWith(date);
      expect(moved.at.getTime(), `${facts.zone} ${new Date(from).toISOString()} → ${date}`).toBe(isSameDay ? from : should.at);
      expect(moved.endsAt!.getTime()).toBeGreaterThanOrEqual(moved.at.getTime());
    }
  }
});

test('dropped on its own day, even within a repeated hour, a thing stays', () => {
  const second = new Date('2026-10-25T01:30:00Z');
  expect(moveToDay(second, null, '2026-10-25', 'Europe/Berlin')).toEqual({ at: second, endsAt: null, how: 'exact' });
  const gap = moveToDay(new Date('2026-03-28T01:30:00Z'), new Date('2026-03-28T02:00:00Z'), '2026-03-29', 'Europe/Berlin');
  expect(gap).toEqual({ at: new Date('2026-03-29T01:30:00Z'), endsAt: new Date('2026-03-29T02:00:00Z'), how: 'gap' });
});
