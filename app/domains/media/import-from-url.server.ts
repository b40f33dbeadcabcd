import type { Org } from '#app/platform/org.server.ts';
import { readFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { refused, type Result } from '#app/platform/result.ts';
import { abortUpload } from './abort-upload.server.ts';
import { type Completed, completeUpload } from './complete-upload.server.ts';
import { cutter } from './cut-stream.ts';
import { fetchOutside } from './outbound.server.ts';
import { receivePart } from './receive-part.server.ts';
import { type Duplicate, startUpload } from './start-upload.server.ts';
import { type ImportFile, startUploadInput } from './upload-inputs.ts';
import { megabytes, PART_SIZE, partLength } from './upload-plan.ts';

const MOST_IMPORT = 1024 ** 3;

/** From the web into the library, on the same way as an upload: cut into parts as it comes, never held as a whole. */
export async function importFromUrl(org: Org, { url, folderId, keepBoth }: ImportFile): Promise<Result<Completed | Duplicate>> {
  // Before anything leaves: who asks, and whether they may. A key that makes it happen once goes with the last write alone:
  // an import that breaks off half-way can be sent again under it.
  const { once: _, ...steps } = org;
  const allowed = await readFor(org, {});
  if (!allowed.ok) return allowed;
  const fetched = await fetchOutside(org.context.env, url);
  if (!fetched.ok) return fetched;
  const { response } = fetched.value;
  const stream = cutter(response.body);
  try {
    const size = await sizeOf(response, stream);
    if (typeof size === 'string') return refused(problem('invalid', size, { field: 'url' }));
    const input = startUploadInput.safeParse({ name: nameOf(response, fetched.value.url), byteSize: size, folderId, keepBoth });
    if (!input.success) return refused(problem('invalid', input.error.issues[0]?.message ?? 'The site did not send a file.', { field: 'url' }));
    const started = await startUpload(steps, input.data);
    if (!started.ok || 'duplicateOf' in started.value) return started as Result<Duplicate>;
    return await pour(steps, org, started.value.assetId, size, stream);
  } finally {
    await stream.cancel();
  }
}

/** Part by part; what breaks off leaves nothing behind. */
export async function pour(steps: Org, org: Org, assetId: string, size: number, stream: ReturnType<typeof cutter>): Promise<Result<Completed>> {
  for (let number = 1; ; number += 1) {
    const length = partLength(size, number);
    if (length === null) break;
    const received = await receivePart(steps, assetId, { number, length, body: stream.next(length) });
    if (received.ok) continue;
    await abortUpload(steps, assetId);
    return refused(received.problem.kind === 'upstream' ? problem('upstream', 'The site stopped sending before the file was whole.', { field: 'url' }) : received.problem);
  }
  return completeUpload(org, assetId);
}

/** As the site says, or counted when it does not and the file is small. A text is why not. */
async function sizeOf(response: Response, stream: ReturnType<typeof cutter>): Promise<number | string> {
  const said = response.headers.has('Content-Encoding') ? null : response.headers.get('Content-Length');
  const size = said !== null && /^\d+$/.test(said) ? Number(said) : await stream.peek(PART_SIZE);
  if (size === null) return 'The site does not say how large the file is. Download it, and upload it from here.';
  if (size === 0) return 'The site sent an empty file.';
  return size > MOST_IMPORT ? `Files up to ${megabytes(MOST_IMPORT)} are fetched from the web. Upload this one from here.` : size;
}

function nameOf(response: Response, url: URL): string {
  const [, encoded] = /filename\*=(?:UTF-8)''([^;]+)/i.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
  const last = decoded(encoded ?? url.pathname.split('/').filter(Boolean).at(-1) ?? '');
  return last.slice(-200) || url.hostname;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
