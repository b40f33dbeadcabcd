import { type Component, one, type Property, ruleParts } from './ics.ts';
import { instantBy, type ZoneFacts } from './zones.ts';

const DAY = 86_400_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

const numbersOf = (text: string) => [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8), text.slice(9, 11), text.slice(11, 13), text.slice(13, 15)].map(Number);

/** A date-time's digits as the instant that UTC would mean. */
function wall(text: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = numbersOf(text);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const offsetMs = (text: string) => (text.startsWith('-') ? -1 : 1) * (Number(text.slice(1, 3)) * 3600 + Number(text.slice(3, 5)) * 60 + Number(text.slice(5, 7) || 0)) * 1000;

/** The clocks of a zone by its VTIMEZONE alone: Intl is not asked. */
export function zoneFrom(calendar: Component, tzid: string): ZoneFacts {
  const timezone = calendar.parts.find((part) => part.name === 'VTIMEZONE' && one(part, 'TZID')!.value === tzid)!;
  const onsets = timezone.parts.flatMap((part) => {
    const [before, after] = [offsetMs(one(part, 'TZOFFSETFROM')!.value), offsetMs(one(part, 'TZOFFSETTO')!.value)];
    const walls = [one(part, 'DTSTART')!.value, ...part.properties.filter(({ name }) => name === 'RDATE').flatMap(({ value }) => value.split(','))];
    return walls.map((text) => ({ from: wall(text) - before, offset: after }));
  });
  onsets.sort((a, b) => a.from - b.from);
  return { zone: tzid, stretches: onsets.map((onset, index) => ({ ...onset, to: onsets[index + 1]?.from ?? Number.POSITIVE_INFINITY })) };
}

function monthSet(year: number, month: number, parts: Map<string, string>, startDay: number): number[] {
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const days = Array.from({ length }, (_, index) => index + 1);
  const weekday = (day: number) => WEEKDAYS[new Date(Date.UTC(year, month, day)).getUTCDay()]!;
  const byMonthDay = parts.get('BYMONTHDAY')?.split(',').map(Number);
  const byDay = parts.get('BYDAY')?.split(',');
  return days
    .filter((day) => (byMonthDay ? byMonthDay.includes(day) || byMonthDay.includes(day - length - 1) : byDay ? true : day === startDay))
    .filter((day) => !byDay || byDay.some((entry) => entry.endsWith(weekday(day)) && ['', String(Math.ceil(day / 7)), String(-Math.ceil((length - day + 1) / 7))].includes(entry.slice(0, -2).replace('+', ''))))
    .map((day) => Date.UTC(year, month, day));
}

/** The days of one period of the rule, before BYSETPOS. */
function periodSet(start: number, period: number, parts: Map<string, string>): number[] {
  const first = new Date(start);
  const [year, month, day] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
  const midnight = Date.UTC(year, month, day);
  if (parts.get('FREQ') === 'DAILY') return [midnight + period * DAY];
  if (parts.get('FREQ') === 'WEEKLY') {
    const monday = midnight - ((first.getUTCDay() + 6) % 7) * DAY + period * 7 * DAY;
    const wanted = parts.get('BYDAY')?.split(',') ?? [WEEKDAYS[first.getUTCDay()]!];
    return Array.from({ length: 7 }, (_, index) => monday + index * DAY).filter((each) => wanted.includes(WEEKDAYS[new Date(each).getUTCDay()]!));
  }
  if (parts.get('FREQ') === 'MONTHLY') return monthSet(year + Math.floor((month + period) / 12), (month + period) % 12, parts, day);
  return (parts.get('BYMONTH')?.split(',').map(Number) ?? [month + 1]).flatMap((each) => monthSet(year + period, each - 1, parts, day));
}

/** Every wall time of a rule until a limit, one after the other from the very first. */
function expandRule(start: number, rule: string, resolve: (wall: number) => number, isDay: boolean, limit: number): number[] {
  const parts = ruleParts(rule);
  const until = parts.get('UNTIL');
  const count = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY);
  const position = Number(parts.get('BYSETPOS') ?? 0);
  const found: number[] = [];
  for (let period = 0; ; period += Number(parts.get('INTERVAL') ?? 1)) {
    const days = periodSet(start, period, parts);
    if ((days[0] ?? 0) > limit) return found;
    const chosen = position === 0 ? days : days.slice(position < 0 ? position : position - 1, position < 0 ? position + 1 || undefined : position);
    for (const each of chosen.map((midnight) => midnight + (start % DAY))) {
      if (each < start) continue;
      if (each > limit || found.length === count || (until && (isDay ? each > wall(until) : resolve(each) > wall(until)))) return found;
      found.push(each);
    }
  }
}

export interface Shown {
  uid: string;
  at: number;
}

/** What a calendar program would show until a limit, with the feed as its only source. */
export function shownBy(calendar: Component, limit: number): Shown[] {
  const zones = new Map<string, ZoneFacts>();
  const resolver = (property: Property) => {
    const tzid = property.params.get('TZID');
    if (!tzid) return (each: number) => each;
    if (!zones.has(tzid)) zones.set(tzid, zoneFrom(calendar, tzid));
    return (each: number) => instantBy(zones.get(tzid)!, each).at;
  };
  const events = calendar.parts.filter(({ name }) => name === 'VEVENT');
  const overridden = new Set(events.flatMap((event) => (one(event, 'RECURRENCE-ID') ? [`${one(event, 'UID')!.value} ${wall(one(event, 'RECURRENCE-ID')!.value)}`] : [])));
  return events.flatMap((event) => {
    const uid = one(event, 'UID')!.value;
    const start = one(event, 'DTSTART')!;
    const [resolve, begins, rule] = [resolver(start), wall(start.value), one(event, 'RRULE')];
    if (!rule) return [{ uid, at: resolve(begins) }];
    const skipped = new Set(event.properties.filter(({ name }) => name === 'EXDATE').flatMap(({ value }) => value.split(',').map(wall)));
    const walls = expandRule(begins, rule.value, resolve, start.params.get('VALUE') === 'DATE', limit);
    return walls.filter((each) => !skipped.has(each) && !overridden.has(`${uid} ${each}`)).map((each) => ({ uid, at: resolve(each) }));
  });
}
