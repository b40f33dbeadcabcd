import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { api } from '#workers/api/index.ts';
import { KEY_SCOPES } from '#app/domains/identity/api-key.ts';
import { ORIGIN, type TestApp, startApp } from '../support/app.ts';
import { arrangeAccounts } from '../support/accounts.ts';
import { arrangeCalendar } from '../support/calendar.ts';
import { arrangeLibrary } from '../support/media.ts';
import { colleague, founder } from '../support/people.ts';
import { arrangeCampaigns } from '../support/campaigns.ts';
import { arrangeProjects } from '../support/projects.ts';
import { arrangeAccount, arrangePostImport } from '../support/posts.ts';
import { arrangeDecisions } from '../support/stopped.ts';
import { arrangeWebhooks } from '../support/webhooks.ts';
import { arrangeContent } from './arrange-content.ts';
import { ENDPOINTS, requestOf } from './endpoints.ts';
import { programWith, send } from './program.ts';

type Node = Record<string, unknown>;
interface Operation extends Node {
  operationId: string;
  summary: string;
  tags: string[];
  security: { key: string[] }[];
  parameters?: { name: string; in: string }[];
  requestBody?: { required: boolean; content: Record<string, { example: unknown; schema: Node }> };
  responses: Record<string, Node>;
}

let app: TestApp;
let document: Node & { paths: Record<string, Record<string, Operation>>; components: Record<string, Node> };
let operations: { method: string; path: string; operation: Operation }[];

beforeAll(async () => {
  app = await startApp();
  const reply = await send(app, 'GET', '/openapi.json');
  expect([reply.status, reply.trips, reply.headers.get('Cache-Control')]).toEqual([200, 0, 'public, max-age=300']);
  document = reply.body as unknown as typeof document;
  operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ method, path, operation })));
});

const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((node, part) => (node as Node | undefined)?.[part], document);

/** The schema with every reference put in place, and no field allowed that it does not name. */
function whole(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(whole);
  if (typeof node !== 'object' || node === null) return node;
  if ('$ref' in node) return whole(at(node.$ref as string));
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, whole(value)]));
  return copy.type === 'object' && copy.properties && copy.additionalProperties === undefined ? { ...copy, additionalProperties: false } : copy;
}

const shape = (path: string) => path.replace(/:\w+|{\w+}/g, '{}');
const schemaOf = (content: unknown) => z.fromJSONSchema(whole((content as { schema: unknown }).schema) as Parameters<typeof z.fromJSONSchema>[0]);
const contentOf = (answer: unknown) => Object.entries((whole(answer) as { content?: Node }).content ?? {})[0];

test('the document is OpenAPI 3.1 and names where it answers and how to say who asks', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: `${ORIGIN}/api/v1` }], security: [{ key: [] }] });
  expect(document.components.securitySchemes).toMatchObject({ key: { type: 'http', scheme: 'bearer' } });
});

/** Sent twice, they do what they did once, without a key. */
const REPEATABLE = ['completeUpload', 'renewUploadLinks', 'noteDirectPart'];

test('every operation has an id of its own, a summary, a known tag, its scope and the refusals that any can give', () => {
  const tags = (document.tags as { name: string }[]).map(({ name }) => name);
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  for (const { operation, method } of operations) {
    expect(operation.summary, operation.operationId).toMatch(/\S/);
    expect(tags).toContain(operation.tags[0]);
    for (const scope of operation.security[0]!.key) expect(KEY_SCOPES).toContain(scope);
    for (const status of ['401', '403', '422', '429', '500', '503']) expect(operation.responses, operation.operationId).toHaveProperty(status);
    if (!['get', 'put'].includes(method) && !REPEATABLE.includes(operation.operationId)) expect(operation.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: false }));
  }
});

test('every reference resolves, and every part of a path is a parameter', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, pointer]) => pointer!);
  expect(references.length).toBeGreaterThan(50);
  for (const pointer of references) expect(at(pointer), pointer).toBeDefined();
  for (const { path, operation } of operations) {
    const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    expect([...path.matchAll(/{(\w+)}/g)].map(([, name]) => name)).toEqual(named);
  }
});

