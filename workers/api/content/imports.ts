import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { failedPictures, importById, importPieces, importVerdicts, pictureCounts, recentImports } from '#db/queries/content-imports.ts';
import { Refused } from '#db/scope.ts';
import { cancelImport, runImport } from '#app/domains/content/importing/import-content.server.ts';
import { type GivenFile, receiveImport } from '#app/domains/content/importing/receive-import.server.ts';
import { undoImport } from '#app/domains/content/importing/undo-import.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, idIn, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { Begun, example, Import, ImportPiece, ImportReport, importInput, pieceExample, reportExample, runInput, Undone } from './import-shape.ts';

const isMultipart = (c: Context) => /^multipart\/form-data/i.test(c.req.header('Content-Type') ?? '');
/** Files are not read twice for it: what an import reads a second time it knows anyway. */
const onceForJson: MiddlewareHandler<ApiDoor> = (c, next) => (isMultipart(c) ? next() : onceOnly(c, next));

const organising = { tags: ['Imports'], security: [{ key: ['content:organise'] }] };
const params = z.object({ id: idIn('import') });
const files = body(importInput, { files: [{ name: 'harbour.md', text: '---\ntitle: The harbour\n---\n\nBoats come in at dawn.' }] });
const multipart = { schema: { type: 'object' as const, required: ['files'], properties: { files: { type: 'array' as const, items: { type: 'string' as const, format: 'binary' } } } } };
/** Not required, so that a form is not refused for being no JSON; without a file either is. */
const eitherForm = { required: false, content: { ...files.content, 'multipart/form-data': multipart } } as typeof files;

