import { createServer, Agent as HttpAgent } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { ApiResponseError, EUploadMimeType, TwitterApi } from 'twitter-api-v2';
import { expect, onTestFinished, test } from 'vitest';
import { PlatformRefused } from '#app/domains/social/connectors/connector.ts';
import { twitter } from '#app/domains/social/connectors/twitter.ts';
import { theOne } from '#app/domains/social/publishing/fingerprint.ts';
import { twitter as simulator } from '#tests/simulators/twitter.ts';
import { weightOf } from '#tests/simulators/weight.ts';
import { AT, media, REDIRECT, Rig } from './rig.ts';

/** What only X does. */
const rig = () => new Rig(twitter, simulator);
const tokenUrl = `${AT}/twitter/api/2/oauth2/token`;
const basic = { Authorization: `Basic ${btoa('masthead-demo:masthead-demo-secret')}`, 'Content-Type': 'application/x-www-form-urlencoded' };

async function codeFor(r: Rig, challenge: string, state = 'the-state'): Promise<string> {
  const { connecting } = twitter;
  if (connecting.way !== 'oauth') throw new TypeError('X signs in by OAuth.');
  const address = connecting.authorizeUrl(r.wire(), { state, challenge, redirectUri: REDIRECT });
  const back = await r.running.fetch(new Request(address, { method: 'POST', body: new URLSearchParams({ person: '2001' }) }));
  return new URL(back.headers.get('Location') ?? '').searchParams.get('code') ?? '';
}

const exchange = async (r: Rig, code: string, verifier: string) => {
  if (twitter.connecting.way !== 'oauth') throw new TypeError('X signs in by OAuth.');
  return twitter.connecting.exchange(r.wire(), { code, verifier, redirectUri: REDIRECT, place: null });
};
const VERIFIER = 'a-verifier-of-more-than-forty-three-signs-as-told';
const CHALLENGE = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(VERIFIER))).toString('base64url');

test('a code without its proof, or after half a minute, or twice, gives nothing', async () => {
  const r = rig();
  await expect(exchange(r, await codeFor(r, CHALLENGE), 'another verifier')).rejects.toMatchObject({ why: 'refused' });
  const late = await codeFor(r, CHALLENGE);
  r.pass(31);
  await expect(exchange(r, late, VERIFIER)).rejects.toMatchObject({ why: 'refused' });
  const good = await codeFor(r, CHALLENGE);
  expect((await exchange(r, good, VERIFIER)).accounts[0]).toMatchObject({ username: 'demo_gazette', expiresAt: new Date(r.clock.getTime() + 7_200_000) });
  await expect(exchange(r, good, VERIFIER)).rejects.toMatchObject({ why: 'refused' });
});

test('a refresh token is good once: whoever brings it again ends all of them', async () => {
  const r = rig();
  const account = await r.account();
  const renewed = await twitter.refresh!(r.wire(), account);
  expect(renewed.refreshToken).not.toBe(account.refreshToken);
  await expect(twitter.refresh!(r.wire(), account)).rejects.toMatchObject({ why: 'revoked' });
  await expect(twitter.profile!(r.wire(), { ...account, accessToken: renewed.accessToken })).rejects.toMatchObject({ why: 'expired' });
});

test('the token is asked for with the id and secret of the app in a Basic header', async () => {
  const r = rig();
  const answer = await r.running.fetch(new Request(tokenUrl, { method: 'POST', headers: { 'Content-Type': basic['Content-Type'] }, body: 'grant_type=refresh_token&refresh_token=x' }));
  expect(answer.status).toBe(401);
});

test('length is weighed: two for a picture sign and for Chinese, 23 for any address', () => {
  expect(weightOf('a'.repeat(280))).toBe(280);
  expect(weightOf('国'.repeat(140))).toBe(280);
  expect(weightOf('👩‍👩‍👧‍👦')).toBe(2);
  expect(weightOf('https://masthead.example/a/very/long/address/that/goes/on')).toBe(23);
  expect(weightOf('See example.com')).toBe(27);
  expect(weightOf('e\u0301')).toBe(1);
});

test.each([['国'.repeat(140), 'confirmed'], ['国'.repeat(141), 'rejected'], [`${'a'.repeat(256)} https://masthead.example/${'b'.repeat(90)}`, 'confirmed']])('%# is weighed by the platform too', async (text, kind) => {
  const r = rig();
  expect((await r.publish(await r.account(), r.piece({ text }))).outcome.kind).toBe(kind);
});

