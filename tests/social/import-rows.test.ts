import { expect, test } from 'vitest';
import { accountsNamed, namesOfAccounts } from '#app/domains/social/importing/named-accounts.ts';
import { postsFrom, type Surroundings } from '#app/domains/social/importing/post-rows.ts';
import { postTable } from '#app/domains/social/importing/post-table.ts';
import { dice } from '../support/zones.ts';

const account = (id: string, platform: 'mastodon' | 'twitter' | 'pinterest', username: string, displayName: string, place: string | null = null) => ({ id: `00000000-0000-7000-8000-00000000000${id}`, platform, username, displayName, place, platformData: {} });
const ACCOUNTS = [account('1', 'mastodon', 'harbour', 'The Harbour', 'https://social.example'), account('2', 'twitter', 'harbour', 'The Harbour'), account('3', 'twitter', 'tugs', 'Rivers, Lakes and Ports'), account('4', 'pinterest', 'boats', 'Boats')];
const AROUND: Surroundings = { as: 'scheduled', zone: 'Europe/Berlin', now: new Date('2029-01-01T00:00:00Z'), accounts: ACCOUNTS, files: [{ id: '00000000-0000-7000-8000-0000000000aa', name: 'tug, red.jpg' }], campaigns: [{ id: '00000000-0000-7000-8000-0000000000bb', name: 'Winter' }] };
const [MASTODON, X, TUGS, BOATS] = ACCOUNTS.map(({ id }) => id);

test.each([
  ['@harbour on Mastodon', [MASTODON]], ['mastodon', [MASTODON]], ['@harbour@social.example', [MASTODON]], ['X: harbour; The Harbour (Mastodon)', [X, MASTODON]], ['twitter @tugs | pinterest', [TUGS, BOATS]],
  ['Rivers, Lakes and Ports', [TUGS]], ['Boats, Mastodon', [BOATS, MASTODON]], ['Rivers, Lakes and Ports; boats', [TUGS, BOATS]], [X!, [X]], ['@BOATS\n@tugs', [BOATS, TUGS]],
])('“%s” names its accounts', (cell, ids) => {
  expect(accountsNamed(cell, namesOfAccounts(ACCOUNTS))).toEqual({ ids, sentences: [] });
});

const quoted = (cell: string, separator: string) => (cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const ENCODE: ((text: string) => Uint8Array)[] = [
  (text) => new TextEncoder().encode(text),
  (text) => new TextEncoder().encode(`\uFEFF${text}`),
  (text) => new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (sign) => sign.charCodeAt(0)).buffer),
  (text) => Uint8Array.from(Array.from({ length: text.length }, (_, at) => [text.charCodeAt(at) >> 8, text.charCodeAt(at) & 255]).flat()),
  (text) => Uint8Array.from(text, (sign) => (sign === '€' ? 0x80 : sign.charCodeAt(0))),
];
const TEXTS = ['The harbour', 'Fähre für 3 €', 'two\nlines', 'say "dawn", please', ' ; tabs\tand; more', '=1+1', '', '@tugs are back', 'a, b; c'];
const DATES = ['2030-05-01', '1.5.2030', '2030-02-30', '', '03/04/2030', '2030-03-31'];
const TIMES = ['09:00', '2:30', '25:00', '', '9 pm', '02:30'];
const ZONES = ['', 'Europe/Lisbon', 'Europe/Atlantis', 'America/New_York', 'UTC+2'];
const NAMED = ['X', '@harbour on Mastodon', '@harbour', '', 'Boats', 'nobody', 'X; @tugs'];

test('by seed: whatever a file holds, each row is a post or a sentence at its place, and what is a post says what was written', () => {
  for (let seed = 0; seed < 600; seed += 1) {
    const { pick, upTo } = dice(seed);
    const [separator, end] = [pick([',', ';', '\t']), pick(['\n', '\r\n'])];
    const header = ['text', 'date', 'time', 'zone', 'accounts', 'media', 'campaign', 'anything'].sort(() => upTo(3) - 1);
    const cells = Array.from({ length: 1 + upTo(12) }, () => ({ text: pick(TEXTS), date: pick(DATES), time: pick(TIMES), zone: pick(ZONES), accounts: pick(NAMED), media: pick(['', '', 'tug, red.jpg', 'gone.png']), campaign: pick(['', 'winter', 'summer']), anything: pick(['', 'x']) }) as Record<string, string>);
    const rows = cells.filter((row) => header.some((name) => row[name]!.trim() !== ''));
    const text = [header, ...rows.map((row) => header.map((name) => row[name]!))].map((line) => line.map((cell) => quoted(cell, separator)).join(separator)).join(end);
    const encode = pick(ENCODE);
    const read = postTable(encode(text));
    if (rows.length === 0) {
      expect(read.ok).toBe(false);
      continue;
    }
    expect(read, `seed ${seed}`).toMatchObject({ ok: true });
    if (!read.ok) continue;
    expect(read.table.rows).toHaveLength(rows.length);
    const { posts, troubles } = postsFrom(read.table, AROUND);
    const lines = read.table.rows.map(({ line }) => line);
    const told = new Set(troubles.map(({ line }) => line));
    for (const [index, line] of lines.entries()) {
      const post = posts.find((each) => each.line === line);
      expect(Boolean(post) !== told.has(line), `seed ${seed}, line ${line}`).toBe(true);
      if (!post) continue;
      expect(post.changes.text, `seed ${seed}, line ${line}`).toBe(rows[index]!.text!.trim());
      expect(post.changes.targets!.length).toBeGreaterThan(0);
      expect(post.changes.media).toHaveLength(rows[index]!.media === '' ? 0 : 1);
      if (post.when) expect(post.when.at.getTime()).toBeGreaterThan(AROUND.now.getTime());
    }
    for (const { sentence, column, columnName } of troubles) {
      expect(sentence).toMatch(/\.$/);
      if (column !== null) expect(header[column - 1]).toBe(columnName);
    }
  }
});
