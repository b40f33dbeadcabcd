import { describe, expect, test } from 'vitest';
import type { Account, Connector, Kept } from '#app/domains/social/connectors/connector.ts';
import { facebook } from '#app/domains/social/connectors/facebook.ts';
import { readGraph, refusalOf } from '#app/domains/social/connectors/graph.ts';
import { instagram } from '#app/domains/social/connectors/instagram.ts';
import { threads } from '#app/domains/social/connectors/threads.ts';
import { facebook as facebookSimulator } from '#tests/simulators/facebook.ts';
import { instagram as instagramSimulator } from '#tests/simulators/instagram.ts';
import { lengthOf, threads as threadsSimulator } from '#tests/simulators/threads.ts';
import { media, REDIRECT, Rig } from './rig.ts';

/** What only Meta's three do. */
const faces = () => new Rig(facebook, facebookSimulator);
const grams = () => new Rig(instagram, instagramSimulator);
const knots = () => new Rig(threads, threadsSimulator);
const image = () => ({ format: 'image' as const, media: [media()] });
const DAY = 86_400;

const answerOf = (json: unknown, status = 400, headers: Record<string, string> = {}) => ({ status, json, text: JSON.stringify(json), headers: new Headers(headers) });
const errorOf = (code: number, more: object = {}) => ({ error: { message: 'No', type: 'OAuthException', code, fbtrace_id: 'A', ...more } });

test.each([[190, 'expired'], [102, 'expired'], [4, 'deferred'], [17, 'deferred'], [32, 'deferred'], [613, 'deferred'], [10, 'rejected'], [200, 'rejected'], [100, 'rejected'], [368, 'rejected'], [9, 'deferred'], [1, undefined], [2, undefined], [24, undefined], [9007, undefined], [-2, undefined], [77_777, undefined]])('code %i as the answer to the one request', (code, kind) => {
  expect(refusalOf(answerOf(errorOf(code)), 'Instagram')?.kind).toBe(kind);
});

test('a limit says itself when it lifts, spam is no limit, and what passes is not for sure', () => {
  const usage = { 'X-Business-Use-Case-Usage': '{"1":[{"estimated_time_to_regain_access":7}]}' };
  expect(refusalOf(answerOf(errorOf(32), 403, usage), 'Facebook')).toMatchObject({ kind: 'deferred', seconds: 420 });
  expect(refusalOf(answerOf(errorOf(32), 403, { 'X-Business-Use-Case-Usage': 'not json' }), 'Facebook')).toMatchObject({ kind: 'deferred', seconds: 300 });
  expect(refusalOf(answerOf(errorOf(4, { error_subcode: 2207051 })), 'Instagram')).toMatchObject({ kind: 'rejected', code: 'blocked' });
  expect(refusalOf(answerOf(errorOf(100, { is_transient: true })), 'Instagram')).toBeNull();
});

test.each([[190, 463, 'expired'], [190, 458, 'revoked'], [190, 460, 'revoked'], [17, 0, 'too-fast'], [2, 0, 'unavailable'], [100, 33, 'refused']])('code %i with %i to any other request is %s', (code, subcode, why) => {
  expect(() => readGraph(knots().wire(), answerOf(errorOf(code, { error_subcode: subcode })), 'Threads')).toThrow(expect.objectContaining({ why }));
});

async function codeOf(r: Rig): Promise<string> {
  if (r.connector.connecting.way !== 'oauth') throw new TypeError('Meta signs in by OAuth.');
  const address = r.connector.connecting.authorizeUrl(r.wire(), { state: 'the-state', challenge: null, redirectUri: REDIRECT });
  const person = /value="([^"]+)">Allow/.exec(await (await r.running.fetch(new Request(address))).text())![1]!;
  const back = await r.running.fetch(new Request(address, { method: 'POST', body: new URLSearchParams({ person }) }));
  return new URL(back.headers.get('Location')!).searchParams.get('code')!;
}
const exchange = (r: Rig, code: string) => (r.connector.connecting.way === 'oauth' ? r.connector.connecting.exchange(r.wire(), { code, verifier: null, redirectUri: REDIRECT, place: null }) : Promise.reject(new TypeError()));

