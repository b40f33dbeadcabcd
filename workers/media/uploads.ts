import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { uploadState } from '#db/queries/media-uploads.ts';
import { partsOfUpload, uploadById } from '#db/queries/media.ts';
import { fileAddress } from '#app/domains/media/address.ts';
import { abortUpload } from '#app/domains/media/abort-upload.server.ts';
import { type Completed, completeUpload } from '#app/domains/media/complete-upload.server.ts';
import { noteDirectPart, offerDirect, renewDirect } from '#app/domains/media/direct-parts.server.ts';
import { importFromUrl } from '#app/domains/media/import-from-url.server.ts';
import { noUpload, receivePart } from '#app/domains/media/receive-part.server.ts';
import { startUpload } from '#app/domains/media/start-upload.server.ts';
import { directPartInput, importInput, linksInput, startUploadInput } from '#app/domains/media/upload-inputs.ts';
import { allOf } from '#app/domains/media/upload-plan.ts';
import { isUuid } from '#app/platform/ids.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import type { Result } from '#app/platform/result.ts';
import { onError, unreadable } from '../api/errors.ts';
import type { ApiDoor } from '../api/guard.ts';
import { refuse } from '../api/problem.ts';

type Asked = Context<ApiDoor>;

/** Who asks, and that they may write: refused before a byte is stored. */
export type Asker = (c: Asked) => Promise<Org>;

/** One protocol behind two doors: the session's of a page, and the key's of a program. */
export function uploads(asker: Asker, ...before: MiddlewareHandler<ApiDoor>[]): Hono<ApiDoor> {
  const door = new Hono<ApiDoor>();
  door.onError(onError);
  for (const each of before) {
    door.use('/uploads/*', each);
    door.use('/import', each);
  }

  door.post('/uploads', async (c) => {
    const { organizationId, ...input } = { ...(await bodyOf(c, startUploadInput)) };
    const org = await asker(c);
    const started = await startUpload({ ...org, ...(organizationId ? { organizationId } : {}) }, input);
    if (!started.ok) return refuse(c, started.problem);
    return 'duplicateOf' in started.value ? c.json(started.value) : c.json(started.value, 201, { Location: `${c.req.path}/${started.value.assetId}` });
  });

  door.get('/uploads/:asset', async (c) => {
    const asset = assetOf(c);
    const org = await asker(c);
    const found = asset ? await readFor(org, { upload: uploadState(asset), parts: partsOfUpload(asset), row: uploadById(asset) }) : null;
    if (found && !found.ok) return refuse(c, found.problem);
    if (!found?.value.upload) return refuse(c, noUpload);
    const { upload, parts, row } = found.value;
    const { partSize, byteSize } = upload;
    const count = partSize ? Math.ceil(byteSize / partSize) : 0;
    const uploaded = parts.map(({ number }) => number);
    const direct = row && (await offerDirect(org, row, allOf(count).filter((number) => !uploaded.includes(number))));
    return c.json({ ...upload, parts: count, uploaded, direct });
  });

  door.put('/uploads/:asset/parts/:number{[0-9]{1,5}}', async (c) => {
    const asset = assetOf(c);
    if (!asset) return refuse(c, noUpload);
    const length = c.req.header('Content-Length');
    const part = { number: Number(c.req.param('number')), length: length && /^\d+$/.test(length) ? Number(length) : null, body: c.req.raw.body };
    return answer(c, await receivePart(await asker(c), asset, part));
  });

  door.post('/uploads/:asset/links', async (c) => {
    const asset = assetOf(c);
    const { parts } = await bodyOf(c, linksInput);
    return asset ? answer(c, await renewDirect(await asker(c), asset, parts)) : refuse(c, noUpload);
  });

  door.post('/uploads/:asset/parts/:number{[0-9]{1,5}}', async (c) => {
    const asset = assetOf(c);
    const { etag } = await bodyOf(c, directPartInput);
    return asset ? answer(c, await noteDirectPart(await asker(c), asset, Number(c.req.param('number')), etag)) : refuse(c, noUpload);
  });

  door.post('/uploads/:asset/complete', async (c) => {
    const asset = assetOf(c);
    return asset ? completed(c, await completeUpload(await asker(c), asset)) : refuse(c, noUpload);
  });

  door.delete('/uploads/:asset', async (c) => {
    const asset = assetOf(c);
    if (!asset) return refuse(c, noUpload);
    const aborted = await abortUpload(await asker(c), asset);
    return aborted.ok ? c.body(null, 204) : refuse(c, aborted.problem);
  });

  door.post('/import', async (c) => {
    const input = await bodyOf(c, importInput);
    const imported = await importFromUrl(await asker(c), input);
    if (imported.ok && !('asset' in imported.value)) return c.json(imported.value);
    return completed(c, imported as Result<Completed>);
  });

  return door;
}

const assetOf = (c: Asked) => {
  const asset = c.req.param('asset');
  return isUuid(asset) ? asset : null;
};

/** Fields that are not known are refused, as everywhere in the API. */
async function bodyOf<S extends z.ZodRawShape>(c: Asked, { shape }: z.ZodObject<S>): Promise<z.output<z.ZodObject<S>>> {
  const body: unknown = await c.req.json().catch(() => null);
  const read = z.strictObject(shape).safeParse(body ?? {});
  if (read.success) return read.data;
  unreadable({ success: false, target: 'json', error: read.error });
  throw new Error('unreadable() throws.');
}

const answer = <T extends object>(c: Asked, result: Result<T>) => (result.ok ? c.json(result.value) : refuse(c, result.problem));

function completed(c: Asked, result: Result<Completed>) {
  if (!result.ok) return refuse(c, result.problem);
  const { asset } = result.value;
  return c.json({ ...result.value, asset: { ...asset, address: fileAddress(asset) } });
}
