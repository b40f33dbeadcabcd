import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { signIn, toot } from './guest.ts';
import { type FaultName, type Simulator, WAY_FAULTS } from './kit.ts';
import { mastodon } from './mastodon.ts';
import { SIMULATORS } from './registry.ts';
import { type Serving, servePlatforms } from './serve.ts';

async function start(options: Serving = {}) {
  const platforms = await servePlatforms({ simulators: [mastodon], log: () => {}, pause: 200, ...options });
  onTestFinished(platforms.stop);
  const knob = (fields: Record<string, string>, headers: Record<string, string> = {}) => fetch(`${platforms.at}/mastodon`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers });
  const plan = (name: FaultName, on = 'publish', times = 1) => knob({ intent: 'plan', name, on, times: String(times) });
  const page = async (path = '/mastodon') => (await fetch(platforms.at + path)).text();
  const told = async () => (await (await fetch(`${platforms.at}/mastodon.json`)).json()) as { posts: { id: string; text: string; parent?: string }[]; planned: unknown[]; requests: number };
  return { ...platforms, knob, plan, page, told };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'masthead-platforms-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('every platform of the registry is there, on this machine alone', async () => {
  const { at, page, names } = await start({ simulators: Object.values(SIMULATORS) });
  expect(new URL(at).hostname).toBe('127.0.0.1');
  const index = await page('/');
  for (const name of names) expect(index).toContain(name);
  for (const platform of Object.keys(SIMULATORS)) expect((await fetch(`${at}/${platform}`)).status).toBe(200);
  expect((await fetch(`${at}/nowhere`)).status).toBe(404);
  expect((await fetch(`${at}/nowhere/api/x`)).status).toBe(404);
});

test('one signs in, posts, and sees it on the timeline with its answer beneath', async () => {
  const { at, page, told } = await start();
  const token = await signIn(at);
  const { id } = (await (await toot(at, token, 'Lamps & <b>quays</b>')).json()) as { id: string };
  await toot(at, token, 'A second lamp', { in_reply_to_id: id });
  await toot(at, token, 'Tomorrow’s paper');
  const shown = await page();
  expect(shown).toContain('simulated');
  expect(shown).toContain('Lamps &amp; &lt;b&gt;quays&lt;/b&gt;');
  expect(shown.indexOf('Tomorrow’s paper')).toBeLessThan(shown.indexOf('Lamps &amp;'));
  expect(shown).toMatch(/Lamps &amp;.*<ol class="plain answers"[^>]*>(?:(?!<\/ol>).)*A second lamp/s);
  expect(shown).not.toContain(token);
  expect((await told()).posts.map(({ text }) => text)).toEqual(['Lamps & <b>quays</b>', 'A second lamp', 'Tomorrow’s paper']);
  const opened = await fetch(`${at}/mastodon/place/@demo_gazette/${id}`, { redirect: 'manual', headers: { Accept: 'text/html' } });
  expect([opened.status, opened.headers.get('Location')]).toEqual([302, `/mastodon#post-${id}`]);
});

test.each(WAY_FAULTS)('%s befalls the way, and the platform has the post or has it not', async (fault) => {
  const { at, plan, told } = await start();
  const token = await signIn(at);
  expect((await plan(fault)).status).toBe(303);
  const began = Date.now();
  const heard = await toot(at, token, 'Once', {}, AbortSignal.timeout(500)).then(async (answer) => `${answer.status} ${answer.headers.get('Content-Type')?.split(';')[0]}`, (error: Error) => (error.name === 'TimeoutError' ? 'silence' : (error.cause as { code?: string }).code));
  const expected = fault.startsWith('silence') ? 'silence' : fault.startsWith('reset') ? 'ECONNRESET' : fault.startsWith('500') ? '500 application/json' : fault === 'html-after' ? '200 text/html' : '200 application/json';
  expect(heard).toBe(expected);
  if (fault === 'slow') expect(Date.now() - began).toBeGreaterThanOrEqual(190);
  const { posts, planned } = await told();
  expect([posts.length, planned]).toEqual([fault.endsWith('-before') ? 0 : 1, []]);
  expect((await toot(at, token, 'Again')).status).toBe(200);
});

test('a caller that is met with silence is held until it gives up, and the log says so', async () => {
  const { at, plan, page } = await start();
  await plan('silence-before');
  const { hostname, port } = new URL(at);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let ended = false;
  socket.on('close', () => (ended = true)).on('data', () => (ended = true));
  socket.write('POST /mastodon/place/api/v1/statuses HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}');
  await expect.poll(() => page()).toContain('<td>no answer</td>');
  await new Promise((done) => setTimeout(done, 300));
  expect(ended).toBe(false);
});

