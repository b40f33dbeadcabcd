import { expect, test } from 'vitest';
import type { Kept, Piece } from '#app/domains/social/connectors/connector.ts';
import { certaintyFor } from '#app/domains/social/connectors/registry.ts';
import { tiktok } from '#app/domains/social/connectors/tiktok.ts';
import { tiktok as simulator, type TiktokState } from '#tests/simulators/tiktok.ts';
import { media, Rig } from './rig.ts';

const CHUNK = 5 * 1024 * 1024;
const rig = () => new Rig(tiktok, simulator);
const stateOf = (r: Rig) => r.running.world.state as TiktokState;
const film = (r: Rig, changes: Partial<Piece> = {}) => r.piece({ format: 'video', media: [media('video')], ...changes });
const large = (r: Rig, bytes = CHUNK * 3 + 77) => film(r, { media: [media('video', { byteSize: bytes, read: async (from, to) => new Uint8Array(to - from) })] });
const puts = (r: Rig) => r.running.seen.filter(({ method }) => method === 'PUT').map(({ operation }) => operation);

test.each([
  [4_096, 4_096, 1],
  [CHUNK, CHUNK, 1],
  [CHUNK * 2 - 1, CHUNK, 1],
  [CHUNK * 3 + 77, CHUNK, 3],
  [CHUNK * 1_000 + 500_000, CHUNK + 500, 1_000],
])('a film of %i bytes is cut as TikTok wants it', async (bytes, chunk, chunks) => {
  const r = rig();
  const account = await r.account();
  const begun = await tiktok.prepare!(r.wireOf(account), account, large(r, bytes), {}, async () => Promise.reject(new Error('begun'))).catch((error: Error) => error.message);
  expect(begun).toBe('begun');
  expect(stateOf(r).publications[0]).toMatchObject({ size: bytes, chunk, chunks });
});

test('every byte but the last chunk is there before it is fired, and nothing is public', async () => {
  const r = rig();
  const account = await r.account();
  const piece = large(r);
  const { handle } = await r.prepare(account, piece);
  expect(stateOf(r).publications[0]!.received).toBe(CHUNK * 2);
  expect(puts(r)).toEqual(['prepare', 'prepare']);
  expect(r.running.posts()).toEqual([]);
  expect((await r.fire(account, piece, handle)).outcome.kind).toBe('confirmed');
  expect(puts(r).at(-1)).toBe('publish');
});

test('a broken upload goes on at the byte that TikTok names', async () => {
  const r = rig();
  const account = await r.account();
  const piece = large(r);
  const kept: { handle: Kept } = { handle: {} };
  r.running.plan({ name: 'slow', on: 'prepare', times: 2 }, { name: 'reset-after', on: 'prepare', times: 1 });
  await expect(tiktok.prepare!(r.wireOf(account), account, piece, {}, async (handle) => void (kept.handle = handle))).rejects.toThrow('The connection broke');
  const { prepared, handle } = await r.prepare(account, piece, kept);
  expect(prepared.kind).toBe('ready');
  // The chunk whose answer was lost had arrived: nothing is sent twice.
  expect(puts(r)).toEqual(['prepare', 'prepare']);
  expect((await r.fire(account, piece, handle)).outcome.kind).toBe('confirmed');
  expect(stateOf(r).publications).toHaveLength(1);
});

test('the address for the bytes is asked for anew only once the old one is surely dead', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r);
  const { handle } = await r.prepare(account, piece);
  r.pass(3_000);
  expect((await r.prepare(account, piece, { handle })).handle.publishId).toBe(handle.publishId);
  r.pass(700);
  const fired = r.clock;
  expect((await r.fire(account, piece, handle)).outcome.kind).toBe('ambiguous');
  expect((await r.lookUp(account, piece, handle, fired)).kind).toBe('absent');
  const again = await r.prepare(account, piece, { handle });
  expect(again.handle.publishId).not.toBe(handle.publishId);
  expect((await r.fire(account, piece, again.handle)).outcome.kind).toBe('confirmed');
  expect(r.running.posts()).toHaveLength(1);
});

