import { afterEach, expect, test, vi } from 'vitest';
import { answerOf, postSave } from '#app/domains/content/saving/post-save.ts';
import { documentOf, firstVersion } from './world.ts';

const json = (status: number, body: unknown, headers: HeadersInit = {}) => new Response(JSON.stringify(body), { status, headers });
const saved = { revision: 2, savedAt: '2030-05-06T09:00:00.000Z', status: 'draft', contentHash: 'h' };

afterEach(() => vi.unstubAllGlobals());

test('each answer of the server is told apart', async () => {
  const theirs = firstVersion({ revision: 3 });
  expect(await answerOf(json(200, saved))).toEqual({ kind: 'saved', ...saved });
  expect(await answerOf(json(409, { problem: { kind: 'conflict', message: 'Someone else saved.' }, theirs }))).toEqual({ kind: 'conflict', theirs });
  const slug = { kind: 'conflict', message: 'Another piece has this address.', field: 'slug' };
  expect(await answerOf(json(409, { problem: slug, theirs }))).toEqual({ kind: 'refused', problem: slug });
  for (const status of [422, 404, 403, 402]) expect(await answerOf(json(status, { problem: { kind: 'invalid', message: 'No.' } }))).toMatchObject({ kind: 'refused' });
  expect(await answerOf(Response.redirect('https://masthead.example/sign-in', 302))).toEqual({ kind: 'signed-out' });
  expect(await answerOf(json(401, {}))).toEqual({ kind: 'signed-out' });
  expect(await answerOf(json(429, {}, { 'Retry-After': '7' }))).toEqual({ kind: 'lost', afterMs: 7000 });
  expect(await answerOf(json(502, { problem: {} }))).toEqual({ kind: 'lost', afterMs: 0 });
  expect(await answerOf(new Response('<html>', { status: 200 }))).toEqual({ kind: 'lost' });
  expect(await answerOf(new Response('', { status: 413 }))).toMatchObject({ kind: 'refused', problem: { field: 'body' } });
});

test('what is small outlives the page, what is large does not try to, and no throw leaves it', async () => {
  const sent: RequestInit[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(init);
    if (sent.length === 3) throw new TypeError('no line');
    return json(200, saved);
  });
  const place = { path: '/content/piece/save', fields: { itemId: 'piece', _org: 'paper' } };
  await postSave(place, { revision: 1, reason: 'autosave', changes: { title: 'A' } });
  await postSave(place, { revision: 1, reason: 'autosave', changes: { body: documentOf('ü'.repeat(31_000)) } });
  expect(await postSave(place, { revision: 1, reason: 'autosave', changes: {} })).toEqual({ kind: 'lost' });
  expect(sent.map(({ keepalive }) => keepalive)).toEqual([true, false, true]);
  expect(Object.fromEntries(sent[0]!.body as FormData)).toEqual({ itemId: 'piece', revision: '1', reason: 'autosave', changes: '{"title":"A"}', _org: 'paper' });
});