describe.each([['Facebook', faces], ['Instagram', grams], ['Threads', knots]] as const)('%s', (_name, rig) => {
  test('a code is good once, and not for ever', async () => {
    const r = rig();
    const code = await codeOf(r);
    expect((await exchange(r, code)).accounts.length).toBeGreaterThan(0);
    await expect(exchange(r, code)).rejects.toMatchObject({ why: 'refused' });
    const late = await codeOf(r);
    r.pass(3601);
    await expect(exchange(r, late)).rejects.toMatchObject({ why: 'refused' });
  });

  test('what is sent carries its token in a header and never in an address of a post', async () => {
    const r = rig();
    const account = await r.account();
    const piece = r.piece(image());
    const { handle } = await r.prepare(account, piece);
    const { request } = await r.connector.fire!(r.wire(), account, piece, handle);
    expect(request.headers).toMatchObject({ Authorization: `Bearer ${account.accessToken}` });
    expect(`${request.url}${String(request.body)}`).not.toContain(account.accessToken);
  });
});

test.each([['Instagram', grams], ['Threads', knots]] as const)('%s gives tokens of 60 days, and renews them after a day', async (_name, rig) => {
  const r = rig();
  const account = await r.account();
  expect((await r.connect()).accounts[0]!.expiresAt).toEqual(new Date(r.clock.getTime() + 60 * DAY * 1000));
  await expect(r.connector.refresh!(r.wire(), account)).rejects.toMatchObject({ why: 'refused' });
  r.pass(59 * DAY);
  const renewed = await r.connector.refresh!(r.wire(), account);
  expect(renewed).toMatchObject({ refreshToken: null, expiresAt: new Date(r.clock.getTime() + 60 * DAY * 1000) });
  r.pass(2 * DAY);
  await expect(r.connector.profile!(r.wire(), account)).rejects.toMatchObject({ why: 'expired' });
  await expect(r.connector.profile!(r.wire(), { ...account, accessToken: renewed.accessToken })).resolves.toBeDefined();
});

const publishAgain = async (r: Rig, account: Account, handle: Kept) => r.fire(account, r.piece(image()), handle);

