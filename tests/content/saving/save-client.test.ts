import { expect, test } from 'vitest';
import { FIELDS, itemKind } from '#app/domains/content/saving/changes.ts';
import type { SaveAnswer, SaveRequest, Unsent } from '#app/domains/content/saving/outside.ts';
import { SaveClient } from '#app/domains/content/saving/save-client.ts';
import { documentOf, firstVersion, Server, settled, Time } from './world.ts';

type Line = (request: SaveRequest, server: Server) => SaveAnswer | Promise<SaveAnswer>;

/** One page, one server, and a line that does what each test says. */
function page(line: Line = (request, server) => server.save(0, request), version = firstVersion()) {
  const time = new Time();
  const server = new Server(time, version);
  const desk = { requests: [] as SaveRequest[], kept: null as Unsent | null, line, shown: [] as object[], storage: true };
  const client = new SaveClient(version, {
    clock: time.clock,
    send: async (request) => {
      desk.requests.push(request);
      return desk.line(request, server);
    },
    keep: async (unsent) => {
      desk.kept = unsent;
      return desk.storage;
    },
  }, itemKind());
  client.page = { onShow: (changes) => desk.shown.push(changes) };
  return { time, server, client, desk };
}

test('a pause saves, and so do five seconds without one', async () => {
  const { time, client, desk } = page();
  client.change({ title: 'A' });
  await time.pass(1_100);
  expect(desk.requests).toEqual([]);
  await time.pass(200);
  expect(desk.requests).toEqual([{ revision: 1, reason: 'autosave', changes: { title: 'A' } }]);
  for (let letter = 0; letter < 12; letter += 1) {
    client.change({ excerpt: `${letter}` });
    await time.pass(500);
  }
  expect(desk.requests.length).toBe(2);
  expect(desk.requests[1]!.revision).toBe(2);
});

test('⌘S saves at once and says so; the last word for each field is sent', async () => {
  const { time, server, client, desk } = page();
  client.change({ title: 'A' });
  client.change({ title: 'B', excerpt: 'C' });
  client.save();
  await settled();
  expect(desk.requests).toEqual([{ revision: 1, reason: 'save', changes: { title: 'B', excerpt: 'C' } }]);
  expect(client.state()).toEqual({ kind: 'saved', at: server.current.editedAt });
  await time.pass(10_000);
  expect(desk.requests.length).toBe(1);
});

test('⌘S right after an autosave keeps those words for good, once', async () => {
  const { time, server, client, desk } = page();
  client.change({ title: 'A' });
  await time.pass(2_000);
  client.save();
  client.save();
  await settled();
  client.save();
  await settled();
  expect(desk.requests.slice(1)).toEqual([{ revision: 2, reason: 'save', changes: {} }]);
  expect(client.state().kind).toBe('saved');
  client.change({ title: 'A, and more' });
  await time.pass(2_000);
  expect([...server.history].map(([number, { reason, version }]) => [number, reason, version.title])).toEqual([[3, 'save', 'A'], [4, 'autosave', 'A, and more']]);
});

test('⌘S while an autosave is on its way, or its answer is lost, is not forgotten', async () => {
  const { time, server, client, desk } = page(async (request, at) => {
    await time.wait(100);
    at.save(0, request);
    return { kind: 'lost' };
  });
  client.change({ title: 'A' });
  await time.pass(1_250);
  client.save();
  await time.pass(500);
  desk.line = (request, at) => at.save(0, request);
  await time.pass(30_000);
  expect(server.history.get(3)).toMatchObject({ reason: 'save', version: { title: 'A' } });
  expect(client.state().kind).toBe('saved');
});

test('⌘S on a page where nobody wrote anything makes no revision, and asks no more than once', async () => {
  const { server, client, desk } = page();
  client.save();
  await settled();
  client.save();
  await settled();
  expect(desk.requests).toEqual([{ revision: 1, reason: 'save', changes: {} }]);
  expect([...server.history]).toEqual([]);
  expect(client.state()).toEqual({ kind: 'saved', at: server.current.editedAt });
  expect(desk.kept).toBe(null);
});

