/**
 * A reader of RFC 5545 (and RFC 7986's calendar properties) that forgives nothing. It shares no line with the writer:
 * what it accepts, it accepts because the grammar of the RFC says so.
 */
export interface Property {
  name: string;
  params: Map<string, string>;
  value: string;
}

export interface Component {
  name: string;
  properties: Property[];
  parts: Component[];
}

export class NotIcs extends Error {}

const refuse = (why: string): never => {
  throw new NotIcs(why);
};
const must = (holds: boolean, why: string) => holds || refuse(why);

/** Octets to logical lines: CRLF ends each, none has more than 75 octets, no character is cut by a fold. */
function unfold(source: Uint8Array): string[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lines: string[] = [];
  let from = 0;
  while (from < source.length) {
    const end = source.indexOf(0x0a, from);
    must(end > from && source[end - 1] === 0x0d, `line ${lines.length + 1} does not end in CRLF`);
    const octets = source.subarray(from, end - 1);
    must(octets.length <= 75, `a line has ${octets.length} octets`);
    must(octets.length > 0, 'a line is empty');
    let line = '';
    try {
      line = decoder.decode(octets);
    } catch {
      refuse('a line is not UTF-8 by itself: a fold cuts a character, or the encoding is another');
    }
    must(!/[^\P{Cc}\t]/u.test(line), 'a line holds a control character');
    if (/^[ \t]/.test(line)) lines.push(`${lines.pop() ?? refuse('the first line is a continuation')}${line.slice(1)}`);
    else lines.push(line);
    from = end + 1;
  }
  return lines;
}

function contentLine(line: string): Property {
  const [head, name = ''] = /^([A-Za-z0-9-]+)(?=[;:])/.exec(line) ?? refuse(`no name: ${line}`);
  const params = new Map<string, string>();
  let rest = line.slice(head.length);
  while (rest.startsWith(';')) {
    const [whole, key = '', value = ''] = /^;([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*(?:,[^";:,]*)*)(?=[;:])/.exec(rest) ?? refuse(`a parameter is broken: ${line}`);
    must(!params.has(key.toUpperCase()), `a parameter stands twice: ${line}`);
    params.set(key.toUpperCase(), value.replace(/^"(.*)"$/, '$1'));
    rest = rest.slice(whole.length);
  }
  return { name: name.toUpperCase(), params, value: rest.slice(1) };
}

type Kind = 'text' | 'when' | 'whens' | 'utc' | 'local' | 'locals' | 'integer' | 'offset' | 'duration' | 'rule' | 'uri' | readonly string[];
type Times = '1' | '?' | '*';
type Table = Record<string, [Times, Kind]>;

const OBSERVANCE: Table = { DTSTART: ['1', 'local'], TZOFFSETFROM: ['1', 'offset'], TZOFFSETTO: ['1', 'offset'], RRULE: ['?', 'rule'], RDATE: ['*', 'locals'], TZNAME: ['*', 'text'], COMMENT: ['*', 'text'] };
const PROPERTIES: Record<string, Table> = {
  VCALENDAR: {
    PRODID: ['1', 'text'], VERSION: ['1', ['2.0']], CALSCALE: ['?', ['GREGORIAN']], METHOD: ['?', ['PUBLISH']], NAME: ['*', 'text'], DESCRIPTION: ['*', 'text'], UID: ['?', 'text'], URL: ['?', 'uri'],
    'LAST-MODIFIED': ['?', 'utc'], 'REFRESH-INTERVAL': ['?', 'duration'], SOURCE: ['?', 'uri'], COLOR: ['?', 'text'],
  },
  VEVENT: {
    UID: ['1', 'text'], DTSTAMP: ['1', 'utc'], DTSTART: ['1', 'when'], DTEND: ['?', 'when'], DURATION: ['?', 'duration'], CREATED: ['?', 'utc'], 'LAST-MODIFIED': ['?', 'utc'], SEQUENCE: ['?', 'integer'],
    SUMMARY: ['?', 'text'], DESCRIPTION: ['?', 'text'], LOCATION: ['?', 'text'], URL: ['?', 'uri'], STATUS: ['?', ['TENTATIVE', 'CONFIRMED', 'CANCELLED']], TRANSP: ['?', ['OPAQUE', 'TRANSPARENT']],
    CLASS: ['?', ['PUBLIC', 'PRIVATE', 'CONFIDENTIAL']], RRULE: ['?', 'rule'], 'RECURRENCE-ID': ['?', 'when'], EXDATE: ['*', 'whens'], RDATE: ['*', 'whens'],
  },
  VTIMEZONE: { TZID: ['1', 'text'], 'LAST-MODIFIED': ['?', 'utc'], TZURL: ['?', 'uri'] },
  STANDARD: OBSERVANCE,
  DAYLIGHT: OBSERVANCE,
};
const PARTS: Record<string, string[]> = { VCALENDAR: ['VEVENT', 'VTIMEZONE'], VTIMEZONE: ['STANDARD', 'DAYLIGHT'] };

function isRealDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== undefined && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}
const isRealTime = (text: string) => /^([01]\d|2[0-3])[0-5]\d([0-5]\d|60)$/.test(text);
const isDateTime = (text: string, suffix: string) => text.length === 15 + suffix.length && isRealDate(text.slice(0, 8)) && text[8] === 'T' && isRealTime(text.slice(9, 15)) && text.endsWith(suffix);
const isDuration = (text: string) => /^\+?P(\d+W|\d+D(T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S))?|T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S))$/.test(text);

const RULE_PARTS: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/, INTERVAL: /^[1-9]\d*$/, COUNT: /^[1-9]\d*$/, UNTIL: /^\d{8}(T\d{6}Z?)?$/, WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/, BYDAY: /^([+-]?[1-5]?\d?(MO|TU|WE|TH|FR|SA|SU))(,[+-]?[1-5]?\d?(MO|TU|WE|TH|FR|SA|SU))*$/,
  BYMONTHDAY: /^[+-]?([1-9]|[12]\d|3[01])(,[+-]?([1-9]|[12]\d|3[01]))*$/, BYMONTH: /^([1-9]|1[0-2])(,([1-9]|1[0-2]))*$/, BYSETPOS: /^[+-]?[1-9]\d{0,2}$/,
};

