import { beforeAll, describe, expect, test } from 'vitest';
import { uuid7 } from '#app/platform/ids.ts';
import type { PostsReport } from '#app/domains/social/importing/import-posts.server.ts';
import { type Program, programWith } from '../api/program.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeAsset } from '../support/media.ts';
import { colleague, founder } from '../support/people.ts';
import { arrangeAccount } from '../support/posts.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;
let [mastodon, x, pinterest] = ['', '', ''];

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'importing-posts');
  program = await programWith(app, owner.browser, ['post:write', 'post:schedule']);
  mastodon = await arrangeAccount(app, owner.organizationId, { username: 'harbour' });
  x = await arrangeAccount(app, owner.organizationId, { platform: 'twitter', username: 'harbour' });
  pinterest = await arrangeAccount(app, owner.organizationId, { platform: 'pinterest', username: 'boats', data: { boards: [{ id: 'b1', name: 'Ferries' }, { id: 'b2', name: 'Tugs' }] } });
});

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const kept = (organizationId = owner.organizationId) => rows("select p.*, to_char(p.scheduled_wall, 'YYYY-MM-DD HH24:MI') as wall from posts p where organization_id = $1 and deleted_at is null and import_key is not null order by id", [organizationId]);
const targetsOf = (id: string) => rows('select * from post_targets where post_id = $1 order by social_account_id', [id]);
const clear = () => rows('update posts set deleted_at = now() where organization_id = $1 and deleted_at is null', [owner.organizationId]);

type Options = { as?: 'draft' | 'scheduled'; check?: boolean };
const bring = async (csv: string, options: Options = {}) => {
  const reply = await program.post('/post-imports', { body: { csv, ...options } });
  return { ...reply, report: reply.body as unknown as PostsReport };
};
const places = ({ troubles }: PostsReport) => troubles.map(({ line, column, columnName, sentence }) => `${line}/${column ?? '-'} ${columnName ?? '-'}: ${sentence}`);
const send = (intent: string, file: string | Uint8Array<ArrayBuffer>, as = 'draft', browser = owner.browser) => browser.post('/social/import', { intent, as, file: new File([file], 'posts.csv') }, { follow: false });

const FILE = ['text,date,time,time zone,accounts,link,title,first comment,hashtags,tags', '"Boats, at dawn",2030-03-30,09:00,Europe/Lisbon,"@harbour on Mastodon; @harbour on X",https://paper.example/boats,,,#dawn boats,"Ferry, Harbour"', 'Later that day,2030-03-30 17:45,,,Mastodon,,,,,', 'No time at all,,,,Mastodon,,,,,'].join('\n');