const list = createRoute({
  ...organising,
  method: 'get',
  path: '/imports',
  operationId: 'listImports',
  summary: 'List the imports',
  description: 'The last twenty, the newest first.',
  middleware: [keyRequired] as const,
  responses: { 200: json(listOf(Import, 'ImportList'), 'The imports.', { data: [example], next: null }), ...refusals },
});
const post = createRoute({
  ...organising,
  method: 'post',
  path: '/imports',
  operationId: 'beginImport',
  summary: 'Begin an import',
  description: 'The files are kept and read; nothing is imported before it is run. Sent as a form, an Idempotency-Key is not heeded.',
  middleware: [keyRequired, onceForJson] as const,
  request: { headers: onceHeader, body: eitherForm },
  responses: { 201: json(Begun, 'The files are being read.', { id: example.id, status: 'reading' }, { Location: { $ref: '#/components/headers/Location' } }), ...conflicts, ...refusals },
});
const get = createRoute({
  ...organising,
  method: 'get',
  path: '/imports/{id}',
  operationId: 'getImport',
  summary: 'Read the report of an import',
  description: 'What was found, what would happen or did, and how far it is.',
  middleware: [keyRequired] as const,
  request: { params },
  responses: { 200: json(ImportReport, 'The report.', reportExample), ...notThere, ...refusals },
});
const pieces = createRoute({
  ...organising,
  method: 'get',
  path: '/imports/{id}/pieces',
  operationId: 'listImportPieces',
  summary: 'List the pieces of an import',
  description: 'In the order in which they stand in the files.',
  middleware: [keyRequired] as const,
  request: { params, query: pageQuery(z.string().regex(/^\d{1,9}$/, 'This is not a cursor that we gave.')) },
  responses: { 200: json(listOf(ImportPiece, 'ImportPieceList'), 'One page of pieces.', { data: [pieceExample], next: null }), ...notThere, ...refusals },
});
const run = createRoute({
  ...organising,
  method: 'post',
  path: '/imports/{id}/run',
  operationId: 'runImport',
  summary: 'Run an import',
  description: 'Everything arrives as a draft; what is known already is left alone. The report tells how far it is.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(runInput, { pictures: true }) },
  responses: { 204: nothing('It is under way.'), ...notThere, ...conflicts, ...refusals },
});
const cancel = createRoute({
  ...organising,
  method: 'post',
  path: '/imports/{id}/cancel',
  operationId: 'cancelImport',
  summary: 'Cancel an import',
  description: 'What is imported by then stays.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('It is cancelled.'), ...notThere, ...conflicts, ...refusals },
});
const undo = createRoute({
  ...organising,
  method: 'post',
  path: '/imports/{id}/undo',
  operationId: 'undoImport',
  summary: 'Take an import back',
  description: 'The drafts that it made go to the trash, as far as nobody changed them since. What it updated keeps both revisions.',
  security: [{ key: ['content:delete'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 200: json(Undone, 'Taken back.', { count: 12 }), ...notThere, ...conflicts, ...refusals },
});

type Row = z.infer<typeof Import> & { files: { name: string; byteSize: number }[] };
const shown = ({ id, source, files: kept, status, pieceCount, by, createdAt, finishedAt }: Row): z.infer<typeof Import> => ({ id, source, files: kept.map(({ name, byteSize }) => ({ name, byteSize })), status, pieceCount, by, createdAt, finishedAt });

/** The files of the request, from either of its two forms. */
async function filesOf(c: Context, sent: Partial<z.output<typeof importInput>>): Promise<GivenFile[]> {
  if (!isMultipart(c)) return (sent.files ?? []).map(({ name, text, base64 }) => ({ name, data: once(base64 === undefined ? new TextEncoder().encode(text ?? '') : Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))) }));
  const form = await c.req.formData().catch(() => {
    throw new Refused(problem('invalid', 'The form did not arrive whole. Send it again.', { field: 'files' }));
  });
  return form.getAll('files').flatMap((file) => (typeof file === 'string' ? [] : [{ name: file.name, data: file.stream() as unknown as AsyncIterable<Uint8Array> }]));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export const imports = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { found } = await readWithKey(c, 'content:organise', { found: recentImports() });
    return c.json({ data: found.map(shown), next: null }, 200);
  })
  .openapi(post, async (c) => {
    const begun = await receiveImport(c.get('request'), orgOfKey(c, 'content:organise'), () => c.get('caller').proved!.organization.id, () => filesOf(c, c.req.valid('json')));
    if (!begun.ok) throw new Refused(begun.problem);
    return c.json({ id: begun.value.id, status: 'reading' as const }, 201, { Location: `/api/v1/imports/${begun.value.id}` });
  })
  .openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const { asked, verdicts, pictures, failed } = await readWithKey(c, 'content:organise', { asked: importById(id), verdicts: importVerdicts(id), pictures: pictureCounts(id), failed: failedPictures(id) });
    if (!asked || asked.status === 'uploading') throw new Refused(notFound('import'));
    const { withPictures, withUpdates, reached, commentCount, troubles, troubleCount, folderId } = asked;
    return c.json({ ...shown(asked), withPictures, withUpdates, reached, commentCount, troubles, troubleCount, folderId, verdicts, pictures: pictures ?? { all: 0, waiting: 0, failed: 0 }, failedPictures: failed }, 200);
  })
  .openapi(pieces, async (c) => {
    const { id } = c.req.valid('param');
    const { asked, page } = await readWithKey(c, 'content:organise', { asked: importById(id), page: importPieces(id, pageOf(c.req.valid('query'))) });
    if (!asked || asked.status === 'uploading') throw new Refused(notFound('import'));
    return c.json({ data: page.rows, next: page.next }, 200);
  })
  .openapi(run, async (c) => {
    const started = await runImport(orgOfKey(c, 'content:organise'), { importId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!started.ok) throw new Refused(started.problem);
    return c.body(null, 204);
  })
  .openapi(cancel, async (c) => {
    const cancelled = await cancelImport(orgOfKey(c, 'content:organise'), c.req.valid('param').id);
    if (!cancelled.ok) throw new Refused(cancelled.problem);
    return c.body(null, 204);
  })
  .openapi(undo, async (c) => {
    const undone = await undoImport(orgOfKey(c, 'content:delete'), c.req.valid('param').id);
    if (!undone.ok) throw new Refused(undone.problem);
    return c.json({ count: undone.value.ids.length }, 200);
  });