export function ruleParts(value: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of value.split(';')) {
    const [name = '', ...rest] = part.split('=');
    must(RULE_PARTS[name]?.test(rest.join('=')) === true, `RRULE cannot hold ${part}`);
    must(!parts.has(name), `RRULE says ${name} twice`);
    parts.set(name, rest.join('='));
  }
  must(parts.has('FREQ'), 'RRULE has no FREQ');
  must(!(parts.has('COUNT') && parts.has('UNTIL')), 'RRULE has both COUNT and UNTIL');
  must(!parts.has('BYSETPOS') || ['BYDAY', 'BYMONTHDAY', 'BYMONTH'].some((name) => parts.has(name)), 'RRULE has BYSETPOS of nothing');
  must(!/\d/.test(parts.get('BYDAY') ?? '') || ['MONTHLY', 'YEARLY'].includes(parts.get('FREQ')!), 'RRULE numbers a weekday within a week');
  must(!(parts.has('BYMONTHDAY') && parts.get('FREQ') === 'WEEKLY'), 'RRULE names days of a month within a week');
  return parts;
}

function checkWhen({ name, params, value }: Property, isList: boolean) {
  const isDay = params.get('VALUE') === 'DATE';
  must(['DATE', 'DATE-TIME', undefined].includes(params.get('VALUE')), `${name} has an odd VALUE`);
  must(!isDay || !params.has('TZID'), `${name} is a day with a zone`);
  const values = isList ? value.split(',') : [value];
  for (const each of values) must(isDay ? isRealDate(each) : isDateTime(each, params.has('TZID') ? '' : 'Z'), `${name} is no ${isDay ? 'day' : 'time with a zone'}: ${each}`);
}