describe('a file of posts', () => {
  test('is checked without a trace, then comes in as drafts that propose their times', async () => {
    await clear();
    const checked = await bring(FILE, { check: true });
    expect(checked.status).toBe(200);
    expect(checked.report).toMatchObject({ posts: 3, known: 0, brought: 0, scheduled: 0, troubles: [], undoId: null, unread: [], encoding: 'UTF-8' });
    expect(checked.report.sample[0]).toMatchObject({ line: 2, words: 'Boats, at dawn #dawn #boats', at: '2030-03-30T09:00:00.000Z', accounts: [{ id: mastodon }, { id: x }] });
    expect(await kept()).toEqual([]);
    expect((await bring(FILE)).report).toMatchObject({ brought: 3, scheduled: 0 });
    const [first, second, third] = await kept();
    expect(first).toMatchObject({ text: 'Boats, at dawn\n\n#dawn #boats', link: 'https://paper.example/boats', hashtags: ['dawn', 'boats'], status: 'draft', wall: '2030-03-30 09:00', time_zone: 'Europe/Lisbon', scheduled_at: null, version: 0 });
    expect(await targetsOf(first.id)).toMatchObject([{ social_account_id: mastodon, status: 'draft' }, { social_account_id: x, status: 'draft' }]);
    const desk = (await owner.browser.get(`/social/posts/${first.id}`)).text;
    expect(/name="date"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="date"/.exec(desk)?.slice(1)).toContain('2030-03-30');
    expect([second.wall, second.time_zone, third.wall]).toEqual(['2030-03-30 17:45', 'Europe/Berlin', null]);
    expect((await rows('select t.name from post_tags l join tags t on t.id = l.tag_id where l.post_id = $1 order by t.name', [first.id])).map(({ name }) => name)).toEqual(['Ferry', 'Harbour']);
  });

  test('comes onto the schedule at the moments of its rows, frozen as the composer freezes', async () => {
    await clear();
    const { report } = await bring(FILE, { as: 'scheduled' });
    expect(report).toMatchObject({ brought: 3, scheduled: 2, notes: [{ line: 4, columnName: 'date', sentence: 'It has no date, so it becomes a draft.' }] });
    const [first, second, third] = await kept();
    expect([first.scheduled_at, second.scheduled_at, third.scheduled_at].map((at) => at?.toISOString() ?? null)).toEqual(['2030-03-30T09:00:00.000Z', '2030-03-30T16:45:00.000Z', null]);
    expect([first.status, second.status, third.status]).toEqual(['scheduled', 'scheduled', 'draft']);
    const targets = await targetsOf(first.id);
    expect(targets.map(({ status, version, wake_at }) => [status, version, wake_at.toISOString()])).toEqual(Array(2).fill(['scheduled', 1, '2030-03-30T08:30:00.000Z']));
    const [version] = await rows('select * from post_versions where post_id = $1', [first.id]);
    expect(version.content[targets[0].id].parts[0].text).toBe('Boats, at dawn\n\n#dawn #boats\n\nhttps://paper.example/boats');
    expect(version.approved_at).not.toBeNull();
  });

  test('brought in again, whatever its encoding, separator and order of columns, it makes no second', async () => {
    const before = await kept();
    expect((await bring(FILE, { as: 'scheduled' })).report).toMatchObject({ posts: 3, known: 3, brought: 0, undoId: null });
    const other = ['Accounts;Post;Publish date;Time zone;Link;Hashtags', 'x: harbour | Mastodon: @harbour;Boats, at dawn;30.3.2030 9:00;Europe/Lisbon;https://paper.example/boats;#dawn #boats'].join('\r\n');
    expect((await bring(other, { as: 'scheduled' })).report).toMatchObject({ posts: 1, known: 1, brought: 0 });
    const grown = await bring(`${FILE}\nOne more,2030-04-01,09:00,,X,,,,,`, { as: 'scheduled' });
    expect(grown.report).toMatchObject({ posts: 4, known: 3, brought: 1 });
    expect((await kept()).slice(0, 3)).toEqual(before);
    expect(await kept()).toHaveLength(4);
  });

  test('two who bring in the same file at once make each post once', async () => {
    await clear();
    const answers = await Promise.all([1, 2, 3].map(() => bring(FILE, { as: 'scheduled' })));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(await kept()).toHaveLength(3);
  });

  test.each([
    ['UTF-8 with a mark', (text: string) => new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)])],
    ['UTF-16, the small end first', (text: string) => new Uint8Array([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(text, (sign) => sign.charCodeAt(0)).buffer)])],
    ['UTF-16, the big end first', (text: string) => new Uint8Array([0xfe, 0xff, ...Array.from(text, (sign) => [sign.charCodeAt(0) >> 8, sign.charCodeAt(0) & 255]).flat()])],
    ['Windows-1252', (text: string) => Uint8Array.from(text, (sign) => ({ '€': 0x80, '…': 0x85, '“': 0x93 })[sign] ?? sign.charCodeAt(0))],
  ])('%s is read', async (_, encode) => {
    await clear();
    const answer = await send('apply', encode('text\taccounts\nFähre für 3 €… “ab\tMastodon') as Uint8Array<ArrayBuffer>);
    expect(answer.status).toBe(302);
    expect((await kept()).map(({ text }) => text)).toEqual(['Fähre für 3 €… “ab']);
  });

  test('a workbook, a picture and an empty file are told for what they are', async () => {
    expect((await send('check', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).text).toContain('This is a workbook');
    expect((await send('check', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 200, 0, 3, 4, 5, 6, 7, 8, 9]))).text).toContain('This file is no text');
    expect((await send('check', '\uFEFF')).text).toContain('This file is empty');
  });
});

