import { expect, test } from 'vitest';
import type { Kept, Piece } from '#app/domains/social/connectors/connector.ts';
import { youtube } from '#app/domains/social/connectors/youtube.ts';
import { youtube as simulator, type YoutubeState } from '#tests/simulators/youtube.ts';
import { media, Rig } from './rig.ts';

const PART = 8 * 1024 * 1024;
const rig = () => new Rig(youtube, simulator);
const stateOf = (r: Rig) => r.running.world.state as YoutubeState;
const film = (r: Rig, changes: Partial<Piece> = {}) => r.piece({ format: 'video', title: 'Lamps of the quay', media: [media('video')], ...changes });
const puts = (r: Rig) => r.running.seen.filter(({ method, path }) => method === 'PUT' && path.startsWith('/api/upload/')).length;

test('the refresh token comes with the first sign-in, and is kept when a renewal brings none', async () => {
  const r = rig();
  const account = await r.account();
  expect(account.refreshToken).toMatch(/^1\/\//);
  r.pass(3_600);
  await expect(youtube.profile!(r.wireOf(account), account)).rejects.toMatchObject({ why: 'expired' });
  const tokens = await youtube.refresh!(r.wireOf(account), account);
  expect(tokens).toMatchObject({ refreshToken: null, expiresAt: new Date(r.clock.getTime() + 3_599_000) });
  expect((await youtube.profile!(r.wireOf(account), { ...account, accessToken: tokens.accessToken })).displayName).toBe('Demo Gazette');
  r.running.simulator.revoke(stateOf(r));
  await expect(youtube.refresh!(r.wireOf(account), account)).rejects.toMatchObject({ why: 'revoked' });
});

test('a film is private until it is fired, and was processed before', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r);
  const { handle } = await r.prepare(account, piece);
  expect(stateOf(r).videos[0]).toMatchObject({ privacy: 'private', polls: 0 });
  await r.fire(account, piece, handle);
  expect(stateOf(r).videos[0]).toMatchObject({ privacy: 'public', title: 'Lamps of the quay', category: '22', madeForKids: false });
});

test('a broken upload goes on at the byte that YouTube names', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r, { media: [media('video', { bytes: PART * 2 + 1_000 })] });
  const kept: { handle: Kept } = { handle: {} };
  let sent = 0;
  const wire = r.wireOf(account, { fetching: (request) => (/^bytes \d/.test(request.headers.get('Content-Range') ?? '') && ++sent === 2 ? Promise.reject(new TypeError('The connection was reset')) : r.running.fetch(request)) });
  await expect(youtube.prepare!(wire, account, piece, {}, async (handle) => void (kept.handle = handle))).rejects.toThrow('The connection broke');
  expect(stateOf(r).sessions[0]!.received).toBe(PART);
  const before = puts(r);
  const { prepared } = await r.prepare(account, piece, kept);
  expect(prepared.kind).toBe('ready');
  // One question, two parts: the first is not sent again.
  expect(puts(r) - before).toBe(3);
  expect(stateOf(r).sessions).toHaveLength(1);
});

test('an upload whose session is over begins anew', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r);
  const kept: { handle: Kept } = { handle: {} };
  await expect(youtube.prepare!(r.wireOf(account), account, piece, {}, async (handle) => { kept.handle = handle; throw new Error('crash'); })).rejects.toThrow('crash');
  r.pass(8 * 86_400);
  const tokens = await youtube.refresh!(r.wireOf(account), account);
  const { prepared } = await r.prepare({ ...account, accessToken: tokens.accessToken }, piece, kept);
  expect(prepared.kind).toBe('ready');
  expect(stateOf(r).videos).toHaveLength(1);
});

test('a long film is sent in turns, so that no lease runs out meanwhile', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r, { media: [media('video', { byteSize: PART * 9, read: async (from, to) => new Uint8Array(to - from) })] });
  const kept: { handle: Kept } = { handle: {} };
  const first = await youtube.prepare!(r.wireOf(account), account, piece, {}, async (handle) => void (kept.handle = handle));
  expect(first).toEqual({ kind: 'wait', seconds: 1, sentence: 'The film is on its way to YouTube.' });
  expect((await r.prepare(account, piece, kept)).prepared.kind).toBe('ready');
});

test('the picture that stands for the film is set before it is public', async () => {
  const r = rig();
  const account = await r.account();
  const { prepared } = await r.prepare(account, film(r, { media: [media('video'), media('image')] }));
  expect([prepared.kind, stateOf(r).videos[0]!.thumbnail]).toEqual(['ready', 'image/jpeg']);
  stateOf(r).unconfirmed.push(account.platformAccountId);
  const refused = await r.prepare(account, film(r, { media: [media('video'), media('image')] }));
  expect(refused.prepared).toMatchObject({ kind: 'refused', code: 'thumbnail', sentence: expect.stringMatching(/^YouTube says: .*thumbnails\.$/) });
  expect(r.running.posts()).toEqual([]);
});

test('the choices of the post reach YouTube', async () => {
  const r = rig();
  const account = await r.account();
  const { outcome } = await r.publish(account, film(r, { options: { privacy: 'unlisted', category: '27', tags: 'lamps, on a quay', madeForKids: true }, link: 'https://example.com/lamps' }));
  expect(outcome.kind).toBe('confirmed');
  expect(stateOf(r).videos[0]).toMatchObject({ privacy: 'unlisted', category: '27', tags: ['lamps', 'on a quay'], madeForKids: true, description: 'A demo post about lamps\n\nhttps://example.com/lamps' });
});

