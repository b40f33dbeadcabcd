import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { createOAuthAPIClient, createRestAPIClient, type mastodon as masto } from 'masto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mastodon as connector } from '#app/domains/social/connectors/mastodon.ts';
import { open, type Running } from '#tests/simulators/kit.ts';
import { mastodon as simulator } from '#tests/simulators/mastodon.ts';
import { media, REDIRECT, Rig } from './rig.ts';

/** The simulated server as somebody else's client sees it: masto, over HTTP. It drops what stands before /api, so that the server is alone on its port. */
let server: ServerType;
let running: Running;
let url: string;
let accessToken: string;
let client: masto.rest.Client;

beforeAll(async () => {
  const place = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    return new Request(`${url}/mastodon/place${pathname}${search}`, request);
  };
  // With another Response in its place, masto would not know its own refusals.
  server = serve({ port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false, fetch: (request) => running.fetch(place(request)) });
  await new Promise((listening) => server.once('listening', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  running = open(simulator, { at: url });
  const app = await createRestAPIClient({ url }).v1.apps.create({ clientName: 'Masthead', redirectUris: [REDIRECT], scopes: 'read write' });
  const asked = new URLSearchParams({ response_type: 'code', client_id: app.clientId ?? '', redirect_uri: REDIRECT, scope: 'read write', state: 'the-state' });
  const back = await fetch(`${url}/oauth/authorize?${asked}`, { method: 'POST', body: new URLSearchParams({ person: '1001' }), redirect: 'manual' });
  const code = new URL(back.headers.get('Location') ?? '').searchParams.get('code') ?? '';
  const token = await createOAuthAPIClient({ url }).token.create({ grantType: 'authorization_code', clientId: app.clientId ?? '', clientSecret: app.clientSecret ?? '', redirectUri: REDIRECT, code, scope: 'read write' });
  accessToken = token.accessToken;
  client = createRestAPIClient({ url, accessToken });
});
afterAll(() => void server.close());

const statuses = () => running.posts();

test('masto signs in, and reads who it is and what the server takes', async () => {
  const me = await client.v1.accounts.verifyCredentials();
  expect(me).toMatchObject({ id: '1001', acct: 'demo_gazette', displayName: 'Demo Gazette', followersCount: 1204 });
  const { configuration } = await client.v2.instance.fetch();
  expect(configuration.statuses).toMatchObject({ maxCharacters: 500, charactersReservedPerUrl: 23, maxMediaAttachments: 4 });
  expect(configuration.mediaAttachments.imageSizeLimit).toBe(16_777_216);
});

test('masto uploads a film, waits until it is read, and posts it with its alt text', async () => {
  const film = await client.v2.media.create({ file: new Blob([await media('video').read(0, 4_096)], { type: 'video/mp4' }), description: 'A lamp on a quay' });
  expect(film).toMatchObject({ type: 'video', description: 'A lamp on a quay', url: expect.stringContaining('/files/') });
  const status = await client.v1.statuses.create({ status: 'A demo film\n\nof lamps & quays', mediaIds: [film.id], visibility: 'unlisted', spoilerText: 'Lamps' });
  expect(status).toMatchObject({ content: '<p>A demo film</p><p>of lamps &amp; quays</p>', visibility: 'unlisted', spoilerText: 'Lamps', account: { acct: 'demo_gazette' }, favouritesCount: 0, reblogsCount: 0, repliesCount: 0, inReplyToId: null, editedAt: null });
  expect(status.mediaAttachments.map(({ description }) => description)).toEqual(['A lamp on a quay']);
  expect(new Date(status.createdAt).getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test('masto sends the same key twice and gets the same post', async () => {
  const before = statuses().length;
  const again = { requestInit: { headers: { 'Idempotency-Key': 'one-and-the-same' } } };
  const first = await client.v1.statuses.create({ status: 'Once' }, again);
  const second = await client.v1.statuses.create({ status: 'Once' }, again);
  expect(second.id).toBe(first.id);
  expect(statuses()).toHaveLength(before + 1);
});

test('masto answers a post, and lists what the account posted, the newest first', async () => {
  const first = await client.v1.statuses.create({ status: 'What begins' });
  const reply = await client.v1.statuses.create({ status: 'And goes on', inReplyToId: first.id });
  expect(reply.inReplyToId).toBe(first.id);
  expect((await client.v1.statuses.$select(first.id).fetch()).repliesCount).toBe(1);
  const listed = await client.v1.accounts.$select('1001').statuses.list({ limit: 2 });
  expect(listed.map(({ id }) => id)).toEqual([reply.id, first.id]);
});

test('masto reads the refusals: too long, a bad token, a post that is none', async () => {
  await expect(client.v1.statuses.create({ status: 'a'.repeat(501) })).rejects.toMatchObject({ statusCode: 422, message: expect.stringContaining('character limit of 500') });
  await expect(createRestAPIClient({ url, accessToken: 'wrong' }).v1.accounts.verifyCredentials()).rejects.toMatchObject({ statusCode: 401, message: 'The access token is invalid' });
  await expect(client.v1.statuses.$select('42').fetch()).rejects.toMatchObject({ statusCode: 404 });
});

test('what a reader sees is compared, not the tags around it', async () => {
  const r = new Rig(connector, simulator);
  const account = await r.account();
  const piece = r.piece({ text: 'Lamps & quays\n\n<b>not bold</b>\nand one line more' });
  const { handle } = await r.publish(account, piece);
  expect((await r.lookUp(account, piece, handle, r.clock)).kind).toBe('found');
});

test('after an hour the server has forgotten the key, and nothing found is no proof', async () => {
  const r = new Rig(connector, simulator);
  const account = await r.account();
  const fired = r.clock;
  expect((await r.lookUp(account, r.piece(), {}, fired)).kind).toBe('absent');
  r.pass(3_600);
  expect((await r.lookUp(account, r.piece(), {}, fired)).kind).toBe('unclear');
});
