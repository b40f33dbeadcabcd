import { at, listAt, numberAt, textAt } from './answers.ts';
import { type Account, type Body, type Kept, type Media, type Piece, PlatformRefused, type Prepared, type Wire, type WireRequest } from './connector.ts';
import { codeOf, post, read, SENTENCES, said } from './tiktok-wire.ts';

/** No chunk is smaller, but for a film that is smaller as a whole; the last one takes what is left over. */
const SMALLEST_CHUNK = 5 * 1024 * 1024;
const MOST_CHUNKS = 1_000;
/** So many chunks, and then a pause: no preparing lasts longer than the lease of whoever prepares. */
const CHUNKS_AT_ONCE = 8;
/** The address for the bytes lasts an hour. Only afterwards is a first try surely dead, and a second one begun. */
const ADDRESS_LASTS_MS = 3_600_000;

/** Who says so passes; a pause would be in vain. */
export const TODAY = ['spam_risk_too_many_posts', 'reached_active_user_cap'];

export const textOf = ({ text, link }: Piece) => (link && !text.includes(link) ? `${text}\n\n${link}` : text).trim();
export const whoSees = ({ options }: Piece) => ({ privacy_level: options.privacy, disable_comment: options.comments !== true, brand_content_toggle: options.paidPartnership === true, brand_organic_toggle: options.ownBrand === true });
export const filmOf = (piece: Piece) => piece.media.find(({ kind }) => kind === 'video');

interface Cut {
  chunk: number;
  count: number;
}

/** TikTok divides and rounds down: the last chunk is the largest. */
function cutOf(size: number): Cut {
  const chunk = Math.min(size, Math.max(SMALLEST_CHUNK, Math.ceil(size / MOST_CHUNKS)));
  return { chunk, count: Math.max(Math.floor(size / chunk), 1) };
}

async function sendingOf(handle: Kept, film: Media, from: number, to: number) {
  const headers = { 'Content-Type': film.mime, 'Content-Range': `bytes ${from}-${to - 1}/${film.byteSize}` };
  return { method: 'PUT' as const, url: String(handle.uploadUrl), headers, body: await film.read(from, to) };
}

interface Progress {
  status: string;
  bytes: number;
  reason: string | null;
  post: string | null;
}

/** What TikTok knows of an upload; null when it knows none by that name. */
export async function progressOf(wire: Wire, account: Pick<Account, 'accessToken'>, publishId: string): Promise<Progress | null> {
  const answer = await post(wire, account, 'post/publish/status/fetch/', { publish_id: publishId });
  if (codeOf(answer) === 'invalid_publish_id') return null;
  const data = at(read(wire, answer), 'data');
  // Their spelling.
  const ids = listAt(data, 'publicaly_available_post_id');
  return { status: textAt(data, 'status') ?? '', bytes: numberAt(data, 'uploaded_bytes') ?? 0, reason: textAt(data, 'fail_reason'), post: textAt(ids, 0) };
}

const refusedFor = (reason: string | null): Prepared => ({ kind: 'refused', code: reason ?? 'failed', sentence: SENTENCES[reason ?? ''] ?? `TikTok did not take the film: ${reason ?? 'it gave no reason'}.` });

async function begin(wire: Wire, account: Account, piece: Piece, film: Media): Promise<Kept | Prepared> {
  const { chunk, count } = cutOf(film.byteSize);
  const { options } = piece;
  const answer = await post(wire, account, 'post/publish/video/init/', {
    post_info: {
      title: textOf(piece),
      ...whoSees(piece),
      disable_duet: options.duets !== true,
      disable_stitch: options.stitches !== true,
      is_aigc: options.madeByAi === true,
    },
    source_info: { source: 'FILE_UPLOAD', video_size: film.byteSize, chunk_size: chunk, total_chunk_count: count },
  });
  const code = codeOf(answer) ?? '';
  if (TODAY.includes(code)) throw new PlatformRefused('too-fast', SENTENCES[code]!, 3_600);
  if (answer.status === 400 || answer.status === 403) return { kind: 'refused', code, sentence: SENTENCES[code] ?? `TikTok refuses this post: ${(said(answer) ?? 'it is not valid').replace(/\.$/, '')}.` };
  const data = at(read(wire, answer), 'data');
  return { publishId: textAt(data, 'publish_id'), uploadUrl: textAt(data, 'upload_url'), begunAt: wire.now().toISOString() };
}

const isPrepared = (value: Kept | Prepared): value is Prepared => typeof value.kind === 'string';
const isOver = (wire: Wire, { begunAt }: Kept) => wire.now().getTime() - Date.parse(String(begunAt)) > ADDRESS_LASTS_MS;

/** All chunks but the last, which is the one that publishes. */
async function sendAllButLast(wire: Wire, handle: Kept, film: Media, bytes: number): Promise<Prepared> {
  const { chunk, count } = cutOf(film.byteSize);
  const first = Math.floor(bytes / chunk);
  for (let index = first; index < count - 1; index += 1) {
    if (index - first === CHUNKS_AT_ONCE) return { kind: 'wait', seconds: 1, sentence: 'The film is on its way to TikTok.' };
    const answer = await wire.call(await sendingOf(handle, film, index * chunk, (index + 1) * chunk));
    // It has that chunk already, or the address is over: its own count tells the next time.
    if (answer.status === 416 || answer.status === 403) throw new PlatformRefused('unavailable', 'TikTok lost its place in the film.', 30);
    read(wire, answer);
  }
  return { kind: 'ready' };
}

export async function prepareFilm(wire: Wire, account: Account, piece: Piece, handle: Kept, keep: (handle: Kept) => Promise<void>): Promise<Prepared> {
  const film = filmOf(piece);
  if (!film) return { kind: 'refused', code: 'no-film', sentence: 'TikTok takes films.' };
  if (handle.publishId) {
    const progress = await progressOf(wire, account, String(handle.publishId));
    if (progress === null) throw new PlatformRefused('unavailable', 'TikTok does not know the upload at the moment.', 30);
    const { status, bytes, reason } = progress;
    const isWhole = bytes >= film.byteSize || status === 'PUBLISH_COMPLETE';
    if (isWhole) return status === 'FAILED' ? refusedFor(reason) : { kind: 'ready' };
    if (status !== 'FAILED' && !isOver(wire, handle)) return sendAllButLast(wire, handle, film, bytes);
  }
  const begun = await begin(wire, account, piece, film);
  if (isPrepared(begun)) return begun;
  await keep(begun);
  return sendAllButLast(wire, begun, film, 0);
}

/** With it TikTok has the film, and publishes. */
export async function lastChunk(piece: Piece, handle: Kept): Promise<WireRequest<Body>> {
  const film = filmOf(piece)!;
  const { chunk, count } = cutOf(film.byteSize);
  return sendingOf(handle, film, (count - 1) * chunk, film.byteSize);
}
