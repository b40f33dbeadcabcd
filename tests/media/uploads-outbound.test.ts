import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fetchOutside } from '#app/domains/media/outbound.server.ts';
import { allowedOrigins, whyNotCalled } from '#app/platform/outbound.ts';
import { PART_SIZE } from '#app/domains/media/upload-plan.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { MemoryBucket } from '../support/memory-bucket.ts';
import { colleague, founder } from '../support/people.ts';
import { png } from './file/build.ts';
import { doorOf, type Doorway, noise, sha256 } from './uploading.ts';

test.each([
  'http://site.org/a.png', 'ftp://site.org/a.png', 'file:///etc/passwd', 'data:text/plain,x', 'javascript:alert(1)', 'gopher://site.org/', 'blob:https://site.org/x', 'https:', 'https://', 'site.org/a.png', '',
  'https://user@site.org/', 'https://user:secret@site.org/', 'https://:secret@site.org/', 'https://site.org:8443/', 'https://site.org:80/', 'https://site.org:22/',
  'https://127.0.0.1/', 'https://127.1/', 'https://127.0.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0x7f.0.0.1/', 'https://0177.0.0.1/', 'https://017700000001/', 'https://0/', 'https://0.0.0.0/', 'https://127.0.0.1./',
  'https://１２７.０.０.１/', 'https://①②⑦.0.0.1/', 'https://127。0。0。1/', 'https://%31%32%37.0.0.1/',
  'https://10.0.0.8/', 'https://192.168.1.1/', 'https://172.16.0.1/', 'https://169.254.169.254/latest/meta-data/', 'https://0xa9fea9fe/', 'https://100.64.0.1/', 'https://8.8.8.8/', 'https://224.0.0.1/',
  'https://[::1]/', 'https://[::]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[fe80::1]/', 'https://[fd00::1]/', 'https://[64:ff9b::7f00:1]/', 'https://[2002:7f00:1::]/', 'https://[2606:4700::1111]/',
  'https://localhost/', 'https://LOCALHOST/', 'https://localhost./', 'https://app.localhost/', 'https://ｌｏｃａｌｈｏｓｔ/', 'https://intranet/', 'https://printer.local/', 'https://printer.local./', 'https://db.internal/', 'https://metadata.google.internal/', 'https://router.lan/', 'https://nas.home.arpa/', 'https://x.corp/', 'https://x.onion/',
  'https://127.0.0.1.nip.io/', 'https://10-0-0-1.sslip.io/', 'https://localtest.me/', 'https://x.lvh.me/',
])('not called: %s', (address) => expect(whyNotCalled(address)).toMatch(/\.$/));

test.each(['https://site.org/a.png', 'https://site.org:443/a', 'https://SITE.org./a', 'https://a.b.c.example-site.co.uk/x?y=http://127.0.0.1', 'https://bücher.de/', 'https://xn--bcher-kva.de/', 'https://internal.site.org/', 'https://1.site.org/'])('called: %s', (address) => {
  expect(whyNotCalled(address)).toBeNull();
});

test('an allowed origin is heeded in development only', async () => {
  const env = { OUTBOUND_ALLOWED: 'http://127.0.0.1:99', MAIL_TRANSPORT: 'mailbox' } as TestApp['env'];
  const answering = async () => new Response('x');
  expect((await fetchOutside(env, 'http://127.0.0.1:99/x', answering)).ok).toBe(true);
  expect((await fetchOutside({ ...env, MAIL_TRANSPORT: 'resend' }, 'http://127.0.0.1:99/x', answering)).ok).toBe(false);
  expect((await fetchOutside(env, 'http://127.0.0.1:98/x', answering)).ok).toBe(false);
  expect((await fetchOutside(env, 'http://a:b@127.0.0.1:99/x', answering)).ok).toBe(false);
});

test('the simulated platforms are allowed in development only, and they alone', () => {
  const env = { SIMULATORS_AT: 'http://127.0.0.1:97', MAIL_TRANSPORT: 'mailbox' } as TestApp['env'];
  expect(whyNotCalled('http://127.0.0.1:97/mastodon/place/api', allowedOrigins(env))).toBeNull();
  for (const elsewhere of ['http://127.0.0.1:98/', 'https://127.0.0.1:97/', 'http://localhost:97/', 'http://a:b@127.0.0.1:97/']) expect(whyNotCalled(elsewhere, allowedOrigins(env))).toMatch(/\.$/);
  expect(allowedOrigins({ ...env, MAIL_TRANSPORT: 'resend' })).toEqual([]);
  expect(allowedOrigins({ ...env, OUTBOUND_ALLOWED: 'http://a.test, http://b.test' })).toEqual(['http://a.test', 'http://b.test', 'http://127.0.0.1:97']);
  for (const none of ['', 'nowhere']) expect(allowedOrigins({ ...env, SIMULATORS_AT: none })).toEqual([]);
});

