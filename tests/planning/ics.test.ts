import { expect, test } from 'vitest';
import { DAY } from '#app/platform/time.ts';
import { type FeedEvent, icsFeed, type When } from '#app/domains/planning/ics.ts';
import { contentLine, zoneLines } from '#app/domains/planning/ics-lines.ts';
import { type Exception, NTHS, occurrencesBetween, type Rule, WEEKDAYS } from '#app/domains/planning/recurrence.ts';
import { NotIcs, one, parseIcs, textOf } from '#tests/support/ics.ts';
import { shownBy, zoneFrom } from '#tests/support/ics-expand.ts';
import { dice, distinctZones, FROM, instantBy, TO, wallBy } from '#tests/support/zones.ts';

const now = new Date('2026-11-21T05:00:00Z');
const entry = (when: When, more: Partial<FeedEvent> = {}): FeedEvent => ({ uid: 'entry-1@example.com', sequence: 0, createdAt: now, changedAt: now, title: 'Launch', status: 'planned', zone: 'Europe/Berlin', when, ...more });
const feed = (events: FeedEvent[], zone = 'Europe/Berlin') => icsFeed({ name: 'Editorial', zone, refreshMinutes: 60, events, now });
const moment = { at: new Date('2026-12-01T09:00:00Z'), endsAt: new Date('2026-12-01T10:30:00Z') };
const weekly: Rule = { pattern: { every: 'week', interval: 1, weekdays: ['TU'] }, zone: 'Europe/Berlin', time: '09:00', startsOn: '2026-03-01', ends: null, exceptions: [] };