describe.each([['Instagram', grams], ['Threads', knots]] as const)('%s, by containers', (_name, rig) => {
  test('publishing a container a second time makes no second post, and the container tells the truth', async () => {
    const r = rig();
    const account = await r.account();
    const piece = r.piece(image());
    const fired = r.clock;
    const { handle, outcome } = await r.publish(account, piece);
    expect((await publishAgain(r, account, handle)).outcome.kind).toBe('ambiguous');
    expect(r.running.posts()).toHaveLength(1);
    const sighting = await r.lookUp(account, piece, handle, fired);
    expect(sighting).toMatchObject({ kind: 'found', published: { id: outcome.kind === 'confirmed' && outcome.published.id } });
    expect((await r.prepare(account, piece, { handle })).prepared.kind).toBe('ready');
  });

  test('a post that is published and not yet listed is neither absent nor found', async () => {
    const r = rig();
    const account = await r.account();
    const piece = r.piece(image());
    const fired = r.clock;
    const { handle } = await r.publish(account, piece);
    for (const name of ['look-up-lags', 'look-up-empty'] as const) {
      r.running.plan({ name, on: 'look-up', times: 1 });
      expect((await r.lookUp(account, piece, handle, fired)).kind).toBe('unclear');
    }
    expect((await r.lookUp(account, piece, handle, fired)).kind).toBe('found');
  });

  test('a container is dead after a day: that proves absence, and the next one is made', async () => {
    const r = rig();
    const account = await r.account();
    const piece = r.piece(image());
    const kept = { handle: {} as Kept };
    const { handle } = await r.prepare(account, piece, kept);
    const first = handle.container;
    r.pass(DAY);
    expect((await r.fire(account, piece, handle)).outcome.kind).toBe('ambiguous');
    expect(await r.lookUp(account, piece, handle, r.clock)).toMatchObject({ kind: 'absent', proof: expect.stringMatching(/EXPIRED/) });
    await r.prepare(account, piece, kept);
    expect(kept.handle.container).not.toBe(first);
    expect((await r.fire(account, piece, kept.handle)).outcome.kind).toBe('confirmed');
    expect(r.running.posts()).toHaveLength(1);
  });

  test('items of a carousel that died are made anew with it', async () => {
    const r = rig();
    const account = await r.account();
    const piece = r.piece({ format: 'carousel', media: [media(), media('image', { bytes: 5_000 })] });
    const kept = { handle: {} as Kept };
    await r.prepare(account, piece, kept);
    r.pass(DAY);
    expect((await r.publish(account, piece)).outcome.kind).toBe('confirmed');
    expect((await r.prepare(account, piece, kept)).prepared.kind).toBe('ready');
    expect((await r.fire(account, piece, kept.handle)).outcome.kind).toBe('confirmed');
  });

  test('slow files are waited for, and broken ones are told once, by the platform’s reason', async () => {
    const r = rig();
    const account = await r.account();
    const kept = { handle: {} as Kept };
    const piece = r.piece(image());
    r.running.plan({ name: 'slow-processing', on: 'prepare', times: 1 });
    expect((await r.prepare(account, piece, kept, 2)).prepared).toMatchObject({ kind: 'wait', seconds: 10 });
    expect((await r.prepare(account, piece, kept)).prepared.kind).toBe('ready');
    r.running.plan({ name: 'processing-fails', on: 'prepare', times: 1 });
    const broken = { handle: {} as Kept };
    expect((await r.prepare(account, r.piece(image()), broken)).prepared).toMatchObject({ kind: 'refused', code: 'media', sentence: expect.stringMatching(/cannot use the files: .*(2207026|FAILED_PROCESSING_VIDEO)\.$/) });
    expect(broken.handle).toEqual({});
  });

  test('a status that nobody knows proves nothing', async () => {
    const r = rig();
    const account = await r.account();
    const piece = r.piece(image());
    const { handle } = await r.prepare(account, piece);
    const odd: Rig['wire'] = () => ({ ...r.wire(), call: async () => answerOf({ id: '1', status: 'DREAMING', status_code: 'DREAMING' }, 200) });
    expect((await r.connector.lookUp!(odd(), account, piece, handle, r.clock)).kind).toBe('unclear');
    expect(await r.connector.prepare!(odd(), account, piece, handle, async () => undefined)).toMatchObject({ kind: 'wait' });
  });
});

async function fill(r: Rig, account: Account, count: number, part: 'post' | 'reply' = 'post') {
  const state = r.running.world.state as { posts: object[] };
  for (let index = 0; index < count; index += 1) state.posts.push({ id: `${part}-${index}`, account: account.platformAccountId, kind: 'IMAGE', text: '', items: [{ kind: 'image', alt: '', url: '' }], parent: part === 'reply' ? 'post-0' : null, at: r.clock.toISOString() });
}

test('the day’s quota of Instagram is asked for, and a full one stands in the way until tomorrow', async () => {
  const r = grams();
  const account = await r.account();
  const piece = r.piece(image());
  expect(await instagram.preflight!(r.wire(), account, piece)).toBeNull();
  const { handle } = await r.prepare(account, piece);
  await fill(r, account, 50);
  expect(await instagram.preflight!(r.wire(), account, piece)).toBe('Instagram takes 50 posts a day from this account, and all are used up.');
  expect((await r.fire(account, piece, handle)).outcome).toMatchObject({ kind: 'deferred', seconds: 3600 });
  expect(await instagram.preflight!(r.wire(), account, r.piece({ part: 'comment' }))).toBeNull();
  r.pass(DAY);
  expect(await instagram.preflight!(r.wire(), account, piece)).toBeNull();
});

test('Threads counts posts and replies apart', async () => {
  const r = knots();
  const account = await r.account();
  await fill(r, account, 250);
  const parent = { id: 'post-0', url: null, data: {} };
  expect(await threads.preflight!(r.wire(), account, r.piece())).toMatch(/^Threads takes 250 posts a day/);
  expect(await threads.preflight!(r.wire(), account, r.piece({ part: 'reply', parent }))).toBeNull();
  await fill(r, account, 1000, 'reply');
  expect(await threads.preflight!(r.wire(), account, r.piece({ part: 'reply', parent }))).toMatch(/^Threads takes 1000 replies a day/);
});

