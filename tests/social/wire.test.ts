import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import '../support/workerd-streams.ts';
import { fireOnce } from '#app/domains/social/publishing/classify.ts';
import { accepted, bearer } from '#app/domains/social/connectors/answers.ts';
import { type Connector, NoAnswer, PlatformRefused, type WireRequest } from '#app/domains/social/connectors/connector.ts';
import { hostsOf, type Reach, wireTo } from '#app/domains/social/connectors/wire.ts';

const LAMPS: Pick<Connector, 'platform' | 'hosts' | 'uploadHosts'> = { platform: 'youtube', hosts: { api: 'https://api.lamps.org', login: 'https://login.lamps.org' }, uploadHosts: ['example.com', 'up.lamps.org'] };
const TOKEN = 'token-that-nobody-may-read';

/** A wire whose other end only writes down what arrives. */
function listening(reach: Reach = {}) {
  const arrived: Request[] = [];
  const wire = wireTo(LAMPS, {
    ...reach,
    fetching: async (request) => {
      arrived.push(request);
      return new Response('{}');
    },
  });
  return { wire, arrived };
}

const get = (url: string): WireRequest<string> => ({ method: 'GET', url, headers: bearer(TOKEN) });

/** What a call throws, with its words. */
async function thrown(calling: Promise<unknown>): Promise<Error> {
  const error = await calling.then(() => null, (each: Error) => each);
  if (!error) throw new Error('It was called.');
  expect([error.message, error.stack, String(error.cause), JSON.stringify(error)].join(' ')).not.toContain(TOKEN);
  return error;
}

/** A platform on this machine, as allowed as a simulated one. */
async function platform(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { at, asked, wire: wireTo(LAMPS, { simulatorsAt: at }), url: `${at}/youtube/api/x?access_token=${TOKEN}` };
}

const publish = async (at: Awaited<ReturnType<typeof platform>>) => fireOnce(at.wire, { request: { ...get(at.url), method: 'POST', body: '{}' }, read: () => null }, 'Lamps');

/** Waiting as long as a test can: a hundredth of it. */
function hurried() {
  const wait = AbortSignal.timeout.bind(AbortSignal);
  const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => wait(ms / 100));
  onTestFinished(() => spy.mockRestore());
  return spy;
}

test('hosts are the platform’s own, or lie below the simulators; an account’s place replaces what it is called for', () => {
  expect(hostsOf(LAMPS, {})).toEqual(LAMPS.hosts);
  expect(hostsOf(LAMPS, { simulatorsAt: 'http://127.0.0.1:5190' })).toEqual({ api: 'http://127.0.0.1:5190/youtube/api', login: 'http://127.0.0.1:5190/youtube/login' });
  expect(hostsOf(LAMPS, { place: 'https://lamps.social//' })).toEqual({ ...LAMPS.hosts, place: 'https://lamps.social' });
});

test.each(['https://api.lamps.org/v1/posts?x=1', 'https://login.lamps.org/token', 'https://API.lamps.org/', 'https://api.lamps.org:443/', 'https://example.com/put', 'https://eu-7.example.com/put?sig=y', 'https://a.b.up.lamps.org/', 'https://lamps.social/api/v1'])('called: %s', async (url) => {
  const { wire, arrived } = listening({ place: 'https://lamps.social' });
  expect((await wire.call(get(url))).status).toBe(200);
  expect(arrived.map((request) => request.url)).toEqual([new URL(url).href]);
});

test.each([
  ['another host', 'https://elsewhere.org/put'],
  ['a look-alike end', 'https://evil-example.com/put'],
  ['a look-alike of two names', 'https://example.com.elsewhere.org/put'],
  ['a host that no answer may name', 'https://lamps.org/'],
  ['a name beneath the API', 'https://x.api.lamps.org/'],
  ['a dot at the end', 'https://example.com./put'],
  ['the name only in the path', 'https://elsewhere.org/example.com'],
  ['the name only before the host', 'https://example.com@elsewhere.org/put'],
  ['the name only before a backslash', 'https://elsewhere.org\\.example.com/put'],
  ['letters that look alike', 'https://ехample.com/put'],
  ['no https', 'http://example.com/put'],
  ['the API without https', 'http://api.lamps.org/'],
  ['another port', 'https://up.example.com:8443/put'],
  ['another port of the API', 'https://api.lamps.org:8443/'],
  ['a name', 'https://user@example.com/put'],
  ['a name and a password', 'https://user:secret@api.lamps.org/put'],
  ['this machine', 'http://127.0.0.1:5190/youtube/api'],
  ['this machine by name', 'https://localhost/put'],
  ['this machine in IPv6', 'https://[::1]/put'],
  ['the machine’s own data', 'http://169.254.169.254/latest/meta-data/'],
  ['an inner network', 'https://10.0.0.8/put'],
  ['a number', 'https://2130706433/put'],
  ['a file', 'file:///etc/passwd'],
  ['data', 'data:text/plain,x'],
  ['a way without a scheme', '//example.com/put'],
  ['a path', '/put'],
  ['nothing', ''],
])('an upload address with %s is not called', async (_, url) => {
  const { wire, arrived } = listening();
  const error = await thrown(wire.call({ ...get(url), method: 'PUT', body: new Uint8Array(4) }));
  expect(error).toBeInstanceOf(PlatformRefused);
  expect([(error as PlatformRefused).why, error.message]).toEqual(['refused', expect.stringMatching(/^[A-Z].*\.$/)]);
  expect(error.message).not.toContain('secret');
  expect(arrived).toEqual([]);
});