test.each([
  ['no title', { title: null }, 'A film on YouTube needs a title.'],
  ['a bracket in the title', { title: 'Lamps > candles' }, 'YouTube takes neither < nor > in a title or a description.'],
  ['too many tags', { options: { tags: 'lamps and more,'.repeat(40) } }, 'All tags together may have 500 characters.'],
])('%s is refused before anything is sent', async (_name, changes, sentence) => {
  const r = rig();
  const { prepared } = await r.prepare(await r.account(), film(r, changes));
  expect(prepared).toEqual({ kind: 'refused', code: 'invalid', sentence });
  expect(stateOf(r).sessions).toEqual([]);
});

test('a description is counted in bytes', async () => {
  const r = rig();
  const { prepared } = await r.prepare(await r.account(), film(r, { text: 'ü'.repeat(2_501) }));
  expect(prepared).toMatchObject({ kind: 'refused', sentence: 'YouTube says: The request metadata specifies an invalid video description.' });
});

test('a film that YouTube cannot process is refused with the reason', async () => {
  const r = rig();
  r.running.plan({ name: 'processing-fails', on: 'prepare', times: 1 });
  const { prepared } = await r.prepare(await r.account(), film(r));
  expect(prepared).toEqual({ kind: 'refused', code: 'codec', sentence: 'YouTube did not take the film: codec.' });
});

test('a film that was removed before its time is told, and not waited for', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r);
  const { handle } = await r.prepare(account, piece);
  stateOf(r).videos = [];
  await expect(r.prepare(account, piece, { handle })).rejects.toMatchObject({ why: 'unavailable' });
  expect((await r.fire(account, piece, handle)).outcome).toMatchObject({ kind: 'rejected', code: 'videoNotFound' });
});

test('a used-up quota waits for midnight in California', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r);
  const { handle } = await r.prepare(account, piece);
  stateOf(r).quota.units = 9_990;
  const { outcome } = await r.fire(account, piece, handle);
  expect(outcome).toMatchObject({ kind: 'deferred', sentence: expect.stringContaining('daily quota') });
  // 09:00 and some seconds in London is one o'clock there.
  expect(outcome.kind === 'deferred' && outcome.seconds).toBeGreaterThan(22.9 * 3600);
  r.pass(outcome.kind === 'deferred' ? outcome.seconds : 0);
  const tokens = await youtube.refresh!(r.wireOf(account), account);
  expect((await r.fire({ ...account, accessToken: tokens.accessToken }, piece, handle)).outcome.kind).toBe('confirmed');
});

test('more than a hundred films a day wait as well', async () => {
  const r = rig();
  const account = await r.account();
  stateOf(r).quota.inserts = 100;
  await expect(r.prepare(account, film(r))).rejects.toMatchObject({ why: 'too-fast' });
});

test('an application that Google has not audited is told that its films stay private', async () => {
  const r = rig();
  stateOf(r).audited = false;
  const { outcome } = await r.publish(await r.account(), film(r));
  expect(outcome).toMatchObject({ kind: 'rejected', code: 'locked' });
  expect(r.running.posts()).toEqual([]);
});

test('films of more than 15 minutes need a confirmed channel, and that is told ahead', async () => {
  const r = rig();
  const long = film(r, { media: [media('video', { seconds: 901 })] });
  const account = await r.account();
  expect(await youtube.preflight!(r.wireOf(account), account, long)).toBeNull();
  stateOf(r).unconfirmed.push(account.platformAccountId);
  const again = await r.account();
  expect(await youtube.preflight!(r.wireOf(again), again, long)).toContain('15 minutes');
  expect(await youtube.preflight!(r.wireOf(again), again, film(r))).toBeNull();
});

test('a comment whose answer was lost is found among the newest, and only our own', async () => {
  const r = rig();
  const account = await r.account();
  const { outcome } = await r.publish(account, film(r));
  const parent = outcome.kind === 'confirmed' ? outcome.published : null;
  const piece = r.piece({ part: 'comment', text: 'The first comment', parent, root: parent });
  stateOf(r).comments.push({ id: 'x', channel: 'UCsomebodyElse', video: parent!.id, text: 'The first comment', at: r.clock.toISOString() });
  r.running.plan({ name: '500-after', on: 'publish', times: 1 });
  const since = r.clock;
  expect((await r.fire(account, piece, {})).outcome.kind).toBe('ambiguous');
  const seen = await youtube.recent!(r.wireOf(account), account, since, piece);
  expect(seen.map(({ text, mediaCount }) => [text, mediaCount])).toEqual([['The first comment', 0]]);
});

test('a film for children takes no comment, and that is told', async () => {
  const r = rig();
  const account = await r.account();
  const { outcome } = await r.publish(account, film(r, { options: { madeForKids: true } }));
  const parent = outcome.kind === 'confirmed' ? outcome.published : null;
  expect((await r.fire(account, r.piece({ part: 'comment', parent, root: parent }), {})).outcome).toMatchObject({ kind: 'rejected', code: 'commentsDisabled' });
});