test('⌘S right after a reload keeps what the earlier page, or someone else, left as an autosave', async () => {
  const { time, server, client } = page();
  client.change({ title: 'A' });
  await time.pass(2_000);
  const reloaded = page((request) => server.save(0, request), server.current);
  reloaded.client.save();
  await settled();
  reloaded.client.save();
  await settled();
  expect([...server.history].map(([number, { reason, version }]) => [number, reason, version.title])).toEqual([[3, 'save', 'A']]);
  server.save(1, { revision: 3, reason: 'autosave', changes: { title: 'B' } });
  reloaded.client.tell({ type: 'met', theirs: server.current });
  reloaded.client.save();
  await settled();
  expect([...server.history].map(([number, { reason, version }]) => [number, reason, version.title])).toEqual([[3, 'save', 'A'], [4, 'autosave', 'B'], [5, 'save', 'B']]);
});

test('within 300 ms it is on this device, and gone from it once the server has it', async () => {
  const { time, client, desk } = page();
  client.touch(() => ({ body: documentOf('w1') }));
  await time.pass(299);
  expect(desk.kept?.changes.body).toEqual(documentOf('w1'));
  await time.pass(5_000);
  expect(desk.kept).toBe(null);
});

test('pauses between tries grow from one second to thirty, and a press tries at once', async () => {
  const { time, client, desk } = page(() => ({ kind: 'lost' }));
  client.change({ title: 'A' });
  client.save();
  await settled();
  const pauses: number[] = [];
  for (let tries = 0; tries < 7; tries += 1) {
    const state = client.state();
    const pause = state.kind === 'retrying' ? state.at - time.now : 0;
    pauses.push(pause);
    await time.pass(pause);
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  desk.line = (request, server) => server.save(0, request);
  client.retry();
  await settled();
  expect(client.state().kind).toBe('saved');
});

test('a save whose answer was lost is known again, with what was written since', async () => {
  const { time, server, client, desk } = page((request, at) => {
    at.save(0, request);
    return { kind: 'lost' };
  });
  client.touch(() => ({ body: documentOf('w1') }));
  client.save();
  await settled();
  client.touch(() => ({ body: documentOf('w1 w2') }));
  desk.line = (request, at) => at.save(0, request);
  await time.pass(20_000);
  expect(client.state().kind).toBe('saved');
  expect(server.current.body).toEqual(documentOf('w1 w2'));
  expect(desk.requests.map(({ revision }) => revision)).toEqual([1, 1, 2]);
});

test('a refused address is set aside, and the text saved without it', async () => {
  const { time, server, client, desk } = page();
  client.change({ slug: 'taken-1' });
  client.touch(() => ({ body: documentOf('w1') }));
  await time.pass(2_000);
  expect(server.current).toMatchObject({ slug: 'first', body: documentOf('w1') });
  expect(client.state()).toMatchObject({ kind: 'refused', field: 'slug', problem: { message: 'Another piece has this address.' } });
  expect(desk.kept?.changes).toEqual({ slug: 'taken-1' });
  client.change({ slug: 'free' });
  await time.pass(2_000);
  expect(client.state().kind).toBe('saved');
  expect(server.current.slug).toBe('free');
});

test('where nobody says which field it is, they go one by one, the text first', async () => {
  const { time, server, client, desk } = page();
  client.change({ language: 'nowhere', title: 'A' });
  client.touch(() => ({ body: documentOf('w1') }));
  await time.pass(3_000);
  expect(desk.requests.map(({ changes }) => Object.keys(changes).join())).toEqual(['language,title,body', 'body', 'title', 'language']);
  expect(server.current).toMatchObject({ title: 'A', language: 'en', body: documentOf('w1') });
  expect(client.state()).toMatchObject({ kind: 'refused', field: 'language' });
});

test('two who wrote different fields do not conflict, and the page shows the other’s', async () => {
  const { time, server, client, desk } = page();
  server.save(1, { revision: 1, reason: 'autosave', changes: { excerpt: 'Theirs' } });
  client.change({ title: 'Mine' });
  await time.pass(3_000);
  expect(client.state().kind).toBe('saved');
  expect(server.current).toMatchObject({ title: 'Mine', excerpt: 'Theirs' });
  expect(desk.shown).toEqual([{ excerpt: 'Theirs' }]);
  expect(desk.requests.at(-1)?.reason).toBe('merge');
});

test('two who wrote the same field do, until one of them decides', async () => {
  const { time, server, client, desk } = page();
  server.save(1, { revision: 1, reason: 'autosave', changes: { title: 'Theirs' } });
  client.change({ title: 'Mine' });
  await time.pass(3_000);
  const state = client.state();
  expect(state).toMatchObject({ kind: 'conflict', base: { title: '' }, mine: { title: 'Mine' }, theirs: { title: 'Theirs', revision: 2 } });
  if (state.kind !== 'conflict') return;
  client.change({ title: 'Mine, and more' });
  expect(client.resolve({ title: 'Theirs' }, state.changes)).toBe(false);
  const again = client.state();
  expect(again.kind === 'conflict' && client.resolve({ title: 'Theirs, and mine' }, again.changes)).toBe(true);
  await settled();
  expect(desk.requests.at(-1)).toEqual({ revision: 2, reason: 'merge', changes: { title: 'Theirs, and mine' } });
  expect(server.current.title).toBe('Theirs, and mine');
});

test('a revision that the page made by other means is adopted, also while a save is on its way', async () => {
  const { time, server, client, desk } = page();
  client.change({ title: 'A' });
  const flushed = await Promise.all([client.flush(), time.pass(100)]);
  expect(flushed[0]).toEqual({ ok: true, revision: 2 });
  client.adopt(server.move(0, 2)!);
  client.change({ title: 'B' });
  await time.pass(3_000);
  expect(desk.requests.map(({ revision }) => revision)).toEqual([1, 3]);
});

test('a flush tells what stands in the way', async () => {
  const { client, desk } = page(() => ({ kind: 'signed-out' }));
  client.change({ title: 'A' });
  expect(await client.flush()).toEqual({ ok: false, state: { kind: 'signed-out' } });
  desk.line = (request, server) => server.save(0, request);
  expect(await client.flush()).toEqual({ ok: true, revision: 2 });
});

test('offline nothing is tried until the line is back', async () => {
  const { time, client, desk } = page();
  client.tell({ type: 'offline' });
  client.change({ title: 'A' });
  await time.pass(60_000);
  expect(desk.requests).toEqual([]);
  expect(client.state().kind).toBe('offline');
  client.tell({ type: 'online' });
  await time.pass(10);
  expect(client.state().kind).toBe('saved');
});

test('where the device keeps nothing, it is known', async () => {
  const { time, client, desk } = page();
  desk.storage = false;
  client.change({ title: 'A' });
  await time.pass(200);
  expect(client.kept()).toBe(false);
});

test('with another writer for the body, the fields go on being saved', async () => {
  const time = new Time();
  const server = new Server(time, firstVersion());
  const client = new SaveClient(firstVersion(), { clock: time.clock, send: async (request) => server.save(0, request), keep: async () => true }, itemKind(FIELDS.filter((name) => name !== 'body')));
  server.save(1, { revision: 1, reason: 'autosave', changes: { body: documentOf('live') } });
  client.touch(() => ({ body: documentOf('not ours') }));
  client.change({ title: 'Mine' });
  await time.pass(3_000);
  expect(client.state().kind).toBe('saved');
  expect(server.current).toMatchObject({ title: 'Mine', body: documentOf('live') });
});

test('keys pressed just before an answer are read before the answer changes the page', async () => {
  const { time, server, client, desk } = page(async (request, at) => {
    await time.wait(100);
    return at.save(0, request);
  });
  server.save(1, { revision: 1, reason: 'autosave', changes: { body: documentOf('theirs') } });
  client.change({ title: 'Mine' });
  client.save();
  await time.pass(50);
  client.touch(() => ({ body: documentOf('w1') }));
  await time.pass(60);
  expect(client.state()).toMatchObject({ kind: 'conflict', mine: { body: documentOf('w1') }, theirs: { body: documentOf('theirs') } });
  expect(desk.shown).toEqual([]);
});
