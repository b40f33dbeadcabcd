import type { RowTrouble } from '#app/domains/planning/csv-plan.ts';
import { type CsvRow, short, simple } from '#app/domains/planning/csv-rows.ts';
import { whenFrom } from '#app/domains/planning/csv-when.ts';
import { isZone } from '#app/platform/time.ts';
import { resolutionNote } from '#app/ui/zoned-time.ts';
import { accountName } from '../accounts/account.ts';
import type { Kept, OptionField, Platform } from '../connectors/connector.ts';
import { CONNECTORS } from '../connectors/registry.ts';
import { type Moment, type PostChanges, writePostInput } from '../composing/inputs.ts';
import { choicesOf } from '../composing/options.ts';
import { whyNotAhead } from '../composing/post-time.ts';
import { accountsNamed, type Nameable, namesOfAccounts } from './named-accounts.ts';
import { cellAt, type Column, type PostTable, severalIn } from './post-table.ts';

export type PlannedAs = 'draft' | 'scheduled';

export interface RowPost {
  line: number;
  changes: PostChanges;
  when: { wall: Moment; at: Date } | null;
  /** What the file itself calls it. */
  id: string;
  /** What the person should know although the row is fine. */
  notes: RowTrouble[];
}

/** All that the cells may name. */
export interface Surroundings {
  as: PlannedAs;
  zone: string;
  now: Date;
  accounts: readonly (Nameable & { platformData: Record<string, unknown> })[];
  files: readonly { id: string; name: string }[];
  campaigns: readonly { id: string; name: string }[];
}

/** Where a sentence belongs: a column, an option's column, or the row. */
export type Place = Column | { platform: Platform; option: string } | null;

/** A sentence at its row and column, counted from 1 as a spreadsheet does. */
export function troubleAt({ header, places, options }: PostTable, line: number, at: Place, sentence: string): RowTrouble {
  const index = at === null ? undefined : typeof at === 'string' ? places.get(at) : options.find(({ platform, option }) => platform === at.platform && option === at.option)?.place;
  return { line, column: index === undefined ? null : index + 1, columnName: index === undefined ? null : header.cells[index]!.trim(), sentence };
}

/** What files the cells name: the library is asked for these. */
export const filesNamedIn = ({ rows, places }: PostTable) => [...new Set(rows.flatMap((row) => fileNames(cellAt(row, places.get('media')))))];
export const campaignsNamedIn = ({ rows, places }: PostTable) => [...new Set(rows.map((row) => cellAt(row, places.get('campaign')).toLowerCase()).filter(Boolean))];

/** A name may hold a comma, so both ways of reading are asked for. */
const fileNames = (cell: string) => [...new Set([...severalIn(cell), ...severalIn(cell).flatMap((part) => severalIn(part, /,/))])];

/** Every row is either a post or a sentence at its place. */
export function postsFrom(table: PostTable, around: Surroundings): { posts: RowPost[]; troubles: RowTrouble[] } {
  const named = namesOfAccounts(around.accounts);
  const posts: RowPost[] = [];
  const troubles: RowTrouble[] = [];
  for (const row of table.rows) {
    const own: RowTrouble[] = [];
    const refuse = (at: Place, sentence: string) => own.push(troubleAt(table, row.line, at, sentence));
    if (row.cells.slice(table.header.cells.length).some((cell) => cell.trim() !== '')) refuse(null, 'This row has more cells than the first line has columns. Put a text with a comma between quotation marks.');
    const post = postFrom(row, table, around, named, refuse);
    if (post && own.length === 0) posts.push(post);
    else troubles.push(...own);
  }
  return { posts, troubles };
}

type Refuse = (at: Place, sentence: string) => void;

const MOST_ID = 200;

function postFrom(row: CsvRow, table: PostTable, around: Surroundings, named: ReturnType<typeof namesOfAccounts>, refuse: Refuse): RowPost | null {
  const cell = (column: Column) => cellAt(row, table.places.get(column));
  const { ids, sentences } = accountsNamed(cell('accounts'), named);
  for (const sentence of sentences) refuse('accounts', sentence);
  if (around.as === 'scheduled' && ids.length === 0 && sentences.length === 0) refuse('accounts', 'No account is named. A post that is scheduled needs one.');
  const notes: RowTrouble[] = [];
  const when = whenOf(cell, around, (at, sentence) => notes.push(troubleAt(table, row.line, at, sentence)), refuse);
  const id = cell('id');
  if (id.length > MOST_ID) refuse('id', `An id can have at most ${MOST_ID} characters.`);
  const media = mediaOf(cell('media'), around.files, refuse);
  const campaign = cell('campaign') === '' ? null : around.campaigns.filter(({ name }) => name.toLowerCase() === cell('campaign').toLowerCase());
  if (campaign?.length === 0) refuse('campaign', `There is no campaign called ${short(cell('campaign'))}.`);
  if (campaign && campaign.length > 1) refuse('campaign', `Several campaigns are called ${short(cell('campaign'))}. Give them names of their own.`);
  const targets = ids.map((accountId) => ({ accountId, variant: variantFor(accountId, row, table, around, refuse) }));
  const read = writePostInput.safeParse({
    text: withHashtags(cell('text'), cell('hashtags')),
    title: cell('title'),
    link: cell('link'),
    firstComment: cell('firstComment'),
    media: media.map((assetId) => ({ assetId })),
    targets,
    tags: severalIn(cell('tags')).flatMap((part) => severalIn(part, /,/)),
    campaignId: campaign?.[0]?.id ?? null,
  });
  if (read.success) return { line: row.line, changes: read.data, when, id, notes };
  for (const { path, message } of read.error.issues) refuse(COLUMN_OF[String(path[0])] ?? null, message);
  return null;
}

