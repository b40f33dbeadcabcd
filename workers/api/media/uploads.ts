import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import { ASSET_STATUSES, ASSET_TYPES } from '#db/schema/choices.ts';
import { importInput, linksInput, startUploadInput } from '#app/domains/media/upload-inputs.ts';
import { PART_SIZE } from '#app/domains/media/upload-plan.ts';
import { mediaApi } from '../../media/index.ts';
import type { ApiDoor } from '../guard.ts';
import { body, conflicts, id, idIn, json, noRoom, nothing, notThere, onceHeader, refusals, unanswered } from '../shapes.ts';

const uploaded = z.array(z.int()).meta({ description: 'The numbers of the parts that have arrived.' });
const parts = z.int().meta({ description: 'In how many parts the file comes.' });
const Links = z
  .object({
    expiresAt: z.string().meta({ description: 'Until when the links are good.' }),
    links: z.array(z.object({ part: z.int(), url: z.string() })).meta({ description: 'For each part the address that takes its bytes by PUT. Note its `ETag` afterwards.' }),
  })
  .meta({ id: 'UploadLinks', description: 'Ways past the app, straight into the storage.' });
const direct = Links.nullable().meta({ description: 'For the first 50 missing parts; null where parts go through the app.' });
const StartedUpload = z
  .object({ assetId: id('The id that the file will have.'), partSize: z.int().meta({ description: 'How many bytes each part has; the last one has the rest.' }), parts, uploaded, direct })
  .meta({ id: 'StartedUpload', description: 'An upload that was just begun.' });
const Upload = z
  .object({
    assetId: id('The id that the file has.'),
    name: z.string().meta({ description: 'What it is called.' }),
    status: z.enum(ASSET_STATUSES).meta({ description: 'A failed one is kept for a day with its problem.' }),
    problem: z.string().nullable().meta({ description: 'Why it failed.' }),
    byteSize: z.int().meta({ description: 'How many bytes were promised.' }),
    partSize: z.int().nullable().meta({ description: 'How many bytes each part has; null once it is over.' }),
    parts,
    uploaded,
    direct,
  })
  .meta({ id: 'Upload', description: 'How an upload stands.' });
const Part = z.object({ part: z.int().meta({ description: 'Its number.' }), etag: z.string().meta({ description: 'What the storage calls it.' }) }).meta({ id: 'UploadPart', description: 'A part that has arrived.' });
const known = z.object({ id: id('Its id.'), name: z.string() });
const Duplicate = z.object({ duplicateOf: known.meta({ description: 'The file of the library with the same bytes.' }) }).meta({ id: 'DuplicateFile', description: 'The library has this file already; nothing was begun.' });
const CompletedUpload = z
  .object({
    asset: z
      .object({
        id: id('Its id.'),
        name: z.string(),
        type: z.enum(ASSET_TYPES),
        mimeType: z.string(),
        byteSize: z.int(),
        sha256: z.string(),
        width: z.int().nullable(),
        height: z.int().nullable(),
        durationSeconds: z.number().nullable(),
        address: z.string().meta({ description: 'Where it is served, below the address of the app.' }),
      })
      .meta({ description: 'The file, as it is now in the library.' }),
    duplicateOf: known.nullable().meta({ description: 'Another file of the library with the same bytes.' }),
    suspicious: z.string().nullable().meta({ description: 'A sentence when the bytes could also be read as something that runs.' }),
    refusals: z
      .array(z.object({ platform: z.string(), why: z.string(), certain: z.boolean().meta({ description: 'False when it is only known from experience.' }) }))
      .meta({ description: 'Which platforms will not take it, and why.' }),
  })
  .meta({ id: 'CompletedUpload', description: 'A file that has arrived whole.' });

const { name, byteSize, folderId, mimeType, sha256, replaces, keepBoth } = startUploadInput.shape;
const into = folderId.meta({ description: 'Into which folder; null is the top of the library.' });
const UploadInput = z
  .strictObject({
    name: name.meta({ description: 'What it shall be called.' }),
    byteSize: byteSize.meta({ description: 'How many bytes will come.' }),
    folderId: into,
    mimeType: mimeType.meta({ description: 'What it is thought to be; the bytes decide.' }),
    sha256: sha256.meta({ description: 'If it is known: a file that the library has already is not begun, and what arrives must match it.', pattern: '^[0-9a-fA-F]{64}$' }),
    replaces: replaces.meta({ description: 'The file that gets these bytes and keeps its places.' }),
    keepBoth: keepBoth.meta({ description: 'Begin it even if the library has it already.' }),
  })
  .meta({ id: 'UploadInput', description: 'The file that is to come.' });
const ImportInput = z
  .strictObject({ url: importInput.shape.url.meta({ description: 'Where it is: a public address that begins with `https://`.' }), folderId: into })
  .meta({ id: 'ImportInput', description: 'The file that is to be fetched.' });

const assetId = '019a8f5e-9f4e-7051-8d63-8e9f0a1b2c34';
const completed: z.infer<typeof CompletedUpload> = {
  asset: {
    id: assetId,
    name: 'harbour.jpg',
    type: 'image',
    mimeType: 'image/jpeg',
    byteSize: 482113,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    width: 2400,
    height: 1600,
    durationSeconds: null,
    address: '/media/f/019a8f5e-9f4e-7051-8d63-8e9f0a1b2c34/9f86d081884c7d659a2feaa0/harbour.jpg',
  },
  duplicateOf: null,
  suspicious: null,
  refusals: [{ platform: 'Bluesky', why: 'Pictures can have at most 2,000 pixels on a side.', certain: true }],
};
const started = { assetId, partSize: PART_SIZE, parts: 1, uploaded: [], direct: null };
const link = { part: 1, url: 'https://storage.example/harbour?X-Amz-Signature=9f86d081884c7d65' };
const location = { Location: { $ref: '#/components/headers/Location' } };