test.each(['https://localhost', 'http://lamps.social', 'https://10.0.0.8', 'https://lamps.social:8443', 'https://user:pw@lamps.social', 'https://instance.internal'])('a place that leads inside is not called: %s', async (place) => {
  const { wire, arrived } = listening({ place });
  expect(await thrown(wire.call(get(`${place}/api/v1`)))).toBeInstanceOf(PlatformRefused);
  expect(arrived).toEqual([]);
});

test('beside the simulators nothing else of this machine is called, and without them they are not either', async () => {
  const { wire, arrived } = listening({ simulatorsAt: 'http://127.0.0.1:5190' });
  await wire.call(get('http://127.0.0.1:5190/youtube/upload/session-1'));
  for (const url of ['http://127.0.0.1:5191/', 'https://127.0.0.1:5190/', 'http://localhost:5190/', 'http://u:p@127.0.0.1:5190/']) await thrown(wire.call(get(url)));
  expect(arrived).toHaveLength(1);
});

test('a request that was refused before it left is no riddle: nothing was published', async () => {
  const { wire } = listening();
  expect(await fireOnce(wire, { request: { ...get('https://evil-example.com/'), method: 'POST' }, read: () => null }, 'Lamps')).toMatchObject({ outcome: { kind: 'rejected', code: 'not-sent' } });
});

test('a redirect is answered as it is, and its target hears nothing', async () => {
  const inside = await platform((_request, response) => response.end('{"inside":true}'));
  const lamps = await platform((_request, response) => response.writeHead(307, { Location: `${inside.at}/take-the-token` }).end());
  const answer = await lamps.wire.call({ ...get(lamps.url), method: 'POST', body: '{}' });
  expect([answer.status, inside.asked, lamps.asked.length]).toEqual([307, [], 1]);
  expect(await thrown(Promise.resolve().then(() => accepted(answer, 'Lamps', new Date())))).toMatchObject({ why: 'unreadable' });
  expect((await publish(lamps)).outcome.kind).toBe('ambiguous');
});