describe('each trouble is a sentence at its row and column, and the other rows come in', () => {
  test('days, times, zones, accounts, files, campaigns and links', async () => {
    await clear();
    const csv = [
      'text,date,time,zone,accounts,media,campaign,link', 'fine,2030-05-01,09:00,UTC,Mastodon,,,', 'a,2030-02-30,09:00,,Mastodon,,,', 'b,2030-05-01,25:00,,Mastodon,,,', 'c,2030-05-01,,,Mastodon,,,', 'd,2030-05-01,09:00,Europe/Atlantis,Mastodon,,,',
      'e,2020-05-01,09:00,,Mastodon,,,', 'f,2030-05-01,09:00,,"@harbour, @nobody",,,', 'g,2030-05-01,09:00,,,,,', 'h,2030-05-01,09:00,,Mastodon,missing.png,,', 'i,2030-05-01,09:00,,Mastodon,,Nothing of the kind,', 'j,2030-05-01,09:00,,Mastodon,,,ferry', ',2030-05-01,09:00,,Mastodon,,,', 'k,2030-05-01,09:00,,Mastodon,,,,one more', 'fine,2030-05-01,09:00,UTC,Mastodon,,,',
    ].join('\n');
    const { report } = await bring(csv, { as: 'scheduled' });
    expect(places(report)).toEqual([
      '3/2 date: The date “2030-02-30” cannot be read, or there is no such day. Write it as 2026-03-29.',
      '4/3 time: The time “25:00” cannot be read. Write it as 09:30.',
      '5/3 time: The time is missing. Write it as 09:30.',
      '6/4 zone: There is no time zone “Europe/Atlantis”. Write it like Europe/Berlin.',
      '7/2 date: This moment has passed. Choose a later one.',
      '8/5 accounts: “@harbour” may be The harbour on Mastodon or The harbour on X. Write which, such as “@harbour on Mastodon”.',
      '8/5 accounts: No connected account is called “@nobody”. Write it as it stands under Accounts.',
      '9/5 accounts: No account is named. A post that is scheduled needs one.',
      '10/6 media: No file in the library is called “missing.png”.',
      '11/7 campaign: There is no campaign called “Nothing of the kind”.',
      '12/8 link: This is not a web address. It begins with https://.',
      '13/1 text: There is nothing to say yet. Write something or add a file.',
      '14/-  -: This row has more cells than the first line has columns. Put a text with a comma between quotation marks.'.replace('  ', ' '),
      '15/- -: This row says the same as line 2, to the same accounts at the same time. Remove one of them.',
    ]);
    expect(report).toMatchObject({ posts: 1, brought: 1, rowsLeftOut: 13 });
    expect((await kept()).map(({ text }) => text)).toEqual(['fine']);
  });

  test('words over the limit of a platform, by the composer’s own rule; a draft may be so and is told', async () => {
    await clear();
    const csv = `text,date,time,accounts\n${'a'.repeat(281)},2030-05-01,09:00,X\n${'a'.repeat(280)},2030-05-01,09:00,X`;
    const { report } = await bring(csv, { as: 'scheduled' });
    expect(places(report)).toEqual(['2/1 text: X takes 280 characters; 1 is too many.']);
    expect(report.brought).toBe(1);
    const drafts = await bring(csv, { as: 'draft' });
    expect(drafts.report).toMatchObject({ troubles: [], known: 1, brought: 1, notes: [{ line: 2, column: 1, sentence: 'X takes 280 characters; 1 is too many.' }] });
  });

  test('settings of one platform are read by their labels, and only for it', async () => {
    await clear();
    const picture = await arrangeAsset(app, owner.organizationId, { name: 'a, tug.jpg', mime_type: 'image/jpeg' });
    const csv = 'text,accounts,date,time,media,title,Pinterest board,colour\nTug,@boats,2030-05-01,09:00,"a, tug.jpg",The tug,tugs,red\nFerry,@boats,2030-05-01,10:00,"a, tug.jpg",The ferry,Trains,red\nNone,@boats,2030-05-01,11:00,"a, tug.jpg",Boats,,red';
    const { report } = await bring(csv, { as: 'scheduled' });
    expect(places(report)).toEqual(['3/7 Pinterest board: The boats on Pinterest has no “Trains” for “Board”. Choose from: Ferries, Tugs.', '4/7 Pinterest board: Choose something for “Board”.']);
    expect(report.unread).toEqual(['colour']);
    const [post] = await kept();
    expect(await targetsOf(post.id)).toMatchObject([{ social_account_id: pinterest, variant: { options: { board: 'b2' } } }]);
    expect(await rows('select asset_id, position from post_media where post_id = $1', [post.id])).toEqual([{ asset_id: picture, position: 0 }]);
    expect(await rows("select asset_id from media_usages where place = 'post' and place_id = $1", [post.id])).toEqual([{ asset_id: picture }]);
  });

  test('a time that the clocks skip goes forward, one that they double is the first, and both are told', async () => {
    await clear();
    const { report } = await bring('text,date,time,zone,accounts\nSkipped,2030-03-31,02:30,Europe/Berlin,Mastodon\nDoubled,2030-10-27,02:30,Europe/Berlin,Mastodon', { as: 'scheduled' });
    expect(report.notes.map(({ line, columnName }) => [line, columnName])).toEqual([[2, 'time'], [3, 'time']]);
    expect(report.notes[0]!.sentence).toBe('Clocks in Berlin go forward and skip 02:30 that day. It becomes 03:30.');
    expect((await kept()).map(({ text, scheduled_at }) => [text, scheduled_at.toISOString()])).toEqual([['Skipped', '2030-03-31T01:30:00.000Z'], ['Doubled', '2030-10-27T00:30:00.000Z']]);
  });

  test('an id of the file’s own tells a row from all others', async () => {
    await clear();
    const csv = 'id,text,accounts\nr1,Same,Mastodon\nr2,Same,Mastodon\nr1,Other,Mastodon';
    const { report } = await bring(csv);
    expect(places(report)).toEqual(['4/1 id: The id “r1” stands in line 2 too.']);
    expect(await kept()).toHaveLength(2);
    expect((await bring('id,text,accounts\nr1,Written anew,Mastodon')).report).toMatchObject({ known: 1, brought: 0 });
  });
});