/** The column of a field of the input. */
export const COLUMN_OF: Record<string, Column> = { text: 'text', title: 'title', link: 'link', firstComment: 'firstComment', media: 'media', targets: 'accounts', account: 'accounts', tags: 'tags', campaignId: 'campaign', format: 'media', thread: 'text' };

function whenOf(cell: (column: Column) => string, { as, zone: usual, now }: Surroundings, tell: Refuse, refuse: Refuse): RowPost['when'] {
  const zone = cell('zone') || usual;
  if (!isZone(zone)) {
    refuse('zone', `There is no time zone ${short(zone)}. Write it like Europe/Berlin.`);
    return null;
  }
  if (cell('date') === '' && cell('time') === '') {
    if (as === 'scheduled') tell('date', 'It has no date, so it becomes a draft.');
    return null;
  }
  const found = whenFrom(cell('date'), cell('time'), zone);
  if ('sentence' in found) {
    refuse(found.at, found.sentence);
    return null;
  }
  if (found.time === null) {
    refuse('time', 'The time is missing. Write it as 09:30.');
    return null;
  }
  const late = whyNotAhead(found.instant, now);
  if (late && as === 'scheduled') refuse('date', late.replace(', or post now', ''));
  const note = resolutionNote(found.how, found.time, found.instant, zone);
  if (note) tell(cell('time') ? 'time' : 'date', note);
  return { wall: { date: found.date, time: found.time, zone }, at: found.instant };
}

function mediaOf(cell: string, files: Surroundings['files'], refuse: Refuse): string[] {
  const meant = (name: string) => files.filter((file) => file.id === name.toLowerCase() || file.name === name);
  const names = severalIn(cell).flatMap((part) => (meant(part).length > 0 ? [part] : severalIn(part, /,/)));
  return names.flatMap((name) => {
    const found = meant(name);
    if (found.length === 1) return [found[0]!.id];
    refuse('media', found.length === 0 ? `No file in the library is called ${short(name)}.` : `${found.length} files in the library are called ${short(name)}. Write the id of the one that is meant.`);
    return [];
  });
}

/** At the end of the words, but for those that are among them. */
function withHashtags(text: string, cell: string): string {
  const signs = cell.split(/[\s,;|]+/).filter(Boolean).map((sign) => `#${sign.replace(/^#+/, '')}`);
  const missing = [...new Set(signs)].filter((sign) => sign !== '#' && !new RegExp(`${sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, 'iu').test(text));
  return missing.length === 0 ? text : `${text}\n\n${missing.join(' ')}`.trim();
}

function variantFor(accountId: string, row: CsvRow, table: PostTable, { accounts }: Surroundings, refuse: Refuse) {
  const account = accounts.find(({ id }) => id === accountId)!;
  const options: Record<string, string | boolean> = {};
  for (const { platform, option, place } of table.options) {
    const cell = cellAt(row, place);
    if (platform !== account.platform || cell === '') continue;
    const field = CONNECTORS[platform]!.options.find(({ name }) => name === option)!;
    const value = optionFrom(field, cell, account.platformData as Kept);
    if (value === null) refuse({ platform, option }, whyNoOption(field, cell, account));
    else options[option] = value;
  }
  return Object.keys(options).length > 0 ? { options } : {};
}

const [ON, OFF] = [['yes', 'true', 'on', 'y', 'x'], ['no', 'false', 'off', 'n']];

function optionFrom(field: OptionField, cell: string, data: Kept): string | boolean | null {
  if (field.kind === 'text') return cell;
  if (field.kind === 'switch') return ON.includes(simple(cell)) || cell === '1' ? true : OFF.includes(simple(cell)) || cell === '0' ? false : null;
  return choicesOf(field, data).find(({ value, label }) => value.toLowerCase() === cell.toLowerCase() || label.toLowerCase() === cell.toLowerCase())?.value ?? null;
}

function whyNoOption(field: OptionField, cell: string, account: Surroundings['accounts'][number]): string {
  if (field.kind === 'switch') return `${short(cell)} is neither yes nor no.`;
  const labels = choicesOf(field, account.platformData as Kept).map(({ label }) => label || 'none').slice(0, 5);
  return `${accountName(account)} has no ${short(cell)} for “${field.label}”.${labels.length > 0 ? ` Choose from: ${labels.join(', ')}.` : ''}`;
}
