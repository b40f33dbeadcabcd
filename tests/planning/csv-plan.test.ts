import { expect, test } from 'vitest';
import { csvLine } from '#app/domains/audit/csv.ts';
import { planFromCsv } from '#app/domains/planning/csv-plan.ts';
import { csvRows } from '#app/domains/planning/csv-rows.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const plan = (text: string, zone = 'Europe/Berlin') => planFromCsv(bytes(text), zone);
const told = (text: string) => plan(text).troubles.map(({ line, column, columnName, sentence }) => `${line}/${column ?? '-'} ${columnName ?? '-'}: ${sentence}`);
const first = (text: string) => plan(text).entries[0]!;

test('quotes, delimiters and line ends are read as RFC 4180 and spreadsheets write them', () => {
  const rows = (text: string) => {
    const file = csvRows(text);
    return file.ok ? file.rows.map(({ line, cells }) => [line, ...cells]) : file.sentence;
  };
  expect(rows('a,b\r\n"1,""x""\r\n2",\r\n\r\n3,4')).toEqual([[1, 'a', 'b'], [2, '1,"x"\r\n2', ''], [5, '3', '4']]);
  expect(rows('\uFEFFa;"b,c,d,e"\n1,5;2\n')).toEqual([[1, 'a', 'b,c,d,e'], [2, '1,5', '2']]);
  expect(rows('a\tb\r1\t')).toEqual([[1, 'a', 'b'], [2, '1', '']]);
  expect(rows('a,b\n1,"open\n2,3')).toBe('A quotation mark opens in line 2 and never closes.');
  expect(rows('a,b\n"1"x,2')).toMatch(/^In line 2, text follows/);
});

test('a cell that the writer quotes comes back as it was', () => {
  const cells = ['plain', 'a,b', 'say "hi"', 'two\nlines', '', ' spaced ', 'semi;colon'];
  const file = csvRows(csvLine(['h', 'h', 'h', 'h', 'h', 'h', 'h']) + csvLine(cells));
  expect(file.ok && file.rows[1]!.cells).toEqual(cells);
});

test('a row becomes an entry, whatever the columns are called', () => {
  expect(plan('Headline;Publish date;Start time;End;Time zone;State;Notes;Colour\nLaunch;1.12.2026;9:30;17:00;America/New_York;In progress;Say, hello;red')).toEqual({
    entries: [{ line: 2, key: '2026-12-01 09:30 America/New_York launch', title: 'Launch', description: 'Say, hello', status: 'in_progress', owner: null, zone: 'America/New_York', at: new Date('2026-12-01T14:30:00Z'), endsAt: new Date('2026-12-01T22:00:00Z'), isAllDay: false, how: 'exact', note: null }],
    troubles: [],
    unread: ['Colour'],
    encoding: 'UTF-8',
  });
});

test('days, times and instants are read in the forms that have one meaning', () => {
  const at = (date: string, time = '') => first(`title,date,time\nx,${date},${time}`)?.at.toISOString();
  expect([at('2026-07-01', '09:00'), at('2026/7/1', '9 am'), at('01.07.2026', '9:00 a.m.'), at('2026-07-01 09:00'), at('2026-07-01T09:00:00'), at('2026-07-01T07:00:00.000Z'), at('2026-07-01T03:00-0400'), at('1.7.2026', '9.00')]).toEqual(Array(8).fill('2026-07-01T07:00:00.000Z'));
  expect(at('2026-07-01', '12 am')).toBe('2026-06-30T22:00:00.000Z');
  expect(first('title,date\nx,2026-07-01')).toMatchObject({ isAllDay: true, at: new Date('2026-06-30T22:00:00Z'), endsAt: new Date('2026-07-01T22:00:00Z'), status: 'planned' });
  expect(first('title,date,end date\nx,2026-07-01,2026-07-03')).toMatchObject({ isAllDay: true, endsAt: new Date('2026-07-03T22:00:00Z') });
  expect(first('title,start,end\nx,2026-07-01 09:00,2026-07-02 10:00')).toMatchObject({ endsAt: new Date('2026-07-02T08:00:00Z') });
});

test('a time that the clocks skip is kept, moved, and told', () => {
  expect(first('title,date,time\nx,2026-03-29,02:30')).toMatchObject({ how: 'gap', at: new Date('2026-03-29T01:30:00Z'), note: 'Clocks in Berlin go forward and skip 02:30 that day. It becomes 03:30.' });
});

test('what is wrong is told as a sentence at its line and column, and the other rows stay', () => {
  const text = ['title,date,time,end,zone,status', 'a,2026-02-30,09:00,,,', '"b\nc",03/04/2026,,,,', 'd,2026-03-01,25:00,,,', 'e,2026-03-01,10:00,09:00,,', 'f,2026-03-01,,,Europe/Atlantis,', 'g,2026-03-01,,,,someday', ',2026-03-01,,,,', 'h,,,,,', 'i,2026-03-01,,,,,more', 'fine,2026-03-01,09:00,,,done'].join('\n');
  expect(told(text)).toEqual([
    '2/2 date: The date “2026-02-30” cannot be read, or there is no such day. Write it as 2026-03-29.',
    '3/2 date: The date “03/04/2026” cannot be read, or there is no such day. Write it as 2026-03-29.',
    '5/3 time: The time “25:00” cannot be read. Write it as 09:30.',
    '6/4 end: It ends before it starts.',
    '7/5 zone: There is no time zone “Europe/Atlantis”. Write it like Europe/Berlin.',
    '8/6 status: There is no status “someday”. Write planned, in progress, completed or cancelled.',
    '9/1 title: The title is missing.',
    '10/2 date: The date is missing.',
    '11/- -: This row has more cells than the first line has columns. Put a text with a comma between quotation marks.',
  ]);
  expect(plan(text).entries.map(({ title, line, status }) => [title, line, status])).toEqual([['fine', 12, 'completed']]);
});

