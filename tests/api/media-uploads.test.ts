import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { type Program, programWith } from './program.ts';

let app: TestApp;
let program: Program;
let site: Server;
let base: string;
let asked = 0;

beforeAll(async () => {
  site = createServer((request, response) => {
    asked += 1;
    if (request.url === '/cut.txt' && asked % 2 === 1) return response.writeHead(200, { 'Content-Length': 5000 }).write('x'.repeat(100), () => response.destroy());
    return response.end(request.url === '/page.html' ? '' : 'notes from the web');
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => site.once('listening', listening));
  base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  app = await startApp();
  app.env.OUTBOUND_ALLOWED = base;
  program = await programWith(app, (await founder(app, 'sending-paper')).browser);
});
afterAll(() => void site.close());

const sendPart = (id: unknown, bytes: string) => program.send('PUT', `/media/uploads/${id}/parts/1`, { body: bytes, headers: { 'Content-Length': String(bytes.length) } });

test('a file is begun, sent, looked after, completed, and then it is one of the files', async () => {
  const started = await program.post('/media/uploads', { body: { name: 'notes.txt', byteSize: 5 } });
  const { assetId } = started.body;
  expect([started.status, started.headers.get('Location')]).toEqual([201, `/api/v1/media/uploads/${assetId}`]);
  expect((await program.get(`/assets/${assetId}`)).status).toBe(404);
  expect((await sendPart(assetId, 'note')).status).toBe(422);
  expect((await program.post(`/media/uploads/${assetId}/complete`)).status).toBe(409);
  expect((await sendPart(assetId, 'notes')).body).toMatchObject({ part: 1 });
  expect((await program.get(`/media/uploads/${assetId}`)).body).toMatchObject({ status: 'uploading', parts: 1, uploaded: [1] });
  const completed = await program.post(`/media/uploads/${assetId}/complete`);
  expect([completed.status, (completed.body.asset as { id: string }).id]).toEqual([200, assetId]);
  expect((await program.post(`/media/uploads/${assetId}/complete`)).status).toBe(200);
  expect((await program.get(`/assets/${assetId}`)).body).toMatchObject({ name: 'notes.txt', byteSize: 5 });
  expect((await program.delete(`/media/uploads/${assetId}`)).status).toBe(404);
});

test('an upload that is given up twice under one key is 204 both times, and gone', async () => {
  const { assetId } = (await program.post('/media/uploads', { body: { name: 'x.txt', byteSize: 5 } })).body;
  const headers = { 'Idempotency-Key': 'abort-once' };
  expect([(await program.delete(`/media/uploads/${assetId}`, { headers })).status, (await program.delete(`/media/uploads/${assetId}`, { headers })).status]).toEqual([204, 204]);
  expect((await program.get(`/media/uploads/${assetId}`)).status).toBe(404);
});

test('an import under one key fetches and takes the file once', async () => {
  const sent = { body: { url: `${base}/web.txt` }, headers: { 'Idempotency-Key': 'import-once' } };
  const first = await program.post('/media/import', sent);
  const before = asked;
  const again = await program.post('/media/import', sent);
  expect([first.status, again.status, again.headers.get('Idempotent-Replayed'), asked]).toEqual([200, 200, 'true', before]);
  expect(again.text).toBe(first.text);
});

test('an import that broke off half-way can be sent again under the same key', async () => {
  asked = 0;
  const sent = { body: { url: `${base}/cut.txt` }, headers: { 'Idempotency-Key': 'import-broken' } };
  expect((await program.post('/media/import', sent)).status).toBe(502);
  expect((await program.post('/media/import', sent)).status).toBe(200);
});

test.each([
  ['/media/uploads', { name: '', byteSize: 0 }, ['#/name', '#/byteSize']],
  ['/media/uploads', { name: 'x', byteSize: 1, folder: null }, ['#/folder']],
  ['/media/import', { url: 'http://localhost/x' }, ['#/url']],
  ['/media/import', {}, ['#/url']],
])('%s with %j is 422 by field', async (path, body, pointers) => {
  const reply = await program.post(path, { body });
  expect([reply.status, reply.body.errors.map(({ pointer }) => pointer)]).toEqual([422, pointers]);
});

test('a key that cannot be one is refused by its header, and a method that is not answered names those that are', async () => {
  const refused = await program.post('/media/uploads', { body: { name: 'x', byteSize: 1 }, headers: { 'Idempotency-Key': 'two words' } });
  expect([refused.status, refused.body.errors, refused.trips]).toEqual([422, [expect.objectContaining({ header: 'Idempotency-Key' })], 0]);
  expect((await program.send('PUT', '/media/import')).headers.get('Allow')).toBe('POST, OPTIONS');
});