test('an entry is written as the RFC has it', () => {
  const text = feed([entry(moment, { sequence: 3, status: 'cancelled', url: 'https://example.com/plan?a=1,2' })]);
  for (const line of ['VERSION:2.0', 'X-WR-CALNAME:Editorial', 'REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'UID:entry-1@example.com', 'DTSTAMP:20261121T050000Z', 'SEQUENCE:3', 'STATUS:CANCELLED', 'DTSTART;TZID=Europe/Berlin:20261201T100000', 'DTEND;TZID=Europe/Berlin:20261201T113000', 'URL:https://example.com/plan?a=1,2']) expect(text).toContain(`\r\n${line}\r\n`);
  expect(parseIcs(text).parts.map(({ name }) => name)).toEqual(['VTIMEZONE', 'VEVENT']);
  expect(feed([entry(moment)])).toBe(feed([entry(moment)]));
});

test('every text comes back as it was, folded at 75 octets without cutting a character', () => {
  const chance = dice(75);
  const letters = ['a', 'é', '漢', '👩🏽‍💻', ',', ';', '\\', '\n', '"', ':', ' ', '\\n', 'ß'];
  for (let turn = 0; turn < 80; turn += 1) {
    const title = `T${Array.from({ length: chance.upTo(160) }, () => chance.pick(letters)).join('')}.`;
    const event = parseIcs(feed([entry(moment, { title, description: title.slice(1) || '.' })])).parts[1]!;
    expect(textOf(one(event, 'SUMMARY'))).toBe(title);
    expect(textOf(one(event, 'DESCRIPTION'))).toBe(title.slice(1));
  }
  const odd = parseIcs(feed([entry(moment, { title: 'a\u0000b\u001bc\ud800d\r\ne\rf' })])).parts[1]!;
  expect(textOf(one(odd, 'SUMMARY'))).toBe('abc\ufffdd\ne\nf');
  expect(contentLine('X', 'a'.repeat(73))).not.toContain('\r\n ');
  expect(contentLine('X', 'a'.repeat(74))).toContain('\r\n ');
});

test('in every zone, a reader of the VTIMEZONE alone finds the instants that the zone’s table gives', () => {
  const chance = dice(30);
  for (const facts of distinctZones()) {
    const calendar = parseIcs(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${zoneLines(facts.zone, 2024, 2030)}END:VCALENDAR\r\n`);
    const read = zoneFrom(calendar, facts.zone);
    const points = facts.stretches.slice(1).flatMap(({ from }) => [from - 5_400_000, from - 1000, from, from + 1_800_000]);
    for (const at of [...points, ...Array.from({ length: 6 }, () => FROM + 2 * DAY + chance.upTo((TO - FROM - 4 * DAY) / 1000) * 1000)]) {
      expect(wallBy(read, at), `${facts.zone} ${new Date(at).toISOString()}`).toBe(wallBy(facts, at));
      expect(instantBy(read, wallBy(facts, at))).toEqual(instantBy(facts, wallBy(facts, at)));
    }
  }
});

test('what a calendar program makes of the feed is what our calendar shows: rules, ends, skipped and moved ones, in any zone', () => {
  const chance = dice(5545);
  const limit = Date.UTC(2030, 0, 1);
  for (let turn = 0; turn < 100; turn += 1) {
    const on = chance.upTo(2) ? { day: 1 + chance.upTo(31) } : { nth: chance.pick(NTHS), weekday: chance.pick(WEEKDAYS) };
    const interval = 1 + chance.upTo(3);
    const pattern = chance.pick<Rule['pattern']>([{ every: 'day', interval: interval * 5 }, { every: 'week', interval, weekdays: ['SU', chance.pick(WEEKDAYS)] }, { every: 'month', interval, on }, { every: 'year', interval, month: 3, on }]);
    const rule: Rule = { pattern, zone: chance.pick(distinctZones()).zone, time: chance.pick(['00:00', '02:30', '09:00', '23:30']), startsOn: `2026-0${1 + chance.upTo(9)}-15`, ends: chance.pick([null, { count: 1 + chance.upTo(40) }, { until: '2028-03-26' }]), exceptions: [] };
    const plain = occurrencesBetween(rule, new Date('2026-01-01'), new Date(limit));
    const exceptions = plain.slice(1, 9).flatMap(({ on: date }, index): Exception[] => (index % 3 === 0 ? [{ on: date, movedTo: null }] : index % 3 === 1 ? [{ on: date, movedTo: { date: '2027-03-28', time: `1${index}:15` } }] : []));
    const changed = { ...rule, exceptions };
    const calendar = parseIcs(feed([entry({ rule: changed, minutes: 45 })]));
    const shown = shownBy(calendar, limit + 2 * DAY).map(({ at }) => at).filter((at) => at < limit).sort((a, b) => a - b);
    expect(shown, JSON.stringify(changed)).toEqual(occurrencesBetween(changed, new Date('2026-01-01'), new Date(limit)).map(({ at }) => at.getTime()));
  }
});

test('skipped occurrences are an EXDATE, moved ones a VEVENT of their own with the same UID', () => {
  const calendar = parseIcs(feed([entry({ rule: { ...weekly, exceptions: [{ on: '2026-03-10', movedTo: { date: '2026-03-11', time: '14:00' } }, { on: '2026-03-17', movedTo: null }, { on: '2026-03-18', movedTo: null }] }, minutes: 0 })]));
  const [master, moved] = calendar.parts.filter(({ name }) => name === 'VEVENT');
  expect(one(master!, 'EXDATE')?.value).toBe('20260317T090000');
  expect(one(master!, 'RRULE')?.value).toBe('FREQ=WEEKLY;BYDAY=TU');
  expect([one(moved!, 'RECURRENCE-ID')?.value, one(moved!, 'DTSTART')?.value]).toEqual(['20260310T090000', '20260311T140000']);
});

test('whole days are dates, the end the day after the last; UTC needs no VTIMEZONE; an empty calendar is one too', () => {
  const days = parseIcs(feed([entry({ on: '2026-12-24', through: '2026-12-26' }), entry({ rule: { ...weekly, pattern: { every: 'year', interval: 1, month: 5, on: { day: 1 } } }, minutes: null }, { uid: 'b@example.com' })]));
  expect(days.parts.map(({ name }) => name)).toEqual(['VEVENT', 'VEVENT']);
  expect(one(days.parts[0]!, 'DTEND')?.value).toBe('20261227');
  expect(one(days.parts[1]!, 'DTSTART')?.params.get('VALUE')).toBe('DATE');
  expect(one(parseIcs(feed([entry(moment, { zone: 'UTC' })], 'UTC')).parts[0]!, 'DTSTART')?.value).toBe('20261201T090000Z');
  for (const zone of ['UTC', 'Asia/Tokyo']) expect(parseIcs(feed([], zone)).parts.map(({ name }) => name)).toEqual(['VTIMEZONE']);
});

test('the second of two equal hours, and a moment centuries away, keep their instant', () => {
  for (const at of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2400-07-01T10:00:00Z', '1900-01-01T00:00:00Z']) {
    const calendar = parseIcs(feed([entry({ at: new Date(at), endsAt: null })]));
    expect(new Date(shownBy(calendar, 0)[0]!.at).toISOString().replace('.000', '')).toBe(at);
  }
});

test('two thousand entries are written in well under a second of work', () => {
  const events = Array.from({ length: 2000 }, (_, index) => entry({ at: new Date(now.getTime() + index * 3_600_000), endsAt: null }, { uid: `entry-${index}@example.com` }));
  const began = process.cpuUsage();
  expect(feed(events).length).toBeGreaterThan(100_000);
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000);
});

test('the parser of the tests refuses what the RFC refuses', () => {
  const good = feed([entry({ rule: weekly, minutes: 30 })]);
  expect(() => parseIcs(good)).not.toThrow();
  const broken: [string, string | Uint8Array, RegExp?][] = [
    ['a bare newline', good.replaceAll('\r\n', '\n'), /CRLF/],
    ['a long line', good.replace('SUMMARY:Launch', `SUMMARY:${'x'.repeat(80)}`), /octets/],
    ['an empty line', good.replace('SUMMARY', '\r\nSUMMARY'), /empty/],
    ['a cut character', new TextEncoder().encode(good.replace('Launch', 'Laun€ch')).map((octet) => (octet === 0x82 ? 0x20 : octet)), /UTF-8/],
    ['a control character', good.replace('Launch', 'La\u0007unch'), /control/],
    ['a raw comma', good.replace('Launch', 'Launch, now'), /unescaped/],
    ['an unknown escape', good.replace('Launch', 'Launch\\t'), /unescaped/],
    ['no UID', good.replace(/UID:.*\r\n/, ''), /no UID/],
    ['two UIDs', good.replace(/(UID:.*\r\n)/, '$1$1'), /twice/],
    ['no PRODID', good.replace(/PRODID:.*\r\n/, ''), /no PRODID/],
    ['a local stamp', good.replace(/(DTSTAMP:\w+)Z/, '$1'), /DTSTAMP/],
    ['a floating start', good.replace('DTSTART;TZID=Europe/Berlin', 'DTSTART'), /DTSTART/],
    ['a zone without a VTIMEZONE', good.replaceAll('TZID=Europe/Berlin', 'TZID=Europe/Paris'), /no VTIMEZONE/],
    ['the 30th of February', good.replace(/(DTSTART;TZID=Europe\/Berlin):\d{8}/, '$1:20260230'), /DTSTART/],
    ['a status of its own', good.replace('STATUS:TENTATIVE', 'STATUS:PLANNED'), /STATUS/],
    ['an unknown property', good.replace('SUMMARY:', 'TITLE:'), /cannot hold TITLE/],
    ['both ends', good.replace('DURATION:PT30M', 'DURATION:PT30M\r\nDTEND;TZID=Europe/Berlin:20270101T000000'), /both/],
    ['an odd duration', good.replace('DURATION:PT30M', 'DURATION:30M'), /duration/],
    ['an odd offset', good.replace('TZOFFSETTO:+0100', 'TZOFFSETTO:1:00'), /offset/],
    ['minus zero', good.replace('TZOFFSETTO:+0100', 'TZOFFSETTO:-0000'), /offset/],
    ['an unknown rule', good.replace('FREQ=WEEKLY', 'FREQ=OFTEN'), /RRULE/],
    ['count and until', good.replace('FREQ=WEEKLY', 'FREQ=WEEKLY;COUNT=2;UNTIL=20270101T000000Z'), /both COUNT/],
    ['an until in local time', good.replace('FREQ=WEEKLY', 'FREQ=WEEKLY;UNTIL=20270101T000000'), /UNTIL/],
    ['a missing end', good.replace('END:VEVENT\r\n', ''), /closes/],
    ['a missing last line', good.slice(0, -'END:VCALENDAR\r\n'.length), /missing/],
    ['something after the end', `${good}${good}`, /follows/],
    ['the same event twice', good.replace(/(BEGIN:VEVENT[\s\S]*END:VEVENT\r\n)/, '$1$1'), /one UID/],
    ['an occurrence of nothing', good.replace(/RRULE:.*\r\n/, 'RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000\r\n'), /without a rule/],
    ['an odd parameter', good.replace('SUMMARY:', 'SUMMARY;FONT=big:'), /cannot have/],
    ['nothing', '', /missing/],
  ];
  for (const [what, source, why] of broken) {
    expect(source, what).not.toBe(good);
    expect(() => parseIcs(source), what).toThrow(NotIcs);
    if (why) expect(() => parseIcs(source), what).toThrow(why);
  }
});