const common = { tags: ['Uploads'], security: [{ key: ['media:write'] }] };
const params = z.object({ asset: idIn('upload') });
const numbered = params.extend({ number: z.int().min(1).meta({ description: 'Which part, from 1.', example: 1 }) });
const bytes = { required: true, content: { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' }, example: 'The bytes of the part.' } } };

const ROUTES: RouteConfig[] = [
  {
    ...common,
    method: 'post',
    path: '/media/uploads',
    operationId: 'startUpload',
    summary: 'Start an upload',
    description: 'Then send the parts, in any order and also side by side, and complete it. What stands still for a day is swept away.',
    request: { headers: onceHeader, body: body(UploadInput, { name: 'harbour.jpg', byteSize: 482113 }) },
    responses: { 200: json(Duplicate, 'The library has it already: the `sha256` is known.', { duplicateOf: { id: assetId, name: 'harbour.jpg' } }), 201: json(StartedUpload, 'Started.', started, location), ...noRoom, ...notThere, ...conflicts, ...refusals },
  },
  {
    ...common,
    method: 'get',
    path: '/media/uploads/{asset}',
    operationId: 'getUpload',
    summary: 'See how an upload stands',
    description: 'After a broken connection: which parts have arrived, so that only the others are sent.',
    request: { params },
    responses: { 200: json(Upload, 'The upload.', { ...started, name: 'harbour.jpg', status: 'uploading', problem: null, byteSize: 482113 }), ...notThere, ...refusals },
  },
  {
    ...common,
    method: 'put',
    path: '/media/uploads/{asset}/parts/{number}',
    operationId: 'sendPart',
    summary: 'Send a part',
    description: 'Its bytes and nothing else, with their exact `Content-Length`. The limit of 4 MB does not hold here. Sending it again is safe.',
    request: { params: numbered, body: bytes },
    responses: { 200: json(Part, 'It has arrived.', { part: 1, etag: '5d41402abc4b2a76b9719d911017c592' }), ...notThere, ...conflicts, ...refusals, ...unanswered },
  },
  {
    ...common,
    method: 'post',
    path: '/media/uploads/{asset}/links',
    operationId: 'renewUploadLinks',
    summary: 'Ask for links past the app',
    description: 'Only where the storage is set up for it; 404 elsewhere. They are good for an hour.',
    request: { params, body: body(linksInput.meta({ id: 'UploadLinksInput', description: 'For which parts.' }), { parts: [1] }) },
    responses: { 200: json(Links, 'The links.', { expiresAt: '2026-11-21T10:00:00Z', links: [link] }), ...notThere, ...conflicts, ...refusals, ...unanswered },
  },
  {
    ...common,
    method: 'post',
    path: '/media/uploads/{asset}/parts/{number}',
    operationId: 'noteDirectPart',
    summary: 'Note a part that went past the app',
    description: 'With the `ETag` that the storage answered. Sending it again is safe.',
    request: { params: numbered, body: body(z.strictObject({ etag: z.string().meta({ description: 'As the storage answered.' }) }).meta({ id: 'DirectPartInput', description: 'What the storage called the part.' }), { etag: '"5d41402abc4b2a76b9719d911017c592"' }) },
    responses: { 200: json(Part, 'It is noted.', { part: 1, etag: '5d41402abc4b2a76b9719d911017c592' }), ...notThere, ...conflicts, ...refusals, ...unanswered },
  },
  {
    ...common,
    method: 'post',
    path: '/media/uploads/{asset}/complete',
    operationId: 'completeUpload',
    summary: 'Complete an upload',
    description: 'The bytes are looked at now: what is broken, hostile or not as promised is refused, and the upload has failed. Sending it again is safe.',
    request: { params },
    responses: { 200: json(CompletedUpload, 'The file is in the library.', completed), ...notThere, ...conflicts, ...refusals, ...unanswered },
  },
  {
    ...common,
    method: 'delete',
    path: '/media/uploads/{asset}',
    operationId: 'abortUpload',
    summary: 'Give an upload up',
    description: 'What has arrived of it is removed.',
    request: { params, headers: onceHeader },
    responses: { 204: nothing('The upload is gone.'), ...notThere, ...conflicts, ...refusals },
  },
  {
    ...common,
    method: 'post',
    path: '/media/import',
    operationId: 'importFile',
    summary: 'Fetch a file from the web',
    description: 'Up to 1 GB from a public address. Answers when the file is in the library.',
    request: { headers: onceHeader, body: body(ImportInput, { url: 'https://harbour.example/boats.jpg' }) },
    responses: { 200: json(CompletedUpload, 'The file is in the library.', completed), ...noRoom, ...notThere, ...conflicts, ...refusals, ...unanswered },
  },
];

/** What answers stands in workers/media/uploads.ts, for a page sends its files by the same protocol; here it is described. */
export const uploads = new OpenAPIHono<ApiDoor>();
for (const route of ROUTES) uploads.openAPIRegistry.registerPath(route);
uploads.route('/media', mediaApi);