test('a refusal as duplicate is evidence and no proof: the newest posts decide', async () => {
  const r = rig();
  const account = await r.account();
  const piece = r.piece({ text: 'Lamps & quays, at https://masthead.example/lamps' });
  r.running.plan({ name: 'silence-after', on: 'publish', times: 1 });
  expect((await r.fire(account, piece, {})).outcome.kind).toBe('ambiguous');
  const again = await r.fire(account, piece, {});
  expect(again.evidence.status).toBe(403);
  expect(again.outcome).toMatchObject({ kind: 'ambiguous', sentence: expect.stringMatching(/newest posts/) });
  const seen = await twitter.recent!(r.wire(), account, piece.since, piece);
  expect(seen.map(({ text }) => text)).toEqual([piece.text]);
  expect(r.running.posts()).toHaveLength(1);
});

test('what X makes of addresses, signs and pictures is still known for the same post', async () => {
  const r = rig();
  const account = await r.account();
  const piece = r.piece({ text: 'Lamps & <quays> at example.com, and at https://masthead.example/a?b=1&c=2 too', link: 'https://masthead.example/lamps', format: 'image', media: [media()] });
  const other = r.piece({ text: 'Lamps & <quays>' });
  const { outcome } = await r.publish(account, piece);
  await r.publish(account, other);
  const seen = await twitter.recent!(r.wire(), account, piece.since, piece);
  expect(theOne(piece, seen, new Set())?.id).toBe(outcome.kind === 'confirmed' && outcome.published.id);
  expect(theOne(other, seen, new Set())?.text).toBe(other.text);
});

test('a duplicate of an older post is refused, and nothing new is found for it', async () => {
  const r = rig();
  const account = await r.account();
  await r.publish(account, r.piece());
  r.pass(3600);
  const piece = r.piece();
  expect((await r.fire(account, piece, {})).outcome.kind).toBe('ambiguous');
  expect(await twitter.recent!(r.wire(), account, piece.since, piece)).toEqual([]);
  r.running.plan({ name: 'duplicate', on: 'publish', times: 1 });
  expect((await r.fire(account, r.piece({ text: 'New words' }), {})).outcome.kind).toBe('ambiguous');
});

test('looks through posts and answers apart, and sees through lag', async () => {
  const r = rig();
  const account = await r.account();
  const first = await r.publish(account, r.piece({ text: 'One', media: [media()], format: 'image' }));
  if (first.outcome.kind !== 'confirmed') throw new Error(first.outcome.kind);
  const parent = first.outcome.published;
  expect(parent.url).toBe(`${AT}/twitter/site/demo_gazette/status/${parent.id}`);
  const reply = r.piece({ part: 'reply', text: 'One', parent, root: parent });
  await r.publish(account, reply);
  const post = r.piece({ text: 'One' });
  expect((await twitter.recent!(r.wire(), account, post.since, post)).map(({ id, text, mediaCount }) => [id, text, mediaCount])).toEqual([[parent.id, 'One', 1]]);
  expect(await twitter.recent!(r.wire(), account, post.since, reply)).toHaveLength(1);
  r.running.plan({ name: 'look-up-empty', on: 'look-up', times: 1 });
  expect(await twitter.recent!(r.wire(), account, post.since, post)).toEqual([]);
  r.running.plan({ name: 'look-up-lags', on: 'look-up', times: 1 });
  expect(await twitter.recent!(r.wire(), account, post.since, reply)).toEqual([]);
});

test('the hundred and first post of a quarter of an hour is put off until the limit lifts', async () => {
  const r = rig();
  const account = await r.account();
  for (let index = 0; index < 100; index += 1) await r.fire(account, r.piece({ text: `Post ${index}` }), {});
  r.pass(60);
  const { outcome } = await r.fire(account, r.piece({ text: 'One too many' }), {});
  expect(outcome).toMatchObject({ kind: 'deferred', seconds: 14 * 60 });
  r.pass(14 * 60);
  expect((await r.fire(account, r.piece({ text: 'One too many' }), {})).outcome.kind).toBe('confirmed');
});

const answered = async (status: number, json: unknown, headers: Record<string, string> = {}) => {
  const r = rig();
  const { read } = await twitter.fire!(r.wire(), { id: '', platformAccountId: '2001', username: 'demo_gazette', accessToken: 'x', refreshToken: null, place: null, data: {} }, r.piece(), {});
  return { r, outcome: read({ status, json, text: JSON.stringify(json), headers: new Headers(headers) }) };
};

