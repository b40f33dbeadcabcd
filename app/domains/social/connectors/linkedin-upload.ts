import { accepted, asJson, at, bearer, listAt, numberAt, textAt } from './answers.ts';
import { type Account, type Answer, type Kept, type Media, PlatformRefused, type Prepared, type Wire } from './connector.ts';
import { stretchOf } from './multipart.ts';

/** Each version lives for a year; LinkedIn brings one a month. */
const VERSION = '202605';
export const headersOf = (account: { accessToken: string }) => ({ ...bearer(account.accessToken), 'LinkedIn-Version': VERSION, 'X-Restli-Protocol-Version': '2.0.0' });

export const said = (answer: Answer) => textAt(answer.json, 'message') ?? textAt(answer.json, 'error_description');

export function read(wire: Wire, answer: Answer): unknown {
  const words = said(answer);
  return accepted(answer, 'LinkedIn', wire.now(), answer.status === 401 || !words ? null : /[.!?]$/.test(words) ? words : `${words}.`);
}

export const ask = async (wire: Wire, account: { accessToken: string }, path: string, headers: Record<string, string> = {}) => read(wire, await wire.call({ method: 'GET', url: `${wire.hosts.api}${path}`, headers: { ...headersOf(account), ...headers } }));

const KINDS = { image: { path: 'images', name: 'image' }, video: { path: 'videos', name: 'video' }, document: { path: 'documents', name: 'document' }, audio: null } as const;

/** Where to put which bytes, and what was put there so far. */
type Upload = { urn: string; parts: { url: string; from: number; to: number; etag: string | null }[]; token: string; until: number; isWhole: boolean; isReady: boolean };
type Uploads = Record<string, Upload>;

export const uploadsIn = (handle: Kept): Uploads => structuredClone((handle.uploads as unknown as Uploads | undefined) ?? {});
export const urnOf = (handle: Kept, media: Media) => uploadsIn(handle)[media.id]?.urn ?? '';

async function begin(wire: Wire, account: Account, media: Media, { path, name }: { path: string; name: string }): Promise<Upload> {
  const film = name === 'video' ? { fileSizeBytes: media.byteSize, uploadCaptions: false, uploadThumbnail: false } : {};
  const answer = await wire.call(asJson('POST', `${wire.hosts.api}/rest/${path}?action=initializeUpload`, { initializeUploadRequest: { owner: account.platformAccountId, ...film } }, headersOf(account)));
  const value = at(read(wire, answer), 'value');
  const url = textAt(value, 'uploadUrl');
  const parts = url ? [{ url, from: 0, to: media.byteSize, etag: null }] : listAt(value, 'uploadInstructions').map((part) => ({ url: textAt(part, 'uploadUrl') ?? '', from: numberAt(part, 'firstByte') ?? 0, to: (numberAt(part, 'lastByte') ?? 0) + 1, etag: null }));
  const urn = textAt(value, name);
  if (!urn || parts.length === 0) throw new PlatformRefused('unreadable', 'LinkedIn did not say where the file goes.');
  const until = numberAt(value, 'uploadUrlsExpireAt') ?? numberAt(value, 'uploadUrlExpiresAt') ?? wire.now().getTime() + 3600_000;
  return { urn, parts, token: textAt(value, 'uploadToken') ?? '', until, isWhole: false, isReady: false };
}

/** Brings every file there, a part at a time; whatever is done is kept and never done twice. */
export async function uploadAll(wire: Wire, account: Account, files: readonly Media[], handle: Kept, keep: (handle: Kept) => Promise<void>): Promise<Prepared> {
  const uploads = uploadsIn(handle);
  const kept = () => keep({ ...handle, uploads: structuredClone(uploads) });
  for (const media of files) {
    const kind = KINDS[media.kind];
    if (!kind) return { kind: 'refused', code: 'no-sound', sentence: 'LinkedIn takes no sound recordings.' };
    const before = uploads[media.id];
    if (!before || (!before.isWhole && before.until <= wire.now().getTime())) {
      uploads[media.id] = await begin(wire, account, media, kind);
      await kept();
    }
    const upload = uploads[media.id]!;
    for (const part of upload.parts) {
      if (part.etag !== null) continue;
      const signed = kind.name === 'video' ? {} : bearer(account.accessToken);
      const answer = await wire.call({ method: 'PUT', url: part.url, headers: { 'Content-Type': 'application/octet-stream', ...signed }, body: stretchOf(media, part.from, part.to) });
      read(wire, answer);
      part.etag = answer.headers.get('ETag')?.replaceAll('"', '') ?? '';
      await kept();
    }
    if (!upload.isWhole) {
      if (kind.name === 'video') {
        const body = { finalizeUploadRequest: { video: upload.urn, uploadToken: upload.token, uploadedPartIds: upload.parts.map(({ etag }) => etag) } };
        read(wire, await wire.call(asJson('POST', `${wire.hosts.api}/rest/videos?action=finalizeUpload`, body, headersOf(account))));
      }
      upload.isWhole = true;
      await kept();
    }
    if (upload.isReady) continue;
    const json = await ask(wire, account, `/rest/${kind.path}/${encodeURIComponent(upload.urn)}`);
    const status = textAt(json, 'status');
    if (status === 'PROCESSING_FAILED') return { kind: 'refused', code: 'processing-failed', sentence: `LinkedIn cannot use “${media.name}”: ${textAt(json, 'processingFailureReason') ?? 'it says no more'}.` };
    if (status !== 'AVAILABLE') return { kind: 'wait', seconds: 10, sentence: 'LinkedIn is still reading the files.' };
    upload.isReady = true;
    await kept();
  }
  return { kind: 'ready' };
}