test('the knobs: faults are planned, cleared and refused in words; access is withdrawn; it begins anew', async () => {
  const { at, knob, plan, page, told } = await start();
  const token = await signIn(at);
  await toot(at, token, 'A lamp');
  await plan('500-after', 'publish', 3);
  expect(await page()).toContain('3 times');
  expect(await page('/')).toContain('3 planned faults');
  await knob({ intent: 'clear' });
  expect((await told()).planned).toEqual([]);
  for (const wrong of [{ name: 'earthquake' }, { on: 'everything' }, { times: '0' }, { times: '100' }, { times: '-1' }, { times: 'many' }, { intent: 'sink' }]) {
    const refused = await knob({ intent: 'plan', name: 'slow', on: 'publish', times: '1', ...wrong });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringMatching(/role="alert">[A-Z][^<]+\.</)]);
  }
  expect((await knob({ intent: 'begin' }, { Origin: 'https://elsewhere.org' })).status).toBe(403);
  expect((await knob({ intent: 'revoke' }, { Origin: at })).headers.get('Location')).toBe('/mastodon?done=revoked');
  expect((await toot(at, token, 'Too late')).status).toBe(401);
  expect((await told()).posts).toHaveLength(1);
  await knob({ intent: 'begin' });
  expect(await told()).toMatchObject({ posts: [], requests: 0 });
  expect((await toot(at, await signIn(at), 'Anew')).status).toBe(200);
});

test('a second start finds posts and tokens again, and no half of a file', async () => {
  const kept = folder();
  const first = await servePlatforms({ simulators: [mastodon], folder: kept, log: () => {} });
  const token = await signIn(first.at);
  await toot(first.at, token, 'Kept');
  // Written by itself within a moment: whoever is killed has lost nothing older.
  await expect.poll(() => readdirSync(kept).includes('mastodon.json') && readFileSync(join(kept, 'mastodon.json'), 'utf8')).toContain('Kept');
  await toot(first.at, token, 'Written at the end');
  await first.stop();
  expect(readdirSync(kept)).toEqual(['mastodon.json']);
  const { at, told } = await start({ folder: kept });
  expect((await told()).posts.map(({ text }) => text)).toEqual(['Kept', 'Written at the end']);
  expect((await toot(at, token, 'With the same token')).status).toBe(200);
});

test.each(['', '{"lastId": 4, "desk"', '[]', 'null', '{"statuses": 7}'])('a damaged file (%j) begins anew and says so', async (text) => {
  const kept = folder();
  writeFileSync(join(kept, 'mastodon.json'), text);
  const lines: string[] = [];
  const { at, told } = await start({ folder: kept, log: (line) => lines.push(line) });
  expect(lines).toEqual([expect.stringMatching(/simulated Mastodon .*begins anew/)]);
  expect((await told()).posts).toEqual([]);
  expect((await toot(at, await signIn(at), 'Anew')).status).toBe(200);
});

test('a state from before the simulator learned a field has that field', async () => {
  const kept = folder();
  const { apps: _apps, ...older } = mastodon.begin();
  writeFileSync(join(kept, 'mastodon.json'), JSON.stringify(older));
  const { at } = await start({ folder: kept });
  await signIn(at);
});

test('a large upload streams: the platform reads its beginning before the end was sent', async () => {
  let began: (() => void) | undefined;
  const begun = new Promise<void>((done) => (began = done));
  const reader: Simulator<{ read: number }> = {
    platform: 'youtube', name: 'Reader', begin: () => ({ read: 0 }), operation: () => 'prepare', posts: () => [], revoke: () => {},
    app: ({ state }) =>
      new Hono().put('/upload/film', async (c) => {
        for await (const part of c.req.raw.body as unknown as AsyncIterable<Uint8Array>) {
          state.read += part.byteLength;
          began?.();
        }
        return c.json({ read: state.read });
      }),
  };
  const { at } = await start({ simulators: [reader] });
  const part = new Uint8Array(1 << 20);
  let sent = 0;
  const film = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent === 1) await begun;
      if (sent === 24) return controller.close();
      sent += 1;
      controller.enqueue(part);
    },
  });
  const answer = await fetch(`${at}/youtube/upload/film`, { method: 'PUT', body: film, duplex: 'half' } as RequestInit);
  expect(await answer.json()).toEqual({ read: 24 << 20 });
});

test('a simulator that is broken says so, and the others go on', async () => {
  const lines: string[] = [];
  const broken: Simulator<object> = { platform: 'tiktok', name: 'Broken', begin: () => ({}), app: () => new Hono(), posts: () => [], revoke: () => {}, operation: () => { throw new Error('A hole in the floor'); } };
  const { at } = await start({ simulators: [mastodon, broken], log: (line) => lines.push(line) });
  expect((await fetch(`${at}/tiktok/api/x?access_token=hidden`)).status).toBe(500);
  expect(lines).toEqual(['GET /tiktok/api/x: Error: A hole in the floor']);
  expect((await toot(at, await signIn(at), 'Well')).status).toBe(200);
});