describe('an import is taken back', () => {
  test('whole, off the schedule and into the trash, and can come again', async () => {
    await clear();
    const { report } = await bring(FILE, { as: 'scheduled' });
    const ids = (await kept()).map(({ id }) => id);
    const undone = await program.post(`/post-imports/${report.undoId}/undo`);
    expect([undone.status, undone.body.count]).toEqual([200, 3]);
    expect(await kept()).toEqual([]);
    expect((await rows('select status, wake_at, look_at from post_targets where post_id = any ($1)', [ids])).every(({ status, wake_at, look_at }) => status === 'draft' && wake_at === null && look_at === null)).toBe(true);
    expect((await bring(FILE, { as: 'scheduled' })).report.brought).toBe(3);
    const restored = await owner.browser.post(`/social/posts/${ids[0]}`, { intent: 'restore', ids: ids[0] }, { follow: false });
    expect(restored.status).toBe(409);
  });

  test('not while something of it went out', async () => {
    await clear();
    const { report } = await bring(FILE, { as: 'scheduled' });
    const [first] = await kept();
    await rows("update post_targets set status = 'published', published_at = now() where post_id = $1 and social_account_id = $2", [first.id, x]);
    const undone = await program.post(`/post-imports/${report.undoId}/undo`);
    expect([undone.status, undone.body.detail]).toEqual([409, 'Some of these posts went out already, or are being sent. Take the others off one by one.']);
    expect(await kept()).toHaveLength(3);
  });

  test('by nobody else', async () => {
    await clear();
    const { report } = await bring(FILE);
    const stranger = await programWith(app, (await founder(app, 'strange-importing-posts')).browser, ['post:write']);
    expect((await stranger.post(`/post-imports/${report.undoId}/undo`)).status).toBe(404);
    expect((await program.post(`/post-imports/${uuid7()}/undo`)).status).toBe(404);
    expect(await kept()).toHaveLength(3);
  });
});