test('Threads counts a picture sign by its bytes, and says no before anything is public', async () => {
  expect([lengthOf('lamp'), lengthOf('🪔'), lengthOf('é国')]).toEqual([4, 4, 2]);
  const r = knots();
  const { prepared } = await r.prepare(await r.account(), r.piece({ text: '🪔'.repeat(126) }));
  expect(prepared).toMatchObject({ kind: 'refused', sentence: expect.stringMatching(/^Threads says: .*500 characters/) });
});

test('an answer on Threads is looked for among the answers, under the post it belongs to', async () => {
  const r = knots();
  const account = await r.account();
  const first = await r.publish(account, r.piece());
  const parent = first.outcome.kind === 'confirmed' ? first.outcome.published : null;
  const reply = r.piece({ part: 'reply', parent, root: parent });
  const { handle } = await r.prepare(account, reply);
  r.running.plan({ name: 'reset-after', on: 'publish', times: 1 });
  expect((await r.fire(account, reply, handle)).outcome.kind).toBe('ambiguous');
  const sighting = await r.lookUp(account, reply, handle, r.clock);
  expect(sighting.kind === 'found' && sighting.published.id).toBe(r.running.posts()[1]!.id);
  expect(await threads.settled!(r.wire(), account, parent!.id)).toEqual({ kind: 'live', id: parent!.id, url: expect.stringMatching(/\/threads\/site\/@demo_gazette\/post\//) });
});

test('a story has no words and is found among the stories', async () => {
  const r = grams();
  const account = await r.account();
  const piece = r.piece({ format: 'story', media: [media('video')], text: 'Never shown' });
  const { handle } = await r.prepare(account, piece);
  r.running.plan({ name: 'silence-after', on: 'publish', times: 1 });
  await r.fire(account, piece, handle);
  expect(r.running.posts()[0]!.text).toBe('');
  expect((await r.lookUp(account, piece, handle, r.clock)).kind).toBe('found');
  r.pass(2 * 3600);
  const reading = (await instagram.metrics!(r.wire(), account, [r.running.posts()[0]!.id])).get(r.running.posts()[0]!.id)!;
  expect(reading).toMatchObject({ saves: null, likes: null });
  expect(reading.impressions).toBeGreaterThan(0);
});

test('figures that Instagram does not have yet are unknown, not zero', async () => {
  const r = grams();
  const account = await r.account();
  const { outcome } = await r.publish(account, r.piece(image()));
  const id = outcome.kind === 'confirmed' ? outcome.published.id : '';
  expect((await instagram.metrics!(r.wire(), account, [id])).get(id)).toMatchObject({ impressions: null, likes: null });
  r.pass(2 * 3600);
  expect((await instagram.metrics!(r.wire(), account, [id])).get(id)).toMatchObject({ impressions: 10, saves: 12, engagements: 16 });
});

test('a first comment that Instagram would not take is told before it is sent', async () => {
  const r = grams();
  const account = await r.account();
  const comment = (text: string) => r.prepare(account, r.piece({ part: 'comment', text }));
  expect((await comment('a'.repeat(300))).prepared.kind).toBe('ready');
  expect((await comment('a'.repeat(301))).prepared).toMatchObject({ kind: 'refused', code: 'too-long' });
});

test('several files are no story, and words alone are no post on Instagram', async () => {
  const r = grams();
  const account = await r.account();
  expect((await r.prepare(account, r.piece({ format: 'story', media: [media(), media()] }))).prepared.kind).toBe('refused');
  expect((await r.prepare(account, r.piece({ media: [] }))).prepared.kind).toBe('refused');
});

test.each([['Facebook', faces, facebook], ['Instagram', grams, instagram]] as const)('a first comment on %s whose end nobody saw is found by looking', async (_name, rig, connector: Connector) => {
  const r = rig();
  const account = await r.account();
  const first = await r.publish(account, r.piece(image()));
  const parent = first.outcome.kind === 'confirmed' ? first.outcome.published : null;
  const comment = r.piece({ part: 'comment', text: 'The first comment', parent, root: parent });
  r.running.plan({ name: '500-after', on: 'publish', times: 1 });
  expect((await r.fire(account, comment, {})).outcome.kind).toBe('ambiguous');
  expect((await connector.recent!(r.wire(), account, comment.since, comment)).map(({ text }) => text)).toEqual(['The first comment']);
});

test('of a person’s pages those are offered that may be posted to, each with a token of its own that lasts', async () => {
  const r = faces();
  const { accounts } = await r.connect();
  expect(accounts.map(({ displayName }) => displayName)).toEqual(['Demo Gazette', 'Demo Gazette Sport']);
  expect(new Set(accounts.map(({ accessToken }) => accessToken)).size).toBe(2);
  const second = await r.account(1);
  r.pass(61 * DAY);
  expect((await r.publish(second, r.piece())).outcome.kind).toBe('confirmed');
  expect(r.running.posts()[0]).toMatchObject({ account: second.platformAccountId, author: 'Demo Gazette Sport' });
  expect((await r.fire({ ...second, platformAccountId: accounts[0]!.platformAccountId }, r.piece({ text: 'Elsewhere' }), {})).outcome.kind).toBe('expired');
});

test('a link is a card beside words alone, and stands in the words beside pictures', async () => {
  const r = faces();
  const account = await r.account();
  const link = 'https://masthead.example/lamps';
  await r.publish(account, r.piece({ link }));
  await r.publish(account, r.piece({ link, ...image() }));
  const [card, words] = (r.running.world.state as { posts: { text: string; link: string | null }[] }).posts;
  expect([card!.link, card!.text.includes(link)]).toEqual([link, false]);
  expect([words!.link, words!.text.includes(link)]).toEqual([null, true]);
});

test('a refusal of Facebook as duplicate is evidence and no proof', async () => {
  const r = faces();
  const account = await r.account();
  const piece = r.piece();
  r.running.plan({ name: 'reset-after', on: 'publish', times: 1 });
  await r.fire(account, piece, {});
  expect((await r.fire(account, piece, {})).outcome).toMatchObject({ kind: 'ambiguous', sentence: expect.stringMatching(/very text already/) });
  expect(await facebook.recent!(r.wire(), account, piece.since, piece)).toHaveLength(1);
});

test('a film whose last phase was not answered is found by the id that its first phase gave', async () => {
  const r = faces();
  const account = await r.account();
  const piece = r.piece({ format: 'video', media: [media('video', { bytes: 9_000_000 })] });
  const { handle } = await r.prepare(account, piece);
  expect(r.running.posts()).toHaveLength(0);
  r.running.plan({ name: 'silence-after', on: 'publish', times: 1 });
  expect((await r.fire(account, piece, handle)).outcome.kind).toBe('ambiguous');
  const seen = await facebook.recent!(r.wire(), account, piece.since, piece);
  expect(seen).toMatchObject([{ id: (handle.film as { id: string }).id, text: piece.text, mediaCount: 1 }]);
  expect((await facebook.metrics!(r.wire(), account, [seen[0]!.id])).get(seen[0]!.id)).toMatchObject({ impressions: null, likes: 4, comments: 0 });
});

test('a part of a film that arrived unseen is not sent twice, and a lost session begins anew', async () => {
  const r = faces();
  const account = await r.account();
  const piece = r.piece({ format: 'video', media: [media('video', { bytes: 9_000_000 })] });
  const { handle } = await r.prepare(account, piece);
  const behind = { film: { ...(handle.film as object), from: 0, to: 4 * 1024 * 1024 } } as Kept;
  const sent = () => r.running.seen.filter(({ operation }) => operation === 'prepare').length;
  const before = sent();
  expect((await r.prepare(account, piece, { handle: behind })).prepared.kind).toBe('ready');
  expect(sent() - before).toBe(1);
  const lost = { handle: { film: { ...(handle.film as object), session: 'gone', from: 0, to: 4 * 1024 * 1024 } } as Kept };
  expect((await r.prepare(account, piece, lost)).prepared.kind).toBe('ready');
  expect((await r.fire(account, piece, lost.handle)).outcome.kind).toBe('confirmed');
  expect(r.running.posts()).toHaveLength(1);
});

test('Facebook asks again for a part that stumbled, and refuses a film it cannot read', async () => {
  const r = faces();
  const account = await r.account();
  const film = () => r.piece({ format: 'video', media: [media('video')] });
  r.running.plan({ name: 'slow-processing', on: 'prepare', times: 1 });
  const kept = { handle: {} as Kept };
  const piece = film();
  expect((await r.prepare(account, piece, kept, 1)).prepared).toMatchObject({ kind: 'wait', seconds: 30 });
  expect((await r.prepare(account, piece, kept)).prepared.kind).toBe('ready');
  r.running.plan({ name: 'processing-fails', on: 'prepare', times: 1 });
  expect((await r.prepare(account, film())).prepared).toMatchObject({ kind: 'refused', sentence: expect.stringMatching(/^Facebook says: .*not supported\.$/) });
});

const clip = (r: Rig, format: 'reel' | 'story', changes: object = {}) => r.piece({ format, media: [media('video', { bytes: 5_000_000 })], ...changes });

test('a reel that broke off goes on at the byte that Facebook names, and one that is lost begins anew', async () => {
  const r = faces();
  const account = await r.account();
  const piece = clip(r, 'reel');
  const kept = { handle: {} as Kept };
  r.running.plan({ name: 'reset-before', on: 'prepare', times: 2 });
  // The first of the two hits the beginning.
  await expect(r.prepare(account, piece, kept)).rejects.toThrow();
  await expect(r.prepare(account, piece, kept)).rejects.toThrow();
  const state = r.running.world.state as { films: { id: string; sent: number; size: number }[] };
  expect((await r.prepare(account, piece, kept)).prepared.kind).toBe('ready');
  const film = state.films.at(-1)!;
  expect([film.sent, film.size]).toEqual([5_000_000, 5_000_000]);
  Object.assign(film, { sent: 2_000_000 });
  const half = { handle: { clip: { ...(kept.handle.clip as object), isWhole: false } } as Kept };
  expect((await r.prepare(account, piece, half)).prepared.kind).toBe('ready');
  expect(film.sent).toBe(5_000_000);
  const lost = { handle: { clip: { id: '4242', url: 'http://platforms.test/facebook/upload/video-upload/v26.0/4242', isWhole: false } } as Kept };
  expect((await r.prepare(account, piece, lost)).prepared.kind).toBe('ready');
  expect((await r.fire(account, piece, lost.handle)).outcome.kind).toBe('confirmed');
  expect(r.running.posts()).toHaveLength(1);
});

test('a reel and a story are not among the posts of a page; only what has our own id is ours', async () => {
  const r = faces();
  const account = await r.account();
  for (const format of ['reel', 'story'] as const) {
    const [piece, other] = [clip(r, format), clip(r, format)];
    const { handle } = await r.prepare(account, piece);
    // Somebody posts the same by hand meanwhile.
    await r.publish(account, other);
    expect(await facebook.recent!(r.wire(), account, piece.since, piece, handle)).toEqual([]);
    expect(await facebook.recent!(r.wire(), account, piece.since, r.piece())).toEqual([]);
    const { outcome } = await r.fire(account, piece, handle);
    const seen = await facebook.recent!(r.wire(), account, piece.since, piece, handle);
    expect(seen).toMatchObject([{ id: outcome.kind === 'confirmed' && outcome.published.id, text: piece.text, mediaCount: 1 }]);
  }
});

test('one file makes a reel or a story on Facebook, and a reel is a film', async () => {
  const r = faces();
  const account = await r.account();
  expect((await r.prepare(account, clip(r, 'story', { media: [media(), media()] }))).prepared).toMatchObject({ kind: 'refused', sentence: 'Facebook takes one file in a reel or a story.' });
  expect((await r.prepare(account, clip(r, 'reel', { media: [media()] }))).prepared).toMatchObject({ kind: 'refused', sentence: 'A reel wants a video.' });
  r.running.plan({ name: 'processing-fails', on: 'prepare', times: 1 });
  expect((await r.prepare(account, clip(r, 'reel'))).prepared).toMatchObject({ kind: 'refused', sentence: expect.stringMatching(/^Facebook says: .*not supported\.$/) });
});
