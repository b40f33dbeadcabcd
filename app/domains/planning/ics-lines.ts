import { DAY, changeWithin, offsetAt, wallOf } from '#app/platform/time.ts';

const bytes = new TextEncoder();
const MOST_OCTETS = 75;

/** One content line of RFC 5545: folded so that no line has more than 75 octets and no character is cut. */
export function contentLine(name: string, value: string): string {
  const whole = `${name}:${value}`;
  if (bytes.encode(whole).length <= MOST_OCTETS) return `${whole}\r\n`;
  let [folded, line, octets] = ['', '', 0];
  for (const character of whole) {
    const size = bytes.encode(character).length;
    if (octets + size > MOST_OCTETS) {
      folded += `${line}\r\n`;
      [line, octets] = [' ', 1];
    }
    line += character;
    octets += size;
  }
  return `${folded}${line}\r\n`;
}

/** A text as a value. What no calendar can show, control characters and half characters, is left out or marked. */
export function textValue(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\t\n]/gu, '')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

const digits = (at: number) => new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');

export const utcValue = (at: Date): string => `${digits(at.getTime())}Z`;
export const wallValue = (wall: number): string => digits(wall);
export const dateValue = (date: string): string => date.replaceAll('-', '');

function offsetValue(offset: number): string {
  const seconds = Math.round(Math.abs(offset) / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(hours)}${two(minutes)}${rest ? two(rest) : ''}`;
}

interface Observance {
  before: number;
  after: number;
  kind: 'STANDARD' | 'DAYLIGHT';
  /** On the wall as it was before the change, as the RFC wants it. */
  onsets: number[];
}

/** A zone's real changes within the years, so that a reader needs no table of its own and no rule is guessed. */
export function zoneLines(zone: string, fromYear: number, toYear: number): string {
  const [start, end] = [Date.UTC(fromYear, 0, 1), Date.UTC(toYear + 1, 0, 1)];
  const observances: Observance[] = [];
  const add = (at: number, before: number, after: number) => {
    const year = new Date(at).getUTCFullYear();
    const standard = Math.min(offsetAt(Date.UTC(year, 0, 1), zone), offsetAt(Date.UTC(year, 6, 1), zone));
    const kind = after > standard ? 'DAYLIGHT' : 'STANDARD';
    const same = observances.find((one) => one.before === before && one.after === after && one.kind === kind);
    if (same) same.onsets.push(at + before);
    else observances.push({ before, after, kind, onsets: [at + before] });
  };
  const first = offsetAt(start, zone);
  add(start, first, first);
  for (let week = start; week < end; week += 7 * DAY) {
    const change = changeWithin(week, week + 7 * DAY, zone);
    if (change !== null) add(change, offsetAt(change - 1000, zone), wallOf(change, zone) - change);
  }
  const lines = observances.flatMap(({ before, after, kind, onsets: [onset, ...others] }) => [
    contentLine('BEGIN', kind),
    contentLine('DTSTART', wallValue(onset!)),
    ...(others.length > 0 ? [contentLine('RDATE', others.map(wallValue).join(','))] : []),
    contentLine('TZOFFSETFROM', offsetValue(before)),
    contentLine('TZOFFSETTO', offsetValue(after)),
    contentLine('END', kind),
  ]);
  return [contentLine('BEGIN', 'VTIMEZONE'), contentLine('TZID', zone), ...lines, contentLine('END', 'VTIMEZONE')].join('');
}