test('whoever writes brings in drafts; onto the schedule only who may schedule', async () => {
  await clear();
  const writer = await colleague(app, owner.browser, 'member');
  expect((await send('apply', 'text,accounts\nBy a member,Mastodon', 'draft', writer.browser)).status).toBe(302);
  expect((await send('check', 'text,date,time,accounts\nBy a member,2030-05-01,09:00,Mastodon', 'scheduled', writer.browser)).status).toBe(403);
  expect((await kept()).map(({ text, status }) => [text, status])).toEqual([['By a member', 'draft']]);
});

test('an organization that asks for approvals holds what a file schedules', async () => {
  const other = await founder(app, 'approving-imports');
  await arrangeAccount(app, other.organizationId, { username: 'held' });
  await rows('update organizations set settings = settings || \'{"postApprovals": {"required": 1, "fourEyes": false}}\' where id = $1', [other.organizationId]);
  const held = await programWith(app, other.browser, ['post:write', 'post:schedule']);
  const reply = await held.post('/post-imports', { body: { csv: 'text,date,time,accounts\nHeld,2030-05-01,09:00,@held', as: 'scheduled' } });
  expect((reply.body as unknown as PostsReport).waitsFor).toBe('One approval is missing for the post as it stands now.');
  expect(await rows('select v.approved_at from post_versions v join posts p on p.id = v.post_id where p.organization_id = $1', [other.organizationId])).toEqual([{ approved_at: null }]);
});

test('two thousand rows cost a trip for each two hundred, and one more is refused', async () => {
  const other = await founder(app, 'many-imports');
  await arrangeAccount(app, other.organizationId, { username: 'busy' });
  const many = await programWith(app, other.browser, ['post:write', 'post:schedule']);
  const line = (n: number) => `Post number ${n},2030-05-${String((n % 28) + 1).padStart(2, '0')},${String(n % 24).padStart(2, '0')}:${String(n % 60).padStart(2, '0')},@busy`;
  const csv = ['text,date,time,accounts', ...Array.from({ length: 2000 }, (_, n) => line(n))].join('\n');
  const reply = await many.post('/post-imports', { body: { csv, as: 'scheduled' } });
  expect(reply.body as unknown as PostsReport).toMatchObject({ brought: 2000, scheduled: 2000, troubles: [] });
  expect(reply.trips).toBeLessThanOrEqual(12);
  expect((await rows("select count(*)::int as count from post_targets where organization_id = $1 and status = 'scheduled' and version = 1", [other.organizationId]))[0].count).toBe(2000);
  const tooMany = await many.post('/post-imports', { body: { csv: `${csv}\n${line(9999)}`, as: 'scheduled' } });
  expect((tooMany.body as unknown as PostsReport).troubles).toEqual([{ line: 2002, column: null, columnName: null, sentence: 'This file has more than 2,000 rows. Split it into several.' }]);
}, 60_000);

test('the example that is offered comes in without a trouble', async () => {
  await clear();
  const example = await owner.browser.get('/social/import/example');
  expect(example.headers.get('Content-Disposition')).toContain('posts.csv');
  const { report } = await bring(example.text, { as: 'scheduled' });
  expect(report).toMatchObject({ posts: 3, brought: 3, scheduled: 2, troubles: [], unread: [] });
});
