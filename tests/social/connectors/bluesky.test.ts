import { createServer } from 'node:http';
import { AtpAgent, RichText } from '@atproto/api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bluesky } from '#app/domains/social/connectors/bluesky.ts';
import { recordKeyOf } from '#app/domains/social/connectors/bluesky-record.ts';
import type { Piece, Published } from '#app/domains/social/connectors/connector.ts';
import { bluesky as simulator, type BlueskyState } from '#tests/simulators/bluesky.ts';
import { open, type Running } from '#tests/simulators/kit.ts';
import { media, Rig } from './rig.ts';

const rig = () => new Rig(bluesky, simulator);
const stateOf = (r: Rig) => r.running.world.state as BlueskyState;
const lastRecord = (r: Rig) => stateOf(r).records.at(-1)!.value;

async function published(r: Rig, changes: Partial<Piece>) {
  const account = await r.account();
  const { outcome } = await r.publish(account, r.piece(changes));
  if (outcome.kind !== 'confirmed') throw new Error(JSON.stringify(outcome));
  return outcome.published;
}

test('the same key is always the same record, and later keys sort later', () => {
  const key = '019a9c1e-5c00-7abc-8def-0123456789ab';
  expect(recordKeyOf(key)).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/);
  expect(recordKeyOf(key)).toBe(recordKeyOf(key.toUpperCase()));
  expect(recordKeyOf('019a9c1e-5c01-7abc-8def-0123456789ab') > recordKeyOf(key)).toBe(true);
  expect(recordKeyOf('019a9c1e-5c00-7abc-8def-0123456789ac')).not.toBe(recordKeyOf(key));
  // The instant can be read back out of it, as others do.
  const number = [...recordKeyOf(key)].reduce((sum, sign) => sum * 32n + BigInt('234567abcdefghijklmnopqrstuvwxyz'.indexOf(sign)), 0n);
  expect(Number((number >> 10n) / 1000n)).toBe(0x019a9c1e5c00);
});

test('sent twice to the same key, the server keeps the first and nothing is double', async () => {
  const r = rig();
  const account = await r.account();
  const piece = r.piece();
  const first = await r.fire(account, piece, {});
  r.pass(5);
  const second = await r.fire(account, { ...piece, text: 'Changed on the way' }, {});
  expect([first.outcome.kind, second.outcome.kind]).toEqual(['confirmed', 'ambiguous']);
  expect(r.running.posts().map(({ text }) => text)).toEqual([piece.text]);
  expect(await r.lookUp(account, piece, {}, r.clock)).toEqual({ kind: 'found', published: first.outcome.kind === 'confirmed' && first.outcome.published });
});

test('a look that comes too early costs nothing: the key makes no second', async () => {
  const r = rig();
  const account = await r.account();
  const piece = r.piece();
  r.running.plan({ name: 'silence-after', on: 'publish', times: 1 }, { name: 'look-up-lags', on: 'look-up', times: 1 });
  expect((await r.fire(account, piece, {})).outcome.kind).toBe('ambiguous');
  expect((await r.lookUp(account, piece, {}, r.clock)).kind).toBe('absent');
  expect((await r.fire(account, piece, {})).outcome.kind).toBe('ambiguous');
  expect((await r.lookUp(account, piece, {}, r.clock)).kind).toBe('found');
  expect(r.running.posts()).toHaveLength(1);
});

test('marks links, names and hashtags by bytes, as the reference library does', async () => {
  const r = rig();
  const text = 'Grüße 👋🏽 an @demo-editor.test: über https://masthead.example/heute?a=1. #Lampen und @nobody.test';
  await published(r, { text });
  const { facets } = lastRecord(r);
  const bytes = new TextEncoder().encode(text);
  const marked = facets!.map(({ index, features }) => [new TextDecoder().decode(bytes.slice(index.byteStart, index.byteEnd)), features[0]]);
  expect(marked).toEqual([
    ['@demo-editor.test', { $type: 'app.bsky.richtext.facet#mention', did: `did:plc:demoeditor${'b'.repeat(14)}` }],
    ['https://masthead.example/heute?a=1', { $type: 'app.bsky.richtext.facet#link', uri: 'https://masthead.example/heute?a=1' }],
    ['#Lampen', { $type: 'app.bsky.richtext.facet#tag', tag: 'Lampen' }],
  ]);
  const reference = new RichText({ text });
  reference.detectFacetsWithoutResolution();
  const places = (list: { index: { byteStart: number; byteEnd: number } }[]) => list.map(({ index }) => [index.byteStart, index.byteEnd]);
  expect(places(facets!)).toEqual(places(reference.facets!.slice(0, 3)));
});

