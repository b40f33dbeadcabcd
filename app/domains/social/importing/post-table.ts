import { readText, type Encoding } from '#app/domains/planning/csv-encoding.ts';
import { csvRows, type CsvRow, short, simple } from '#app/domains/planning/csv-rows.ts';
import type { Connector, Platform } from '../connectors/connector.ts';
import { CONNECTORS } from '../connectors/registry.ts';

export const MOST_ROWS = 2000;
export const MOST_BYTES = 4_000_000;

/** What each column may be called: lower case, spaces for everything that is no letter. */
const NAMES = {
  id: ['id', 'key', 'external id', 'row id'],
  text: ['text', 'post', 'post text', 'message', 'caption', 'content', 'body', 'words', 'copy', 'tweet'],
  title: ['title', 'headline', 'subject'],
  date: ['date', 'day', 'publish date', 'post date', 'scheduled for', 'scheduled date', 'scheduled at', 'publish at', 'when', 'date and time', 'datetime'],
  time: ['time', 'clock', 'publish time', 'post time', 'scheduled time'],
  zone: ['zone', 'time zone', 'timezone', 'tz'],
  accounts: ['accounts', 'account', 'profiles', 'profile', 'platforms', 'platform', 'channels', 'channel', 'networks', 'network', 'goes to'],
  link: ['link', 'url', 'web address', 'link url'],
  firstComment: ['first comment', 'comment'],
  hashtags: ['hashtags', 'hashtag'],
  media: ['media', 'files', 'file', 'images', 'image', 'pictures', 'picture', 'videos', 'video', 'attachments', 'media files'],
  campaign: ['campaign', 'campaign name'],
  tags: ['tags', 'tag', 'labels', 'label'],
} as const;
export type Column = keyof typeof NAMES;
const COLUMNS = Object.keys(NAMES) as Column[];

/** A column for a setting that only one platform knows, such as "Pinterest board". */
export interface OptionColumn {
  platform: Platform;
  option: string;
  place: number;
}

export interface PostTable {
  header: CsvRow;
  rows: CsvRow[];
  places: ReadonlyMap<Column, number>;
  options: readonly OptionColumn[];
  /** Headers that no column is known for: told, not lost silently. */
  unread: string[];
  encoding: Encoding;
}

export interface Misread {
  ok: false;
  line: number;
  sentence: string;
}

/** A file as rows under names that we know. */
export function postTable(bytes: Uint8Array): { ok: true; table: PostTable } | Misread {
  const read = readText(bytes);
  if (!read.ok) return misread(read.line, read.sentence);
  const file = csvRows(read.text);
  if (!file.ok) return file;
  const [header, ...rows] = file.rows;
  if (!header) return misread(1, 'This file is empty.');
  const [places, options] = [new Map<Column, number>(), [] as OptionColumn[]];
  for (const [index, cell] of header.cells.entries()) {
    const name = simple(cell);
    const column = COLUMNS.find((each) => (NAMES[each] as readonly string[]).includes(name));
    const option = column ? null : optionNamed(name);
    const before = column ? places.get(column) : options.find((each) => option && each.platform === option.platform && each.option === option.option)?.place;
    if (before !== undefined) return misread(header.line, `Two columns mean the same: ${short(header.cells[before]!)} and ${short(cell)}. Remove one.`);
    if (column) places.set(column, index);
    else if (option) options.push({ ...option, place: index });
  }
  if (!places.has('text')) return misread(header.line, 'The first line has no column named “text”. Name the columns there: text, date, time, accounts.');
  if (rows.length > MOST_ROWS) return misread(rows[MOST_ROWS]!.line, 'This file has more than 2,000 rows. Split it into several.');
  if (rows.length === 0) return misread(header.line, 'This file names its columns and holds no post.');
  const known = [...places.values(), ...options.map(({ place }) => place)];
  const unread = header.cells.filter((cell, index) => cell.trim() !== '' && !known.includes(index));
  return { ok: true, table: { header, rows, places, options, unread, encoding: read.encoding } };
}

const misread = (line: number, sentence: string): Misread => ({ ok: false, line, sentence });

/** "pinterest board", "Instagram: show a reel in the feed too", "x who may reply": the platform, then the setting by its label or its name. */
function optionNamed(name: string): Omit<OptionColumn, 'place'> | null {
  for (const connector of Object.values(CONNECTORS)) {
    const option = connector.options.find(({ name: own, label }) => namesOf(connector).some((platform) => name === `${platform} ${simple(label)}` || name === `${platform} ${simple(own.replace(/([A-Z])/g, ' $1'))}`));
    if (option) return { platform: connector.platform, option: option.name };
  }
  return null;
}

const namesOf = ({ platform, name }: Connector) => [platform, simple(name)];

/** Our own export puts a quote before what a spreadsheet would run as a formula. */
export const cellAt = (row: CsvRow, place: number | undefined) => (place === undefined ? '' : (row.cells[place] ?? '').trim().replace(/^'(?=[=+\-@])/, ''));

/** Several in one cell: a line, a bar or a semicolon each; else commas. */
export const severalIn = (cell: string, separators: RegExp = /[;|\n\r]/): string[] => [...new Set((separators.test(cell) ? cell.split(new RegExp(separators, 'g')) : [cell]).map((each) => each.trim()).filter(Boolean))];
