import type { Org } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { refused, type Result } from '#app/platform/result.ts';
import type { Completed } from './complete-upload.server.ts';
import { cutter } from './cut-stream.ts';
import { pour } from './import-from-url.server.ts';
import { type Duplicate, startUpload } from './start-upload.server.ts';
import { startUploadInput } from './upload-inputs.ts';

/** A file that is in memory already, on the same way as an upload. One that the library has is not kept twice. */
export async function importBytes(org: Org, { name, bytes, folderId }: { name: string; bytes: Uint8Array<ArrayBuffer>; folderId: string | null }): Promise<Result<Completed | Duplicate>> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const input = startUploadInput.safeParse({ name: name.slice(-200), byteSize: bytes.length, folderId, sha256 });
  if (!input.success) return refused(problem('invalid', input.error.issues[0]?.message ?? 'This is not a file.'));
  const started = await startUpload(org, input.data);
  if (!started.ok || 'duplicateOf' in started.value) return started as Result<Duplicate>;
  return pour(org, org, started.value.assetId, bytes.length, cutter(new Blob([bytes]).stream()));
}