describe('what stands under the words', () => {
  test('a link becomes a card with its picture; a large picture sends the address into the words', async () => {
    const r = rig();
    const link = 'https://masthead.example/lamps';
    const image = media('image');
    await published(r, { format: 'image', link, title: 'Lamps', media: [image], options: { picture: 'card', cardText: 'All of them' } });
    expect(lastRecord(r)).toMatchObject({ text: 'A demo post about lamps', embed: { $type: 'app.bsky.embed.external', external: { uri: link, title: 'Lamps', description: 'All of them', thumb: { size: 4096 } } } });
    await published(r, { format: 'image', link, media: [image], options: { picture: 'own' } });
    expect(lastRecord(r)).toMatchObject({ text: `A demo post about lamps\n\n${link}`, embed: { $type: 'app.bsky.embed.images', images: [{ alt: 'A lamp on a quay' }] } });
  });

  test('a picture too large for a card is told before anything is sent', async () => {
    const r = rig();
    const { prepared } = await r.prepare(await r.account(), r.piece({ format: 'image', link: 'https://masthead.example', media: [media('image', { bytes: 1_000_001 })] }));
    expect(prepared).toMatchObject({ kind: 'refused', code: 'card-too-large' });
  });

  test('a file that no post used for an hour is uploaded again', async () => {
    const r = rig();
    const account = await r.account();
    const piece = r.piece({ format: 'image', media: [media('image')] });
    const { handle } = await r.prepare(account, piece);
    r.pass(3600);
    const uploads = () => r.running.seen.filter(({ path }) => path.endsWith('uploadBlob')).length;
    await r.prepare(account, piece, { handle });
    expect(uploads()).toBe(2);
    await r.prepare(account, piece, { handle });
  });

  test('a film that the service cannot use is refused; one that it knows already is taken from there', async () => {
    const r = rig();
    const account = await r.account();
    const piece = r.piece({ format: 'video', media: [media('video')] });
    r.running.plan({ name: 'processing-fails', on: 'prepare', times: 1 });
    expect((await r.prepare(account, piece)).prepared).toMatchObject({ kind: 'refused', code: 'processing-failed', sentence: expect.stringMatching(/^[A-Z].*\.$/) });
    expect((await r.prepare(account, piece)).prepared.kind).toBe('ready');
    expect((await r.prepare(account, piece)).prepared.kind).toBe('ready');
    expect(stateOf(r).jobs).toHaveLength(2);
    r.running.plan({ name: 'slow-processing', on: 'prepare', times: 1 });
    expect((await r.prepare(account, r.piece({ format: 'video', media: [media('video', { bytes: 9000 })] }))).prepared.kind).toBe('ready');
  });

  test('asks before a film is due whether one may be sent today', async () => {
    const r = rig();
    const account = await r.account();
    const piece = r.piece({ format: 'video', media: [media('video')] });
    expect(await bluesky.preflight!(r.wireOf(account), account, piece)).toBeNull();
    r.running.plan({ name: 'refused', on: 'prepare', times: 1 });
    expect(await bluesky.preflight!(r.wireOf(account), account, piece)).toBe('Bluesky takes no film from this account now: Daily video limit reached.');
  });
});

test('a thread names its root and its parent with their content ids', async () => {
  const r = rig();
  const parts: Published[] = [];
  for (const text of ['One', 'Two', 'Three']) parts.push(await published(r, { text, part: parts[0] ? 'reply' : 'post', root: parts[0] ?? null, parent: parts.at(-1) ?? null }));
  const [one, two] = parts;
  expect(lastRecord(r).reply).toEqual({ root: { uri: one!.id, cid: one!.data.cid }, parent: { uri: two!.id, cid: two!.data.cid } });
});

test('3,000 bytes are too many where 300 characters are not', async () => {
  const r = rig();
  const account = await r.account();
  const family = '👨‍👩‍👧‍👦';
  const { outcome } = await r.publish(account, r.piece({ text: family.repeat(121) }));
  expect(outcome).toMatchObject({ kind: 'rejected', sentence: expect.stringContaining('3000') });
  expect((await r.publish(account, r.piece({ text: family.repeat(120) }))).outcome.kind).toBe('confirmed');
});

