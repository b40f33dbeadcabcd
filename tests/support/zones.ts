/** What the runtime's own table says of each zone, read in another way than the app reads it: the oracle of the time tests. */
export const FROM = Date.UTC(2024, 0, 1);
export const TO = Date.UTC(2031, 0, 1);
const [SECOND, MINUTE] = [1000, 60_000];
const WEEK = 7 * 24 * 60 * MINUTE;

export interface Stretch {
  from: number;
  to: number;
  offset: number;
}

export interface ZoneFacts {
  zone: string;
  stretches: Stretch[];
}

export const ALL_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

function readStretches(zone: string, from: number, to: number): Stretch[] {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsetAt = (at: number) => {
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(at))!;
    return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * SECOND) || 0;
  };
  const stretches = [{ from, to, offset: offsetAt(from) }];
  for (let week = from; week < to; week += WEEK) {
    const last = stretches.at(-1)!;
    if (offsetAt(week + WEEK) === last.offset) continue;
    let [same, other] = [week, week + WEEK];
    while (other - same > SECOND) {
      const middle = Math.floor((same + other) / 2 / SECOND) * SECOND;
      if (offsetAt(middle) === last.offset) same = middle;
      else other = middle;
    }
    last.to = other;
    stretches.push({ from: other, to, offset: offsetAt(other) });
  }
  return stretches;
}

let distinct: ZoneFacts[] | undefined;

/** One zone for each behaviour between 2024 and 2030; the several hundred others only repeat them. */
export function distinctZones(): ZoneFacts[] {
  if (!distinct) {
    const found = new Map<string, ZoneFacts>();
    for (const zone of ALL_ZONES) {
      const stretches = readStretches(zone, FROM, TO);
      const behaviour = JSON.stringify(stretches);
      if (!found.has(behaviour)) found.set(behaviour, { zone, stretches });
    }
    distinct = Array.from(found.values());
  }
  return distinct;
}

export const changesOf = ({ stretches }: ZoneFacts) => stretches.slice(1).map(({ from, offset }, index) => ({ at: from, before: stretches[index]!.offset, after: offset }));

export const wallBy = ({ stretches }: ZoneFacts, at: number) => at + stretches.find(({ from, to }) => at >= from && at < to)!.offset;

/** Every stretch is asked; none has the time in a gap, two have it in an overlap. */
export function instantBy({ stretches }: ZoneFacts, wall: number): { at: number; how: 'exact' | 'gap' | 'overlap' } {
  const possible = stretches.filter(({ from, to, offset }) => wall - offset >= from && wall - offset < to);
  if (possible.length > 0) return { at: wall - possible[0]!.offset, how: possible.length > 1 ? 'overlap' : 'exact' };
  const before = stretches.findLast(({ to, offset }) => wall - offset >= to)!;
  return { at: wall - before.offset, how: 'gap' };
}

/** Reproducible chance. */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (most: number) => Math.floor(next() * most);
  return { next, upTo, pick: <T>(list: readonly T[]): T => list[upTo(list.length)]! };
}