test('every route is in the document, and the list that the strangers walk is the document', () => {
  const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort();
  const about = ['GET /openapi.json', 'GET /reference'];
  const registered = new Set(api.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path.replace(/:(\w+)(?:{\S+})?/g, '{$1}')}`));
  expect([...registered].filter((route) => !about.includes(route)).sort()).toEqual(documented);
  expect(ENDPOINTS.map(({ method, path, permission }) => `${method} ${shape(path)} ${permission ?? ''}`).sort()).toEqual(
    operations.map(({ method, path, operation }) => `${method.toUpperCase()} ${shape(path)} ${operation.security[0]!.key[0] ?? ''}`).sort(),
  );
});

test('every example is what its schema says', () => {
  let count = 0;
  for (const { operation } of operations) {
    const contents = [Object.values(operation.requestBody?.content ?? {})[0], ...Object.values(operation.responses).map((answer) => contentOf(answer)?.[1])];
    for (const content of contents.filter((each) => each !== undefined)) {
      expect(schemaOf(content).safeParse((content as Node).example), operation.operationId).toMatchObject({ success: true });
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(80);
});

describe('what really comes is what the document says', () => {
  let names: Record<string, string>;
  let program: Awaited<ReturnType<typeof programWith>>;
  let site: Server;
  beforeAll(async () => {
    const owner = await founder(app, 'documented-paper');
    program = await programWith(app, owner.browser);
    const { body } = await program.post('/invitations', { body: { email: 'waiting@example.test', role: 'viewer' } });
    site = createServer((_, response) => void response.end('notes')).listen(0, '127.0.0.1');
    await new Promise((listening) => site.once('listening', listening));
    Object.assign(app.env, { R2_ACCOUNT_ID: 'account', R2_ACCESS_KEY_ID: 'key', R2_SECRET_ACCESS_KEY: 'secret', R2_BUCKET_NAME: 'bucket' });
    app.env.OUTBOUND_ALLOWED = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const member = (await colleague(app, owner.browser, 'editor')).userId;
    const { project: venture } = await arrangeProjects(app, owner.organizationId, 'venture', owner.userId);
    names = { member, venture, follower: owner.userId, ...(await arrangeProjects(app, owner.organizationId, 'paper', member)), ...(await arrangeCampaigns(app, owner.organizationId, 'paper')), invitation: String(body.id), part: '1', site: `${app.env.OUTBOUND_ALLOWED}/notes.txt`, ...(await arrangeLibrary(app, owner.organizationId, program)), ...(await arrangeContent(app, owner.organizationId)), ...(await arrangeCalendar(app, owner.organizationId)), ...(await arrangeWebhooks(app, owner.organizationId)), ...(await arrangeAccounts(app, owner.organizationId, owner.userId, 'paper')), ...(await arrangeDecisions(app, owner.organizationId, await arrangeAccount(app, owner.organizationId), 'paper')) };
    names.postimport = await arrangePostImport(program);
  });
  afterAll(() => void site.close());

  // Reads first, then changes, then removals: each finds what it needs.
  const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
  test.each([...ENDPOINTS].sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method)))('$method $path', async (endpoint) => {
    const { method } = endpoint;
    const { operation } = operations.find((each) => each.method === method.toLowerCase() && shape(each.path) === shape(endpoint.path))!;
    const { path, sent } = requestOf(endpoint, names);
    const reply = await program.send(method, path, sent);
    const promised = operation.responses[String(reply.status)];
    expect(reply.status).toBeLessThan(300);
    expect(promised).toBeDefined();
    const [type, content] = contentOf(promised) ?? [];
    if (!content) return expect(reply.text).toBe('');
    expect(reply.headers.get('Content-Type')).toBe(type);
    expect(schemaOf(content).safeParse(reply.body)).toMatchObject({ success: true });
    for (const name of Object.keys((promised as { headers: Node }).headers)) expect(reply.headers.has(name), name).toBe(true);
  });

  test.each([
    [401, () => send(app, 'GET', '/me')],
    [404, () => program.get('/members/019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01')],
    [422, () => program.patch('/organization', { body: { name: 7 } })],
    [422, () => program.get('/members?limit=0')],
    [409, () => program.post('/invitations', { body: { email: 'someone-new@example.test', role: 'editor' } })],
  ] as const)('a refusal with %i', async (status, ask) => {
    const reply = await ask();
    expect(reply.status).toBe(status);
    expect(schemaOf({ schema: { $ref: '#/components/schemas/Problem' } }).safeParse(reply.body)).toMatchObject({ success: true });
  });
});

describe('the reference', () => {
  let page: Awaited<ReturnType<typeof send>>;
  beforeAll(async () => {
    page = await send(app, 'GET', '/reference');
  });

  test('shows every operation, every schema and every problem, each under an anchor that is there once', () => {
    const anchors = [...page.text.matchAll(/ id="([^"]+)"/g)].map(([, name]) => name!);
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const { operation } of operations) expect(anchors).toContain(operation.operationId);
    for (const name of Object.keys(document.components.schemas!)) expect(anchors).toContain(`schema-${name}`);
    for (const [, target] of page.text.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(target);
    for (const [, problem] of JSON.stringify(document).matchAll(/reference#(problem-[a-z-]+)"/g)) expect(anchors).toContain(problem);
  });

  test('has no script and no other file, asks no database and may be cached', () => {
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(page.text).not.toMatch(/<script|<link|<img|@import|url\(| on[a-z]+=/);
    expect([page.status, page.trips, page.headers.get('Cache-Control')]).toEqual([200, 0, 'public, max-age=300']);
  });

  test('carries a request to copy for every operation', () => {
    const requests = [...page.text.matchAll(/curl (?:-X (\w+) )?&#39;([^&]+)&#39;/g)];
    expect(requests.map(([, method = 'GET']) => method).sort()).toEqual(operations.map(({ method }) => method.toUpperCase()).sort());
    for (const [, , address] of requests) expect(address).toMatch(new RegExp(`^${ORIGIN}/api/v1/`));
  });
});
