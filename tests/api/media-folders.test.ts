import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeAsset } from '../support/media.ts';
import { founder } from '../support/people.ts';
import { type Program, programWith } from './program.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'foldered-paper');
  program = await programWith(app, owner.browser);
});

const make = async (name: string, parentId: string | null = null) => String((await program.post('/folders', { body: { name, parentId } })).body.id);

test('a tree is made, read parents first, renamed, moved and taken down without losing a file', async () => {
  const press = await make('Press');
  const year = await make('2026', press);
  const logos = await make('Logos');
  const tree = await program.get('/folders');
  const names = tree.body.data.map(({ name }) => name);
  expect([...names].sort()).toEqual(['2026', 'Logos', 'Press']);
  expect(names.indexOf('Press')).toBeLessThan(names.indexOf('2026'));
  expect([tree.trips, tree.statements]).toEqual([1, 2]);
  const renamed = await program.patch(`/folders/${year}`, { body: { name: 'This year' } });
  expect([renamed.body, renamed.trips]).toEqual([{ id: year, parentId: press, name: 'This year' }, 2]);
  expect((await program.patch(`/folders/${year}`, { body: { parentId: logos } })).body).toMatchObject({ parentId: logos });
  expect((await program.patch(`/folders/${logos}`, { body: { parentId: year } })).status).toBe(409);
  const asset = await arrangeAsset(app, owner.organizationId, { folder_id: year });
  expect((await program.delete(`/folders/${logos}`)).status).toBe(204);
  expect((await program.delete(`/folders/${logos}`)).status).toBe(404);
  expect((await program.get('/folders')).body.data).toEqual([{ id: press, parentId: null, name: 'Press' }]);
  expect((await program.get(`/assets/${asset}`)).body).toMatchObject({ folderId: null, deletedAt: null });
});

test('a name that is taken beside it is a conflict by its field; elsewhere it is free', async () => {
  const parent = await make('Taken');
  const refused = await program.post('/folders', { body: { name: 'taken' } });
  expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([409, '#/name']);
  expect((await program.post('/folders', { body: { name: 'taken', parentId: parent } })).status).toBe(201);
  expect((await program.post('/folders', { body: { name: 'x', parentId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01' } })).status).toBe(404);
});

test.each([
  ['POST', {}, ['#/name']], ['POST', { name: 'a/b' }, ['#/name']], ['POST', { name: 'x', parentId: '' }, ['#/parentId']], ['POST', { name: 'x', parent: null }, ['#/parent']],
  ['PATCH', {}, ['#']], ['PATCH', { name: 'x', parentId: null }, ['#']], ['PATCH', { name: '  ' }, ['#/name']],
])('%s with %j is 422 by field', async (method, body, pointers) => {
  const reply = await program.send(method, method === 'POST' ? '/folders' : '/folders/019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', { body });
  expect([reply.status, reply.body.errors.map(({ pointer }) => pointer), reply.trips]).toEqual([422, pointers, 0]);
});

test('a folder that is made again under its key is made once', async () => {
  const sent = { body: { name: 'Once' }, headers: { 'Idempotency-Key': 'folder-once' } };
  const [first, again] = [await program.post('/folders', sent), await program.post('/folders', sent)];
  expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
});
