import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Piece } from '#app/domains/social/connectors/connector.ts';
import { pinterest } from '#app/domains/social/connectors/pinterest.ts';
import { theOne } from '#app/domains/social/publishing/fingerprint.ts';
import { checkedOptions } from '#app/domains/social/composing/options.ts';
import { pinterest as simulator, type PinterestState } from '#tests/simulators/pinterest.ts';
import { media, Rig } from './rig.ts';

const rig = () => new Rig(pinterest, simulator);
const stateOf = (r: Rig) => r.running.world.state as PinterestState;
const pin = (r: Rig, changes: Partial<Piece> = {}) => r.piece({ format: 'image', media: [media('image')], ...changes });
const film = (r: Rig) => pin(r, { format: 'video', media: [media('video')] });

test('brings its boards along, however many pages they fill, and asks for one of them', async () => {
  const r = rig();
  for (let index = 0; index < 600; index += 1) stateOf(r).boards.push({ id: `60000${index}`, owner: '549755885175', name: `Demo board ${index}` });
  const { data } = await r.account();
  expect(data.boards).toHaveLength(602);
  expect(checkedOptions(pinterest.options, { board: '549755885202' }, data).errors).toEqual({});
  expect(checkedOptions(pinterest.options, { board: '549755885203' }, data).errors).toHaveProperty('board');
  expect(checkedOptions(pinterest.options, {}, data).errors).toHaveProperty('board');
  expect((await r.prepare(await r.account(), pin(r, { options: {} }))).prepared).toMatchObject({ kind: 'refused', code: 'no-board' });
});

test('a pin has its board, title, words, link and alt text', async () => {
  const r = rig();
  const account = await r.account();
  const { outcome } = await r.publish(account, pin(r, { title: 'Lamps', link: 'https://masthead.example/lamps', options: { board: '549755885202' } }));
  expect(outcome).toMatchObject({ kind: 'confirmed', published: { url: expect.stringMatching(/\/pin\/\d+\/$/) } });
  expect(stateOf(r).pins).toMatchObject([{ board: '549755885202', title: 'Lamps', description: 'A demo post about lamps', link: 'https://masthead.example/lamps', alt: 'A lamp on a quay' }]);
});

test.each([
  ['title', { title: 'x'.repeat(101) }],
  ['link', { link: `https://masthead.example/${'x'.repeat(2048)}` }],
  ['alt_text', { media: [media('image', { alt: 'x'.repeat(501) })] }],
])('a %s that is too long is refused in its words', async (field, changes) => {
  const r = rig();
  expect((await r.publish(await r.account(), pin(r, changes))).outcome).toMatchObject({ kind: 'rejected', sentence: expect.stringContaining(field) });
});

test('a small picture is sent along, a large one is fetched by Pinterest', async () => {
  const r = rig();
  const account = await r.account();
  const sourceOf = async (bytes: number) => {
    const file = media('image', { bytes });
    const { request } = await pinterest.fire!(r.wireOf(account), account, pin(r, { media: [file] }), {});
    return [JSON.parse(String(request.body)).media_source, file] as const;
  };
  const [small, file] = await sourceOf(70_000);
  expect(small).toEqual({ source_type: 'image_base64', content_type: 'image/jpeg', data: Buffer.from(await file.read(0, 70_000)).toString('base64') });
  const [large, other] = await sourceOf(8_000_001);
  expect(large).toEqual({ source_type: 'image_url', url: other.url });
});