test('a limit of the day is told by headers of its own', async () => {
  const reset = (seconds: number) => String(new Date('2026-11-23T09:00:00Z').getTime() / 1000 + seconds);
  const { outcome } = await answered(429, { title: 'Too Many Requests' }, { 'x-rate-limit-reset': reset(300), 'x-rate-limit-remaining': '5', 'x-user-limit-24hour-remaining': '0', 'x-user-limit-24hour-reset': reset(7200) });
  expect(outcome).toMatchObject({ kind: 'deferred', seconds: 7200 });
});

test.each([[402, { title: 'CreditsDepleted' }, 'rejected'], [403, { detail: 'You are not permitted to perform this action.' }, 'rejected'], [404, { title: 'Not Found' }, undefined], [409, {}, undefined], [201, { data: {} }, undefined]])('%i is told for what it is', async (status, json, kind) => {
  expect((await answered(status, json)).outcome?.kind).toBe(kind);
});

test('a film is sent in parts; a crash costs the part it happened in, no more', async () => {
  const r = rig();
  const account = await r.account();
  const piece = r.piece({ format: 'video', media: [media('video', { bytes: 11_000_000 })] });
  const kept = { handle: {} };
  let kepts = 0;
  const appends = () => r.running.seen.filter(({ path }) => path.endsWith('/append')).length;
  await expect(
    twitter.prepare!(r.wire(), account, piece, {}, async (handle) => {
      kept.handle = structuredClone(handle);
      kepts += 1;
      if (kepts === 2) throw new Error('crash');
    }),
  ).rejects.toThrow('crash');
  expect(appends()).toBe(1);
  expect((await r.prepare(account, piece, kept)).prepared.kind).toBe('ready');
  expect(appends()).toBe(3);
});

test('a file that was finished unseen, or that X forgot, is sent anew', async () => {
  const r = rig();
  const account = await r.account();
  const piece = r.piece({ format: 'image', media: [media()] });
  const { handle } = await r.prepare(account, piece);
  const uploads = Object.fromEntries(Object.entries(handle.uploads as object).map(([id, upload]) => [id, { ...upload, step: 'sending' }]));
  expect((await r.prepare(account, piece, { handle: { uploads } })).prepared.kind).toBe('ready');
  const kept = { handle };
  r.pass(25 * 3600);
  const renewed = { ...account, ...(await twitter.refresh!(r.wire(), account)), refreshToken: null };
  expect((await r.publish(renewed, piece).catch((error: Error) => error.message))).toMatchObject({ outcome: { kind: 'confirmed' } });
  expect((await r.prepare(renewed, piece, kept)).prepared.kind).toBe('ready');
  expect(Object.values(kept.handle.uploads as Record<string, { id: string }>)[0]!.id).not.toBe(Object.values(uploads as Record<string, { id: string }>)[0]!.id);
});

test('a film that X works on for long is waited for, and one that it cannot read is refused by name', async () => {
  const slow = rig();
  const film = () => [media('video')];
  slow.running.plan({ name: 'slow-processing', on: 'prepare', times: 1 });
  const account = await slow.account();
  const piece = slow.piece({ format: 'video', media: film() });
  expect((await slow.prepare(account, piece, { handle: {} }, 1)).prepared).toMatchObject({ kind: 'wait', seconds: 1 });
  const broken = rig();
  broken.running.plan({ name: 'processing-fails', on: 'prepare', times: 1 });
  const { prepared } = await broken.prepare(await broken.account(), broken.piece({ format: 'video', media: film() }));
  expect(prepared).toMatchObject({ kind: 'refused', sentence: expect.stringMatching(/^X cannot use demo-.*Unsupported video format\.$/) });
});

test('figures that only the author sees are asked for while X still tells them', async () => {
  const r = rig();
  const account = await r.account();
  const { outcome } = await r.publish(account, r.piece({ text: 'See https://masthead.example' }));
  const id = outcome.kind === 'confirmed' ? outcome.published.id : '';
  expect((await twitter.metrics!(r.wire(), account, [id])).get(id)).toMatchObject({ impressions: 120, engagements: 9, clicks: 4, reach: null, saves: 1 });
  r.pass(31 * 86_400);
  const renewed = { ...account, ...(await twitter.refresh!(r.wire(), account)) };
  expect((await twitter.metrics!(r.wire(), renewed, [id])).get(id)).toMatchObject({ impressions: 120, engagements: null, clicks: null });
});