describe('signing in', () => {
  test('only an app password is taken, and a wrong one is told plainly', async () => {
    const r = rig();
    const connect = (password: string) => bluesky.connecting.way === 'form' && bluesky.connecting.connect(r.wire(), { identifier: '@demo-gazette.test ', password });
    await expect(connect('own-password')).rejects.toMatchObject({ why: 'refused', message: expect.stringContaining('app password') });
    await expect(connect('wrong')).rejects.toMatchObject({ why: 'refused', message: 'Bluesky does not know this handle with this app password.' });
    expect(await connect('demo-demo-demo-demo')).toMatchObject({ accounts: [{ username: 'demo-gazette.test', data: { place: 'http://platforms.test/bluesky/place' }, expiresAt: new Date(r.clock.getTime() + 7_200_000) }] });
  });

  test('a refresh token works once', async () => {
    const r = rig();
    const account = await r.account();
    const tokens = await bluesky.refresh!(r.wireOf(account), account);
    expect(tokens.refreshToken).not.toBe(account.refreshToken);
    await expect(bluesky.refresh!(r.wireOf(account), account)).rejects.toMatchObject({ why: 'expired' });
    await expect(bluesky.refresh!(r.wireOf(account), { ...account, refreshToken: tokens.refreshToken })).resolves.toBeDefined();
  });

  test('an access token ends after two hours, in the server’s own words', async () => {
    const r = rig();
    const account = await r.account();
    r.pass(7201);
    expect((await r.fire(account, r.piece(), {})).outcome.kind).toBe('expired');
  });
});

test('the simulated server answers the reference client', async () => {
  let running: Running;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    // The client knows no paths before /xrpc; which of the hosts is meant is told by the name of the method.
    const host = /getPosts|getProfile/.test(request.url!) ? 'appview' : 'place';
    const answer = await running.fetch(new Request(`${service}/bluesky/${host}${request.url}`, { method: request.method!, headers: request.headers as Record<string, string>, ...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}) }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const address = server.address();
  const service = `http://127.0.0.1:${typeof address === 'object' && address?.port}`;
  running = open(simulator, { at: service, pause: 0 });

  const agent = new AtpAgent({ service });
  await expect(agent.login({ identifier: 'demo-gazette.test', password: 'wrong' })).rejects.toMatchObject({ status: 401, error: 'AuthenticationRequired' });
  await agent.login({ identifier: 'demo-gazette.test', password: 'demo-demo-demo-demo' });
  const { data: uploaded } = await agent.uploadBlob(new Uint8Array([1, 2, 3]), { encoding: 'image/png' });
  const text = new RichText({ text: 'Hello @demo-editor.test, see https://masthead.example' });
  await text.detectFacets(agent);
  const post = await agent.post({ text: text.text, ...(text.facets ? { facets: text.facets } : {}), embed: { $type: 'app.bsky.embed.images', images: [{ image: uploaded.blob, alt: 'Three bytes' }] } });
  const reply = await agent.post({ text: 'And more', reply: { root: post, parent: post } });
  expect(running.posts().map(({ parent, media: shown }) => [parent, shown.map(({ alt }) => alt)])).toEqual([[undefined, ['Three bytes']], [post.uri, []]]);

  const { data: record } = await agent.com.atproto.repo.getRecord({ repo: agent.assertDid, collection: 'app.bsky.feed.post', rkey: post.uri.split('/').pop()! });
  expect(record).toMatchObject({ uri: post.uri, cid: post.cid, value: { text: text.text } });
  await expect(agent.com.atproto.repo.getRecord({ repo: agent.assertDid, collection: 'app.bsky.feed.post', rkey: '3kaaaaaaaaaaa' })).rejects.toMatchObject({ error: 'RecordNotFound' });
  expect((await agent.getPosts({ uris: [post.uri, reply.uri] })).data.posts.map(({ replyCount }) => replyCount)).toEqual([1, 0]);
  expect((await agent.getProfile({ actor: agent.assertDid })).data).toMatchObject({ displayName: 'Demo Gazette', postsCount: 2 });
  await expect(agent.post({ text: 'x'.repeat(301) })).rejects.toMatchObject({ status: 400, error: 'InvalidRequest' });
  running.plan({ name: 'expired', on: 'publish', times: 1 });
  // The client renews its session by itself, and says it once.
  await agent.post({ text: 'After a renewal' });
  expect(running.seen.filter(({ operation }) => operation === 'refresh')).toHaveLength(1);
  running.plan({ name: 'too-fast', on: 'publish', times: 1 });
  await expect(agent.post({ text: 'Too fast' })).rejects.toMatchObject({ status: 429, error: 'RateLimitExceeded' });
  expect(running.posts()).toHaveLength(3);
});
