import { makeZip } from 'client-zip';
import { folders } from '#db/queries/media.ts';
import { filesBelow, filesToPack } from '#db/queries/media-downloads.ts';
import { describe, log } from '#app/platform/log.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { archivePaths, safeName } from './archive-names.ts';
import { disposition, downloadName } from './disposition.ts';
import { MOST_PACKED } from './upload-plan.ts';

interface Packed {
  path: string;
  storageKey: string;
  uploadedAt: string | null;
}

/** Files, or one folder with all that lies in it. */
type Chosen = { ids: string[]; folderId?: undefined } | { ids?: undefined; folderId: string };

const TOO_MANY = problem('invalid', `One archive can hold at most ${MOST_PACKED} files, and this folder has more. Download its folders one by one.`);
const EMPTY = problem('invalid', 'There is no file in this folder.');

/** Many files as one: an archive made while it is sent, so that neither its size nor its count is held in memory. */
export async function packFiles(org: Org, { ids, folderId }: Chosen): Promise<Result<Response>> {
  const found = await readFor(org, { files: ids ? filesToPack(ids) : filesBelow(folderId, MOST_PACKED + 1), folders: folders() });
  if (!found.ok) return found;
  const { files, folders: all } = found.value;
  const folder = all.find(({ id }) => id === folderId);
  if (folderId && !folder) return refused(notFound('folder'));
  if (ids && files.length < new Set(ids).size) return refused(problem('not-found', 'Some of these files are no longer there. Reload the page and choose again.'));
  if (files.length > MOST_PACKED) return refused(TOO_MANY);
  if (files.length === 0) return refused(EMPTY);
  const names = new Map(all.map(({ id, name }) => [id, safeName(name)]));
  const placeOf = (inside: string | null) => {
    const path = folder ? (all.find(({ id }) => id === inside)?.path ?? '').slice(folder.path.length) : '';
    return path.replace(/[^/]+/g, (step) => names.get(step) ?? step);
  };
  const paths = archivePaths(files.map(({ name, mimeType, folderId: inside }) => ({ folder: placeOf(inside), name: downloadName(name, mimeType) })));
  const packed = files.map(({ storageKey, uploadedAt }, index) => ({ path: paths[index]!, storageKey, uploadedAt }));
  const title = folder ? folder.name : `Masthead, ${files.length} files`;
  return done(
    new Response(makeZip(entries(org.context, packed)), {
      headers: { 'Content-Type': 'application/zip', 'Content-Disposition': disposition(`${safeName(title)}.zip`, 'application/zip') },
    }),
  );
}

/** Each file is fetched when the one before it has left. */
async function* entries(context: RequestContext, files: readonly Packed[]) {
  const missing: string[] = [];
  for (const { path, storageKey, uploadedAt } of files) {
    const object = await context.env.MEDIA.get(storageKey).catch((error: unknown) => {
      log('warn', 'file-not-packed', { requestId: context.requestId, key: storageKey, ...describe(error) });
      return null;
    });
    if (object) yield { name: path, input: object.body, lastModified: new Date(uploadedAt ?? object.uploaded) };
    else missing.push(path);
  }
  if (missing.length > 0) yield { name: nameOfNote(files), input: note(missing) };
}

const nameOfNote = (files: readonly Packed[]) => archivePaths([...files.map(({ path }) => ({ folder: '', name: path })), { folder: '', name: 'Missing files.txt' }]).at(-1)!;

const note = (missing: readonly string[]) => `The storage did not give these files. Everything else is here; try again to get them.\r\n\r\n${missing.join('\r\n')}\r\n`;