test('an answer of HTML is text without JSON: unreadable where it is asked, ambiguous where it publishes', async () => {
  const lamps = await platform((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><h1>Back soon</h1>'));
  const answer = await lamps.wire.call(get(lamps.url));
  expect(answer).toMatchObject({ status: 200, json: null, text: '<!doctype html><h1>Back soon</h1>' });
  expect(await thrown(Promise.resolve().then(() => accepted(answer, 'Lamps', new Date())))).toMatchObject({ why: 'unreadable' });
  expect((await publish(lamps)).outcome).toEqual({ kind: 'ambiguous', sentence: 'Lamps answered something that is not its API.' });
});

test('an answer that does not end is cut off, and counts as none', async () => {
  let sent = 0;
  const lamps = await platform((_request, response) => {
    const more = () => {
      while (!response.destroyed && sent < 64 << 20) {
        sent += 65_536;
        if (!response.write('x'.repeat(65_536))) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  expect(await thrown(lamps.wire.call(get(lamps.url)))).toBeInstanceOf(NoAnswer);
  expect(sent).toBeLessThan(32 << 20);
});

test('letters in two parts of an answer stay whole', async () => {
  const bytes = Buffer.from('{"text":"schön"}');
  const lamps = await platform((_request, response) => {
    response.write(bytes.subarray(0, 13));
    setTimeout(() => response.end(bytes.subarray(13)), 30);
  });
  expect((await lamps.wire.call(get(lamps.url))).json).toEqual({ text: 'schön' });
});

test('silence ends as no answer, before the headers and after them; an upload may take longer than a word', async () => {
  const waited = hurried();
  const silent = await platform(() => {});
  expect(await thrown(silent.wire.call(get(silent.url)))).toMatchObject({ message: 'No answer came in time.' });
  expect((await publish(silent)).outcome).toEqual({ kind: 'ambiguous', sentence: 'Lamps: No answer came in time.' });
  const stalled = await platform((_request, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"id":'));
  const error = await thrown(stalled.wire.call(get(stalled.url)));
  expect(error).toBeInstanceOf(NoAnswer);
  expect(error.message).toBe('No answer came in time.');
  const [word] = waited.mock.calls.at(-1)!;
  await thrown(silent.wire.call({ ...get(silent.url), method: 'PUT', body: new Uint8Array(8) }));
  expect(waited.mock.calls.at(-1)![0]).toBeGreaterThan(word);
});

test('a line that breaks is no answer, before the headers and after them', async () => {
  for (const begin of [false, true]) {
    const broken = await platform((_request, response) => {
      if (!begin) return void response.socket?.resetAndDestroy();
      response.writeHead(200, { 'Content-Length': '1000' }).write('{"id":');
      setTimeout(() => response.socket?.resetAndDestroy(), 30);
    });
    const error = await thrown(broken.wire.call(get(broken.url)));
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error.message).toBe('The connection broke before an answer came.');
    expect((await publish(broken)).outcome.kind).toBe('ambiguous');
    expect(broken.asked).toHaveLength(2);
  }
});

test.each([`${TOKEN}…`, `${TOKEN}\r\nX-Other: 1`, `${TOKEN}\u0000`])('a token that no header can carry (%j) is refused in words, and not repeated in them', async (token) => {
  const { wire, arrived } = listening();
  const error = await thrown(wire.call({ method: 'GET', url: 'https://api.lamps.org/', headers: bearer(token) }));
  expect(error).toBeInstanceOf(PlatformRefused);
  expect(error.message).toMatch(/^[A-Z].*\.$/);
  expect(arrived).toEqual([]);
});

const MIB = 1024 * 1024;

/** So many bytes, and how many of them were asked for. */
function bytes(byteSize: number, read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>> = async (from, to) => new Uint8Array(to - from).fill(7)) {
  const asked = { parts: 0, bytes: 0 };
  const body = {
    byteSize,
    read(from: number, to: number) {
      asked.parts += 1;
      asked.bytes += to - from;
      return read(from, to);
    },
  };
  return { asked, body };
}

/** What waits for a part of an upload is over after a fiftieth of it. */
function hurriedParts() {
  const wait = globalThis.setTimeout;
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms = 0) => wait(run, ms >= 50_000 ? ms / 50 : ms)) as typeof setTimeout);
  onTestFinished(() => spy.mockRestore());
}

test('a file leaves as so many bytes, however slowly they are taken, and its answer is read', async () => {
  hurriedParts();
  let [length, arrived] = ['', 0];
  const slow = await platform((request, response) => {
    length = String(request.headers['content-length']);
    request.on('data', async (chunk: Buffer) => {
      const parts = Math.floor((arrived + chunk.length) / MIB) - Math.floor(arrived / MIB);
      arrived += chunk.length;
      if (parts === 0) return;
      request.pause();
      await sleep(30 * parts);
      request.resume();
    });
    request.on('end', () => response.end('{"id":"1"}'));
  });
  const { asked, body } = bytes(64 * MIB);
  const began = performance.now();
  expect((await slow.wire.call({ method: 'POST', url: slow.url, body })).json).toEqual({ id: '1' });
  expect([length, arrived, asked.bytes]).toEqual([String(64 * MIB), 64 * MIB, 64 * MIB]);
  // Longer than one part may take, and in no larger ones.
  expect(performance.now() - began).toBeGreaterThan(50_000 / 50);
  expect(asked.parts).toBe(16);
});

test('a platform that stops taking a file is left, and the rest of it is not read', async () => {
  hurriedParts();
  const stuck = await platform((request) => void request.once('data', () => request.pause()));
  const { asked, body } = bytes(200 * MIB);
  const error = await thrown(stuck.wire.call({ method: 'POST', url: stuck.url, body }));
  expect(error).toBeInstanceOf(NoAnswer);
  expect(error.message).toBe('No answer came in time.');
  expect(asked.bytes).toBeLessThan(40 * MIB);
  expect(stuck.asked).toHaveLength(1);
});

test('a file that is under way for so long that whoever sends it would be ended is given up', async () => {
  const lamps = await platform((request, response) => void request.resume().on('end', () => response.end('{}')));
  const now = Date.now.bind(Date);
  let ahead = 0;
  const spy = vi.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
  onTestFinished(() => spy.mockRestore());
  const { body } = bytes(400 * MIB, async (from, to) => {
    ahead += 40_000;
    await sleep(5);
    return new Uint8Array(to - from);
  });
  expect(await thrown(lamps.wire.call({ method: 'POST', url: lamps.url, body }))).toBeInstanceOf(NoAnswer);
  expect(ahead).toBeLessThan(14 * 60_000);
});

test('a file that cannot be read any further ends its request, and says so itself', async () => {
  let ended = '';
  const lamps = await platform((request) => {
    request.resume();
    request.on('error', () => (ended = 'broken'));
    request.on('end', () => (ended = 'whole'));
  });
  const lost = new PlatformRefused('refused', 'The file is not in the library any more.');
  const { body } = bytes(40 * MIB, async (from, to) => {
    if (from >= 8 * MIB) throw lost;
    return new Uint8Array(to - from);
  });
  expect(await thrown(lamps.wire.call({ method: 'POST', url: lamps.url, body }))).toBe(lost);
  await vi.waitFor(() => expect(ended).toBe('broken'));
});