test('until moderation is over a post goes by the name of its upload, then by its own', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r);
  const fired = r.clock;
  const { outcome, handle } = await r.publish(account, piece);
  const id = outcome.kind === 'confirmed' ? outcome.published.id : '';
  expect(id).toBe(handle.publishId);
  expect(await r.lookUp(account, piece, handle, fired)).toMatchObject({ kind: 'found', published: { id, url: null } });
  expect((await tiktok.metrics!(r.wireOf(account), account, [id])).get(id)).toMatchObject({ likes: null, raw: { status: 'PUBLISH_COMPLETE' } });
  r.pass(120);
  const found = await r.lookUp(account, piece, handle, fired);
  expect(found).toMatchObject({ kind: 'found', published: { id: expect.stringMatching(/^\d+$/), url: expect.stringMatching(/@demo_gazette\/video\/\d+$/), data: { publishId: id } } });
  const reading = (await tiktok.metrics!(r.wireOf(account), account, [id])).get(id)!;
  expect(reading).toMatchObject({ likes: 0, impressions: 0, raw: { url: expect.stringContaining('/video/') } });
});

test('an upload that TikTok does not know is not begun a second time', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r);
  const { handle } = await r.publish(account, piece);
  r.pass(7_200);
  r.running.plan({ name: 'look-up-empty', on: 'look-up', times: 2 });
  expect((await r.lookUp(account, piece, handle, r.clock)).kind).toBe('unclear');
  await expect(r.prepare(account, piece, { handle })).rejects.toMatchObject({ why: 'unavailable' });
  expect(stateOf(r).publications).toHaveLength(1);
});

test('what TikTok fails to read is not live, and the reason is told', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r);
  r.running.plan({ name: 'processing-fails', on: 'prepare', times: 1 });
  const { handle } = await r.prepare(account, piece);
  r.running.plan({ name: 'silence-after', on: 'publish', times: 1 });
  expect((await r.fire(account, piece, handle)).outcome.kind).toBe('ambiguous');
  expect(await r.lookUp(account, piece, handle, r.clock)).toMatchObject({ kind: 'absent', proof: expect.stringContaining('cannot read a film of this format') });
  expect((await r.prepare(account, piece, { handle })).prepared).toMatchObject({ kind: 'refused', code: 'file_format_check_failed' });
});

test('while TikTok is at work a look says neither yes nor no', async () => {
  const r = rig();
  const account = await r.account();
  const piece = film(r);
  r.running.plan({ name: 'slow-processing', on: 'prepare', times: 1 });
  const { handle } = await r.publish(account, piece);
  const kinds = [];
  for (let look = 0; look < 4; look += 1) kinds.push((await r.lookUp(account, piece, handle, r.clock)).kind);
  expect(kinds).toEqual(['unclear', 'unclear', 'unclear', 'found']);
});

test('sent again after all, the last chunk makes no second post', async () => {
  const r = rig();
  const account = await r.account();
  const piece = large(r);
  const { handle } = await r.publish(account, piece);
  expect((await r.fire(account, piece, handle)).outcome.kind).toBe('ambiguous');
  expect(r.running.posts()).toHaveLength(1);
});

test('the account tells who may see a post and how long it may be', async () => {
  const r = rig();
  const { people } = stateOf(r).desk;
  stateOf(r).hidden.push(people[0]!.id);
  const account = await r.account();
  expect(account.data).toMatchObject({ mostSeconds: 600, privacyLevels: [{ value: 'FOLLOWER_OF_CREATOR', label: 'Followers' }, { value: 'MUTUAL_FOLLOW_FRIENDS', label: 'Friends' }, { value: 'SELF_ONLY', label: 'Only you' }] });
  const wire = r.wireOf(account);
  expect(await tiktok.preflight!(wire, account, film(r, { options: { privacy: 'PUBLIC_TO_EVERYONE' } }))).toContain('Who sees it');
  expect(await tiktok.preflight!(wire, account, film(r, { options: { privacy: 'SELF_ONLY' } }))).toBeNull();
  expect(await tiktok.preflight!(wire, account, film(r, { options: { privacy: 'SELF_ONLY' }, media: [media('video', { seconds: 601 })] }))).toBe('TikTok takes films of up to 600 seconds from this account; this one has 601.');
});

test('what a person did not turn on is off', async () => {
  const r = rig();
  const account = await r.account();
  const sent: string[] = [];
  const wire = r.wireOf(account, { fetching: async (request) => { if (request.url.includes('/init/')) sent.push(await request.clone().text()); return r.running.fetch(request); } });
  await tiktok.prepare!(wire, account, film(r, { options: { ...r.options(), comments: true, madeByAi: true } }), {}, async () => undefined);
  expect(JSON.parse(sent[0]!).post_info).toMatchObject({ disable_comment: false, disable_duet: true, disable_stitch: true, brand_content_toggle: false, brand_organic_toggle: false, is_aigc: true });
});

test('an application that TikTok has not audited is told why', async () => {
  const r = rig();
  stateOf(r).audited = false;
  const { prepared } = await r.prepare(await r.account(), film(r));
  expect(prepared).toMatchObject({ kind: 'refused', code: 'unaudited_client_can_only_post_to_private_accounts', sentence: expect.stringContaining('has not audited') });
});

