import { asJson, at, bearer, numberAt, textAt, withQuery } from './answers.ts';
import { type Account, type Kept, type Media, type Piece, PlatformRefused, type Prepared, type Wire } from './connector.ts';
import { asMultipart, stretchOf } from './multipart.ts';
import { api, ask, read } from './twitter-api.ts';

const PART_BYTES = 4 * 1024 * 1024;

interface Upload extends Kept {
  id: string;
  /** Parts that X has. */
  sent: number;
  until: number;
  /** Whether X said that it works on it after the last part. */
  works: boolean;
  step: 'sending' | 'sent' | 'processing' | 'ready';
}

export const uploadsIn = (handle: Kept): Record<string, Upload> => ({ ...((handle.uploads as Record<string, Upload> | undefined) ?? {}) });
const categoryOf = ({ kind, mime }: Media) => (kind === 'video' ? 'tweet_video' : mime === 'image/gif' ? 'tweet_gif' : 'tweet_image');

async function begin(wire: Wire, account: Account, media: Media): Promise<Upload> {
  const json = read(wire, await wire.call(asJson('POST', api(wire, 'media/upload/initialize'), { media_type: media.mime, media_category: categoryOf(media), total_bytes: media.byteSize }, bearer(account.accessToken))));
  const lasts = numberAt(json, 'data', 'expires_after_secs') ?? 3600;
  return { id: textAt(json, 'data', 'id') ?? '', sent: 0, until: wire.now().getTime() + lasts * 1000, works: false, step: 'sending' };
}

/** Goes on with one file from where it stood; each step is kept before the next. */
async function goOn(wire: Wire, account: Account, media: Media, from: Upload, keep: (upload: Upload) => Promise<void>): Promise<Upload> {
  const headers = bearer(account.accessToken);
  let upload = from;
  const reached = async (next: Partial<Upload>) => {
    upload = { ...upload, ...next } as Upload;
    await keep(upload);
  };
  for (let start = upload.sent * PART_BYTES; upload.step === 'sending' && start < media.byteSize; start += PART_BYTES) {
    const part = { field: 'media', name: media.name, kind: 'application/octet-stream', bytes: stretchOf(media, start, Math.min(start + PART_BYTES, media.byteSize)) };
    read(wire, await wire.call(asMultipart(api(wire, `media/upload/${upload.id}/append`), { segment_index: String(upload.sent) }, part, headers)));
    await reached({ sent: upload.sent + 1 });
  }
  if (upload.step === 'sending') {
    const json = read(wire, await wire.call({ method: 'POST', url: api(wire, `media/upload/${upload.id}/finalize`), headers }));
    await reached({ step: 'sent', works: at(json, 'data', 'processing_info') !== undefined });
  }
  if (upload.step === 'sent') {
    // X takes descriptions of pictures only.
    if (media.alt && media.kind === 'image') read(wire, await wire.call(asJson('POST', api(wire, 'media/metadata'), { id: upload.id, metadata: { alt_text: { text: media.alt } } }, headers)));
    await reached({ step: upload.works ? 'processing' : 'ready' });
  }
  return upload;
}

/** Null: X is done with it. */
async function processing(wire: Wire, account: Account, media: Media, { id }: Upload): Promise<Prepared | null> {
  const info = at(await ask(wire, account, withQuery('media/upload', { command: 'STATUS', media_id: id })), 'data', 'processing_info');
  const state = textAt(info, 'state');
  if (state === 'failed') return { kind: 'refused', code: 'media', sentence: `X cannot use ${media.name}: ${textAt(info, 'error', 'message') ?? 'it could not be processed'}.` };
  if (state === 'pending' || state === 'in_progress') return { kind: 'wait', seconds: numberAt(info, 'check_after_secs') ?? 5, sentence: 'X is still reading the files.' };
  return null;
}

export async function prepare(wire: Wire, account: Account, piece: Piece, handle: Kept, keep: (handle: Kept) => Promise<void>): Promise<Prepared> {
  const uploads = uploadsIn(handle);
  for (const media of piece.media) {
    const keepUpload = async (upload: Upload) => {
      uploads[media.id] = upload;
      await keep({ ...handle, uploads: { ...uploads } });
    };
    const afresh = async () => {
      const upload = await begin(wire, account, media);
      await keepUpload(upload);
      return goOn(wire, account, media, upload, keepUpload);
    };
    const kept = uploads[media.id];
    if (kept?.step === 'ready' && kept.until > wire.now().getTime()) continue;
    let upload: Upload;
    if (!kept || kept.until <= wire.now().getTime()) upload = await afresh();
    else {
      try {
        upload = await goOn(wire, account, media, kept, keepUpload);
      } catch (error) {
        // What was finished before a crash cannot be finished again: this file is sent once more.
        if (!(error instanceof PlatformRefused && error.why === 'refused')) throw error;
        upload = await afresh();
      }
    }
    if (upload.step === 'ready') continue;
    const waiting = await processing(wire, account, media, upload);
    if (waiting?.kind === 'refused') {
      delete uploads[media.id];
      await keep({ ...handle, uploads: { ...uploads } });
    }
    if (waiting) return waiting;
    await keepUpload({ ...upload, step: 'ready' });
  }
  return { kind: 'ready' };
}