test('subscribers may write more', () => {
  expect(twitter.limitsOf!({ subscription: 'Premium' }).text.most).toBe(25_000);
  expect(twitter.limitsOf!({ subscription: 'None' }).text.most).toBe(280);
});

/** The simulator behind a real socket. The client calls api.x.com by name; its agent takes it here instead, without encryption. */
async function served(r: Rig) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const hasBody = request.method !== 'GET' && chunks.length > 0;
    const answer = await r.running.fetch(new Request(`${AT}/twitter/${request.headers.host === 'x.com' ? 'site' : 'api'}${request.url}`, { method: request.method!, headers: request.headers as Record<string, string>, ...(hasBody ? { body: Buffer.concat(chunks) } : {}) }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const agent = Object.assign(new HttpAgent(), { protocol: 'https:', defaultPort: 443, createConnection: () => connect((server.address() as AddressInfo).port, '127.0.0.1') });
  onTestFinished(() => agent.destroy());
  return { httpAgent: agent };
}

test('somebody else’s client signs in, uploads, posts, answers, reads and renews against the simulator', async () => {
  const r = rig();
  r.clock = new Date();
  const settings = await served(r);
  const app = new TwitterApi({ clientId: 'masthead-demo', clientSecret: 'masthead-demo-secret' }, settings);
  const link = app.generateOAuth2AuthLink(REDIRECT, { scope: ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'] });
  const asked = new URL(link.url);
  const back = await r.running.fetch(new Request(`${AT}/twitter/site${asked.pathname}${asked.search}`, { method: 'POST', body: new URLSearchParams({ person: '2001' }) }));
  const code = new URL(back.headers.get('Location') ?? '').searchParams.get('code') ?? '';
  const { client, refreshToken, expiresIn } = await app.loginWithOAuth2({ code, codeVerifier: link.codeVerifier, redirectUri: REDIRECT });
  expect(expiresIn).toBe(7200);
  expect((await client.v2.me()).data).toMatchObject({ id: '2001', username: 'demo_gazette' });
  const film = await client.v2.uploadMedia(Buffer.alloc(2_500_000, 7), { media_type: EUploadMimeType.Mp4, media_category: 'tweet_video' });
  const picture = await client.v2.uploadMedia(Buffer.alloc(2_000, 7), { media_type: EUploadMimeType.Jpeg, media_category: 'tweet_image' });
  await client.v2.createMediaMetadata(picture, { alt_text: { text: 'A lamp' } });
  const { data } = await client.v2.tweet('A demo post', { media: { media_ids: [picture] } });
  await client.v2.tweet('A film', { media: { media_ids: [film] } });
  await client.v2.reply('An answer', data.id);
  const timeline = await client.v2.userTimeline('2001', { max_results: 10, 'tweet.fields': ['created_at', 'attachments', 'referenced_tweets'] });
  expect(timeline.tweets.map(({ text }) => text.replace(/ https:.*/, ''))).toEqual(['An answer', 'A film', 'A demo post']);
  expect(r.running.posts().map(({ media: shown, parent }) => [shown, parent ?? null])).toEqual([[[{ kind: 'image', alt: 'A lamp' }], null], [[{ kind: 'video', alt: '' }], null], [[], data.id]]);
  const twice = await client.v2.reply('An answer', data.id).catch((error: unknown) => error);
  expect(twice).toBeInstanceOf(ApiResponseError);
  expect((twice as ApiResponseError).data.detail).toBe('You are not allowed to create a Tweet with duplicate content.');
  r.running.plan({ name: 'too-fast', on: 'publish', times: 1 });
  const fast = (await client.v2.tweet('Too fast').catch((error: unknown) => error)) as ApiResponseError;
  expect([fast.code, fast.rateLimitError, fast.rateLimit?.remaining]).toEqual([429, true, 0]);
  const renewed = await app.refreshOAuth2Token(refreshToken!);
  expect((await renewed.client.v2.me()).data.name).toBe('Demo Gazette');
  const reused = (await app.refreshOAuth2Token(refreshToken!).catch((error: unknown) => error)) as ApiResponseError;
  expect(reused.code).toBe(400);
});

test('what X says no to is told in its words', async () => {
  const r = rig();
  const error = await twitter.prepare!(r.wire(), await r.account(), r.piece({ media: [media('image', { mime: 'image/tiff' })] }), {}, async () => undefined).catch((refusal: unknown) => refusal);
  expect(error).toBeInstanceOf(PlatformRefused);
  expect((error as PlatformRefused).message).toMatch(/^X says: .*media_type/);
});