test('fifteen posts a day, and the next one waits', async () => {
  const r = rig();
  const account = await r.account();
  for (let count = 0; count < 15; count += 1) {
    expect((await r.publish(account, film(r))).outcome.kind).toBe('confirmed');
    r.pass(60);
  }
  expect(await tiktok.preflight!(r.wireOf(account), account, film(r))).toBe('TikTok takes no more posts from this account today.');
  await expect(r.prepare(account, film(r))).rejects.toMatchObject({ why: 'too-fast', seconds: 3_600 });
});

test('the seventh beginning within a minute is too fast', async () => {
  const r = rig();
  const account = await r.account();
  for (let count = 0; count < 6; count += 1) await r.prepare(account, film(r));
  await expect(r.prepare(account, film(r))).rejects.toMatchObject({ why: 'too-fast' });
});

test('the proof of who signed in is hexadecimal, and the refresh token changes', async () => {
  const r = rig();
  const account = await r.account();
  expect(stateOf(r).desk.codes[0]!.challenge).toMatch(/^[0-9a-f]{64}$/);
  const tokens = await tiktok.refresh!(r.wireOf(account), account);
  expect(tokens.refreshToken).not.toBe(account.refreshToken);
  await expect(tiktok.refresh!(r.wireOf(account), account)).rejects.toMatchObject({ why: 'revoked' });
});

const photos = (r: Rig, count = 3, changes: Partial<Piece> = {}) => r.piece({ format: count > 1 ? 'carousel' : 'image', media: Array.from({ length: count }, () => media('image')), ...changes });

test('pictures are fetched by TikTok from our addresses, in their order, with the one request', async () => {
  const r = rig();
  const account = await r.account();
  const piece = photos(r, 35, { link: 'https://paper.example/lamps' });
  expect((await r.prepare(account, piece)).prepared.kind).toBe('ready');
  expect(stateOf(r).publications).toEqual([]);
  const { outcome } = await r.fire(account, piece, {});
  expect(outcome).toMatchObject({ kind: 'confirmed', published: { id: stateOf(r).publications[0]!.id, url: null } });
  expect(r.running.posts()[0]!.media.map(({ url }) => url)).toEqual(piece.media.map(({ url }) => url));
  expect(r.running.posts()[0]!.text).toBe('A demo post about lamps\n\nhttps://paper.example/lamps');
  r.pass(120);
  expect(await tiktok.settled!(r.wireOf(account), account, stateOf(r).publications[0]!.id)).toMatchObject({ kind: 'live' });
});

test('of pictures whose answer was lost nothing can be learned: a person is asked, and none is sent again', async () => {
  const r = rig();
  const account = await r.account();
  const piece = photos(r);
  expect([certaintyFor(tiktok, {}, 'post', 'carousel'), certaintyFor(tiktok, {}, 'post', 'image'), certaintyFor(tiktok, {}, 'post', 'video')]).toEqual(['nothing', 'nothing', 'handle']);
  r.running.plan({ name: 'reset-after', on: 'publish', times: 1 });
  expect((await r.fire(account, piece, {})).outcome.kind).toBe('ambiguous');
  expect(r.running.posts()).toHaveLength(1);
});

test('a refusal of pictures is for sure, and one that comes later is told as taken back', async () => {
  const r = rig();
  const account = await r.account();
  expect((await r.prepare(account, photos(r, 2, { media: [media('image', { mime: 'image/png', name: 'quay.png' })] }))).prepared).toMatchObject({ kind: 'refused', sentence: 'TikTok takes pictures as JPEG or WebP; “quay.png” is neither.' });
  expect((await r.fire(account, photos(r, 36), {})).outcome.kind).toBe('rejected');
  for (const [name, kind] of [['expired', 'expired'], ['too-fast', 'deferred'], ['refused', 'rejected']] as const) {
    r.running.plan({ name, on: 'publish', times: 1 });
    expect((await r.fire(account, photos(r), {})).outcome.kind).toBe(kind);
  }
  r.running.plan({ name: 'processing-fails', on: 'publish', times: 1 });
  r.pass(120);
  const { outcome } = await r.fire(account, photos(r), {});
  expect(r.running.posts()).toEqual([]);
  expect(outcome.kind === 'confirmed' && (await tiktok.settled!(r.wireOf(account), account, outcome.published.id))).toEqual({ kind: 'gone', sentence: 'TikTok took it and then did not publish it: TikTok could not fetch the pictures.' });
});