describe('redirects and waiting', () => {
  const env = { MAIL_TRANSPORT: 'resend' } as TestApp['env'];
  const hopping = (...targets: (string | null)[]) => {
    const asked: { url: string; init: RequestInit }[] = [];
    const fetching = async (url: string, init: RequestInit) => {
      asked.push({ url, init });
      const to = targets[asked.length - 1];
      return to ? new Response(null, { status: 302, headers: { Location: to } }) : new Response('there');
    };
    return { asked, fetching };
  };

  test('each is looked at like the first, at most three are followed, and nothing of ours goes along', async () => {
    const three = hopping('https://b.org/', '/c', '//d.org/e');
    expect((await fetchOutside(env, 'https://a.org/', three.fetching)).ok).toBe(true);
    expect(three.asked.map(({ url }) => url)).toEqual(['https://a.org/', 'https://b.org/', 'https://b.org/c', 'https://d.org/e']);
    for (const { init } of three.asked) {
      expect(init.redirect).toBe('manual');
      expect(Object.keys(init.headers as object).sort()).toEqual(['Accept', 'Accept-Encoding', 'User-Agent']);
    }
    expect(await fetchOutside(env, 'https://a.org/', hopping('/1', '/2', '/3', '/4').fetching)).toMatchObject({ ok: false, problem: { kind: 'upstream' } });
    for (const to of ['http://b.org/', 'https://127.0.0.1/', 'https://[::1]/', 'file:///etc/passwd', 'https://u:p@b.org/', 'https://b.org:8080/']) {
      const { asked, fetching } = hopping(to);
      expect(await fetchOutside(env, 'https://a.org/', fetching)).toMatchObject({ ok: false, problem: { kind: 'invalid' } });
      expect(asked).toHaveLength(1);
    }
  });

  test('a site that does not answer, or answers no, is said', async () => {
    expect(await fetchOutside(env, 'https://a.org/', async () => Promise.reject(new Error('aborted')))).toMatchObject({ ok: false, problem: { kind: 'upstream' } });
    expect(await fetchOutside(env, 'https://a.org/', async () => new Response('', { status: 403 }))).toMatchObject({ ok: false, problem: { message: 'The site answered 403.' } });
  });
});

describe('import', () => {
  let app: TestApp;
  let bucket: MemoryBucket;
  let owner: Awaited<ReturnType<typeof founder>>;
  let door: Doorway;
  let site: Server;
  let base: string;
  let asked: string[] = [];
  const large = noise(PART_SIZE + 5000, 21);
  const picture = png({ width: 7, height: 5 });

  beforeAll(async () => {
    site = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/a%20picture.png') return response.end(picture);
      if (request.url === '/large') return response.writeHead(200, { 'Content-Length': large.length, 'Content-Disposition': "attachment; filename*=UTF-8''gro%C3%9F.bin" }).end(large);
      if (request.url === '/unknown-length') return response.writeHead(200).write(picture, () => response.end());
      if (request.url === '/unknown-large') return response.writeHead(200).write(large, () => response.end());
      if (request.url === '/cut') return response.writeHead(200, { 'Content-Length': 5000 }).write('x'.repeat(100), () => response.destroy());
      if (request.url === '/inside') return response.writeHead(302, { Location: 'https://169.254.169.254/' }).end();
      if (request.url === '/empty') return response.writeHead(200, { 'Content-Length': 0 }).end();
      if (request.url === '/too-large') return response.writeHead(200, { 'Content-Length': 2 ** 31 }).write('x');
      return response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => site.once('listening', listening));
    base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    app = await startApp();
    app.env.OUTBOUND_ALLOWED = base;
    bucket = app.env.MEDIA as MemoryBucket;
    owner = await founder(app);
    door = doorOf(app, owner.browser);
  });
  afterAll(() => void site.close());
  beforeEach(() => {
    asked = [];
    bucket.objects.clear();
  });

  const importing = (path: string, who = door) => who.ask<{ asset: { id: string; name: string; sha256: string; width: number } }>('POST', '/import', { url: path.startsWith('/') ? base + path : path });

  test('a picture, with its name; a large file, in parts; one of unknown length', async () => {
    expect(await importing('/a%20picture.png')).toMatchObject({ status: 200, body: { asset: { name: 'a picture.png', width: 7 } } });
    expect(await importing('/large')).toMatchObject({ status: 200, body: { asset: { name: 'groß.bin', sha256: sha256(large) } } });
    expect(await importing('/unknown-length')).toMatchObject({ status: 200, body: { asset: { name: 'unknown-length', width: 7 } } });
  });

  test.each([['/unknown-large', 422], ['/cut', 502], ['/inside', 422], ['/empty', 422], ['/too-large', 422], ['/nothing', 502], ['https://localhost/', 422], ['', 422]])('%s is refused with a sentence, and nothing stays', async (path, status) => {
    const refused = await importing(path);
    expect([refused.status, refused.body.detail]).toEqual([status, expect.stringMatching(/\.$/)]);
    expect([bucket.objects.size, bucket.open.size]).toEqual([0, 0]);
    expect((await app.owner.query("select from media_assets where status = 'uploading'")).rowCount).toBe(0);
  });

  test('a viewer and someone signed out make nothing leave', async () => {
    const viewer = await colleague(app, owner.browser, 'viewer');
    expect((await importing('/large', doorOf(app, viewer.browser))).status).toBe(403);
    expect((await importing('/large', doorOf(app, null))).status).toBe(401);
    expect(asked).toEqual([]);
  });
});