test('a file that cannot be read as a whole says why, once', () => {
  const whole = (source: Uint8Array) => planFromCsv(source, 'UTC').troubles.map(({ sentence }) => sentence);
  expect(whole(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))[0]).toMatch(/^This is a workbook/);
  expect(whole(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 200, 0, 3, 4, 5, 6, 7, 8, 9))[0]).toMatch(/^This file is no text/);
  expect(whole(Uint8Array.of(0xff, 0xfe, 0x74, 0x00, 0x69))[0]).toMatch(/^This file is no text/);
  expect(whole(bytes(''))).toEqual(['This file is empty.']);
  expect(whole(bytes('name,colour\na,red'))[0]).toMatch(/no column named “date”/);
  expect(whole(bytes('date,colour\na,red'))[0]).toMatch(/no column named “title”/);
  expect(whole(bytes('title,date,name\na,b,c'))[0]).toMatch(/^Two columns mean the same/);
  expect(whole(bytes('title,date\n'))).toEqual(['This file names its columns and holds no entry.']);
  expect(whole(bytes(`title,date\n${'x,2026-03-01\n'.repeat(5001)}`))).toEqual(['This file has more than 5,000 rows. Split it into several.']);
});

const wide = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));
const ENCODINGS: [string, string, (text: string) => Uint8Array][] = [
  ['UTF-8', 'UTF-8', bytes],
  ['UTF-8 with a mark', 'UTF-8', (text) => bytes(`\uFEFF${text}`)],
  ['UTF-16, the small end first', 'UTF-16', (text) => wide(`\uFEFF${text}`)],
  ['UTF-16, the big end first', 'UTF-16', (text) => Uint8Array.from(Buffer.from(wide(`\uFEFF${text}`)).swap16())],
  ['UTF-16 without a mark', 'UTF-16', wide],
  ['Windows-1252', 'Windows-1252', (text) => Uint8Array.from(text, (sign) => ({ '€': 0x80, '…': 0x85, '“': 0x93, '”': 0x94 })[sign] ?? sign.charCodeAt(0))],
];
test.each(ENCODINGS)('%s is read, and told; what is wrong keeps its row and column', (_, encoding, encode) => {
  const read = planFromCsv(encode('title\tdate\ttime\tzone\nFähre für 3 €… “É”\t2027-03-01\t09:00\tEurope/Zürich\nÄrger am Kai\t2027-03-02\t09:00\tEurope/Berlin\nÖl\t2027-03-03\t09:00\tBerlin\n'), 'UTC');
  expect(read).toMatchObject({ encoding, entries: [{ line: 3, title: 'Ärger am Kai', at: new Date('2027-03-02T08:00:00Z') }] });
  expect(read.troubles.map(({ line, column, columnName, sentence }) => `${line}/${column} ${columnName}: ${sentence}`)).toEqual([
    '2/4 zone: There is no time zone “Europe/Zürich”. Write it like Europe/Berlin.',
    '4/4 zone: There is no time zone “Berlin”. Write it like Europe/Berlin.',
  ]);
});

test('a line that came from a file in another encoding is named; the whole file is not read as that', () => {
  const mixed = Uint8Array.of(...bytes('title,date\nFähre,2027-03-01\nÄrger,2027-03-02\ncaf'), 0xe9, ...bytes(',2027-03-03\n'));
  expect(planFromCsv(mixed, 'UTC')).toMatchObject({ entries: [], troubles: [{ line: 4, sentence: expect.stringContaining('another encoding than the rest') }] });
  expect(planFromCsv(Uint8Array.of(...bytes('title,date\ncaf'), 0xe9, ...bytes(',2027-03-03\n')), 'UTC')).toMatchObject({ encoding: 'Windows-1252', entries: [{ title: 'café' }] });
});

test('a row has the same key in every import, equal rows have their own, and an edited note changes none', () => {
  const keys = (text: string) => plan(text).entries.map(({ key }) => key);
  const text = 'title,date,time\nA,2026-03-01,09:00\nA,2026-03-01,9 am\nB,2026-03-01,\n';
  expect(keys(text)).toEqual(keys(text));
  expect(new Set(keys(text)).size).toBe(3);
  expect(keys('date;title;time;notes\r\n1.3.2026; a ;09:00;new\r\n')).toEqual(keys(text).slice(0, 1));
  expect(keys('id,title,date\n7,A,2026-03-01\n8,A,2026-03-01')).toEqual(['id:7', 'id:8']);
  expect(told('id,title,date\n7,A,2026-03-01\n7,B,2026-03-02')).toEqual(['3/1 id: The id “7” stands in two rows.']);
});

test('what our export marked against formulas is read without the mark', () => {
  expect(first(csvLine(['title', 'date']) + csvLine(['-5 % off', '2026-03-01'])).title).toBe('-5 % off');
  expect(first(csvLine(['title', 'date']) + csvLine(["'tis the season", '2026-03-01'])).title).toBe("'tis the season");
});