describe('films', () => {
  test('go to the store in one signed form, once, without our token', async () => {
    const r = rig();
    const account = await r.account();
    r.running.plan({ name: 'slow-processing', on: 'prepare', times: 1 });
    expect((await r.publish(account, film(r))).outcome.kind).toBe('confirmed');
    expect(stateOf(r).media).toMatchObject([{ isSent: true, size: 4096 }]);
    expect(r.running.seen.filter(({ path }) => path === '/store/')).toHaveLength(1);
  });

  test('what cannot be used is refused; a form that has run out is asked for anew', async () => {
    const r = rig();
    const account = await r.account();
    r.running.plan({ name: 'processing-fails', on: 'prepare', times: 1 });
    expect((await r.prepare(account, film(r))).prepared).toMatchObject({ kind: 'refused', code: 'processing-failed', sentence: expect.stringMatching(/^[A-Z].*\.$/) });
    const piece = film(r);
    const kept = { handle: {} };
    await expect(pinterest.prepare!(r.wireOf(account), account, piece, {}, async (handle) => { kept.handle = structuredClone(handle); throw new Error('crash'); })).rejects.toThrow('crash');
    r.pass(3600);
    expect((await r.prepare(account, piece, kept)).prepared.kind).toBe('ready');
    expect(stateOf(r).media.map(({ isSent }) => isSent)).toEqual([true, false, true]);
  });

  test('a store elsewhere gets nothing', async () => {
    const r = rig();
    const account = await r.account();
    const handle = { film: { id: '1', url: 'https://store.example/', fields: {}, at: r.clock.toISOString(), isSent: false } };
    await expect(pinterest.prepare!(r.wireOf(account), account, film(r), handle, async () => undefined)).rejects.toThrow('store.example');
  });
});

test('a pin whose answer was lost is found on its board, by its time in UTC', async () => {
  // West of Greenwich an instant without a zone would be hours late.
  vi.stubEnv('TZ', 'America/New_York');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(new Date(2026, 0).getTimezoneOffset()).toBe(300);
  const r = rig();
  const account = await r.account();
  await r.publish(account, pin(r, { text: 'Another one' }));
  const piece = pin(r);
  r.running.plan({ name: '500-after', on: 'publish', times: 1 }, { name: 'look-up-lags', on: 'look-up', times: 1 });
  const { outcome } = await r.publish(account, piece);
  expect(outcome.kind).toBe('ambiguous');
  const look = async () => theOne(piece, await pinterest.recent!(r.wireOf(account), account, piece.since, piece), new Set());
  expect(await look()).toBeNull();
  expect(await look()).toMatchObject({ id: r.running.posts()[1]!.id, at: r.clock });
});

test('asks for tokens with our name and secret, and renews for ever', async () => {
  const r = rig();
  let account = await r.account();
  for (let month = 0; month < 4; month += 1) {
    r.pass(29 * 86_400);
    const tokens = await pinterest.refresh!(r.wireOf(account), account);
    account = { ...account, accessToken: tokens.accessToken, refreshToken: tokens.refreshToken };
  }
  expect((await r.publish(account, pin(r))).outcome.kind).toBe('confirmed');
  r.pass(61 * 86_400);
  await expect(pinterest.refresh!(r.wireOf(account), account)).rejects.toMatchObject({ why: 'expired' });
  await expect(pinterest.refresh!(r.wireOf(account, { client: null }), account)).rejects.toMatchObject({ why: 'expired' });
});

test('two to five pictures make a carousel, fetched from our addresses, and it is found by their number', async () => {
  const r = rig();
  const account = await r.account();
  const pictures = (count: number) => r.piece({ format: 'carousel', media: Array.from({ length: count }, (_, at) => media('image', { alt: `Picture ${at}`, read: async () => Promise.reject(new Error('Nobody has to read it.')) })) });
  const piece = pictures(5);
  r.running.plan({ name: 'silence-after', on: 'publish', times: 1 });
  expect((await r.fire(account, piece, {})).outcome.kind).toBe('ambiguous');
  expect(r.running.posts()[0]!.media).toEqual(piece.media.map(({ url }, at) => ({ kind: 'image', alt: at === 0 ? 'Picture 0' : '', url })));
  const seen = await pinterest.recent!(r.wireOf(account), account, piece.since, piece);
  expect(theOne(piece, seen, new Set())).toMatchObject({ mediaCount: 5 });
  expect(theOne({ ...piece, media: piece.media.slice(1) }, seen, new Set())).toBeNull();
  expect((await r.fire(account, pictures(6), {})).outcome.kind).toBe('rejected');
});