function checkValue(kind: Kind, property: Property) {
  const { name, value, params } = property;
  const allowed = kind === 'when' || kind === 'whens' ? ['TZID', 'VALUE'] : kind === 'text' ? ['LANGUAGE', 'ALTREP'] : name === 'REFRESH-INTERVAL' ? ['VALUE'] : [];
  for (const param of params.keys()) must(allowed.includes(param) || param.startsWith('X-'), `${name} cannot have ${param}`);
  if (name === 'REFRESH-INTERVAL') must(params.get('VALUE') === 'DURATION', 'REFRESH-INTERVAL needs VALUE=DURATION');
  if (kind === 'text') must(/^(?:[^\\;,]|\\[\\;,nN])*$/.test(value), `${name} has something unescaped: ${value}`);
  else if (kind === 'when' || kind === 'whens') checkWhen(property, kind === 'whens');
  else if (kind === 'utc') must(isDateTime(value, 'Z'), `${name} is no UTC time: ${value}`);
  else if (kind === 'local' || kind === 'locals') for (const each of kind === 'local' ? [value] : value.split(',')) must(isDateTime(each, ''), `${name} is no local time: ${each}`);
  else if (kind === 'integer') must(/^\d{1,9}$/.test(value), `${name} is no number: ${value}`);
  else if (kind === 'offset') must(/^[+-]([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/.test(value) && !/^-0+$/.test(value), `${name} is no offset: ${value}`);
  else if (kind === 'duration') must(isDuration(value), `${name} is no duration: ${value}`);
  else if (kind === 'rule') ruleParts(value);
  else if (kind === 'uri') must(/^[a-z][a-z0-9+.-]*:[^\s"<>\\^`{|}]+$/i.test(value) && URL.canParse(value), `${name} is no URI: ${value}`);
  else must(kind.includes(value), `${name} cannot be ${value}`);
}

export const one = (component: Component, name: string): Property | undefined => component.properties.find((property) => property.name === name);

function checkComponent(component: Component) {
  const table = PROPERTIES[component.name] ?? refuse(`there is no ${component.name}`);
  for (const property of component.properties) {
    const [times, kind] = table[property.name] ?? (property.name.startsWith('X-') ? (['*', 'text'] as const) : refuse(`${component.name} cannot hold ${property.name}`));
    must(times === '*' || component.properties.filter(({ name }) => name === property.name).length === 1, `${component.name} has ${property.name} twice`);
    checkValue(kind, property);
  }
  for (const [name, [times]] of Object.entries(table)) must(times !== '1' || one(component, name) !== undefined, `${component.name} has no ${name}`);
  if (component.name === 'VTIMEZONE' || component.name === 'VCALENDAR') must(component.parts.length > 0, `${component.name} has no part`);
}

const shape = ({ params, value }: Property) => (params.get('VALUE') === 'DATE' ? 'day' : value.endsWith('Z') ? 'utc' : 'local');

function checkEvent(event: Component, zones: ReadonlySet<string>) {
  const start = one(event, 'DTSTART')!;
  const end = one(event, 'DTEND');
  must(!(end && one(event, 'DURATION')), 'VEVENT has both DTEND and DURATION');
  if (end) must(shape(end) === shape(start) && end.params.get('TZID') === start.params.get('TZID') && end.value > start.value, 'DTEND is of another kind than DTSTART, or not after it');
  if (shape(start) === 'day') must(/^P\d+[DW]$/.test(one(event, 'DURATION')?.value ?? 'P1D'), 'a day lasts days');
  for (const property of event.properties) {
    const zone = property.params.get('TZID');
    if (zone) must(zones.has(zone), `there is no VTIMEZONE for ${zone}`);
    if (property.name === 'EXDATE') must(shape(property) === shape(start) && zone === start.params.get('TZID'), 'EXDATE is of another kind than DTSTART');
  }
  const until = ruleParts(one(event, 'RRULE')?.value ?? 'FREQ=DAILY').get('UNTIL');
  if (until) must(shape(start) === 'day' ? isRealDate(until) : isDateTime(until, 'Z'), 'UNTIL is of another kind than DTSTART');
  must(!(one(event, 'RRULE') && one(event, 'RECURRENCE-ID')), 'an occurrence repeats by itself');
}

function checkCalendar(calendar: Component) {
  must(calendar.name === 'VCALENDAR', 'this is no VCALENDAR');
  const zones = calendar.parts.filter(({ name }) => name === 'VTIMEZONE').map((zone) => one(zone, 'TZID')!.value);
  must(new Set(zones).size === zones.length, 'two VTIMEZONE have one TZID');
  const events = calendar.parts.filter(({ name }) => name === 'VEVENT');
  const keyOf = (event: Component) => `${one(event, 'UID')!.value} ${one(event, 'RECURRENCE-ID')?.value ?? ''}`;
  must(new Set(events.map(keyOf)).size === events.length, 'two VEVENT have one UID');
  const masters = new Map(events.flatMap((event) => (one(event, 'RRULE') ? [[one(event, 'UID')!.value, event] as const] : [])));
  for (const event of events) {
    checkEvent(event, new Set(zones));
    const moved = one(event, 'RECURRENCE-ID');
    if (!moved) continue;
    const start = one(masters.get(one(event, 'UID')!.value) ?? refuse('RECURRENCE-ID without a rule'), 'DTSTART')!;
    must(shape(moved) === shape(start) && moved.params.get('TZID') === start.params.get('TZID'), 'RECURRENCE-ID is of another kind than its DTSTART');
  }
}

/** One whole calendar, or a NotIcs that says what is wrong. */
export function parseIcs(source: string | Uint8Array): Component {
  const open: Component[] = [];
  let calendar: Component | undefined;
  for (const line of unfold(typeof source === 'string' ? new TextEncoder().encode(source) : source)) {
    must(calendar === undefined, 'something follows the end');
    const property = contentLine(line);
    const around = open.at(-1);
    if (property.name === 'BEGIN') {
      must(open.length === 0 || PARTS[around!.name]?.includes(property.value) === true, `${property.value} cannot stand here`);
      open.push({ name: property.value, properties: [], parts: [] });
    } else if (property.name === 'END') {
      const closed = open.pop() ?? refuse('END without BEGIN');
      must(closed.name === property.value, `END:${property.value} closes ${closed.name}`);
      checkComponent(closed);
      if (open.length > 0) open.at(-1)!.parts.push(closed);
      else calendar = closed;
    } else {
      must(around !== undefined, 'a property stands outside');
      must(around!.parts.length === 0, `${property.name} stands after a part`);
      around!.properties.push(property);
    }
  }
  const whole = calendar ?? refuse('the end is missing');
  checkCalendar(whole);
  return whole;
}

export const textOf = (property: Property | undefined) => property?.value.replaceAll(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark));
