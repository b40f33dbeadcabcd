import { asJson, at, bearer, listAt, textAt, withQuery } from './answers.ts';
import { type Account, type Answer, type Kept, type Media, type Piece, PlatformRefused, type Prepared, type Wire } from './connector.ts';
import { get, pauseOf, read, sentence } from './youtube-wire.ts';

/** YouTube wants multiples of 256 KiB. */
const PART = 8 * 1024 * 1024;
/** So many parts, and then a pause: no preparing lasts longer than the lease of whoever prepares. */
const PARTS_AT_ONCE = 8;
export const MOST_TAGS = 500;

export const textOf = ({ text, link }: Piece) => (link && !text.includes(link) ? `${text}\n\n${link}` : text).trim();
const tagsOf = ({ options }: Piece) => String(options.tags ?? '').split(',').map((tag) => tag.trim()).filter(Boolean);
/** A tag with a space in it counts two more, for the quotation marks that YouTube puts around it. */
const lengthOf = (tags: string[]) => tags.reduce((sum, tag) => sum + tag.length + (tag.includes(' ') ? 2 : 0), 0) + Math.max(tags.length - 1, 0);
export const privacyOf = ({ options }: Piece) => String(options.privacy || 'public');
export const statusOf = (piece: Piece, privacyStatus: string) => ({ privacyStatus, selfDeclaredMadeForKids: piece.options.madeForKids === true, license: 'youtube', embeddable: true, publicStatsViewable: true });

function whyNotTaken(piece: Piece): string | null {
  if (!piece.title?.trim()) return 'A film on YouTube needs a title.';
  if (/[<>]/.test(piece.title) || /[<>]/.test(piece.text)) return 'YouTube takes neither < nor > in a title or a description.';
  return lengthOf(tagsOf(piece)) > MOST_TAGS ? `All tags together may have ${MOST_TAGS} characters.` : null;
}

async function beginUpload(wire: Wire, account: Account, piece: Piece, film: Media): Promise<string> {
  const body = { snippet: { title: piece.title, description: textOf(piece), categoryId: String(piece.options.category || '22'), tags: tagsOf(piece) }, status: statusOf(piece, 'private') };
  const url = withQuery(`${wire.hosts.api}/upload/youtube/v3/videos`, { uploadType: 'resumable', part: 'snippet,status' });
  const answer = await wire.call(asJson('POST', url, body, { ...bearer(account.accessToken), 'X-Upload-Content-Length': String(film.byteSize), 'X-Upload-Content-Type': film.mime }));
  read(wire, answer);
  const session = answer.headers.get('Location');
  if (!session) throw new PlatformRefused('unreadable', 'YouTube did not say where the film goes.');
  return session;
}

type Uploaded = { kind: 'whole'; video: string } | { kind: 'part'; next: number } | { kind: 'gone' };

/** 308: so much has arrived. 404: the session is over, and what it held is dropped. */
function uploadedBy(wire: Wire, answer: Answer): Uploaded {
  if (answer.status === 308) return { kind: 'part', next: Number(/-(\d+)$/.exec(answer.headers.get('Range') ?? '')?.[1] ?? -1) + 1 };
  if (answer.status === 404 || answer.status === 410) return { kind: 'gone' };
  const video = textAt(read(wire, answer), 'id');
  if (!video) throw new PlatformRefused('unreadable', 'YouTube took the film without saying which it is.');
  return { kind: 'whole', video };
}

const statusQuery = async (wire: Wire, account: Account, session: string, film: Media) => uploadedBy(wire, await wire.call({ method: 'PUT', url: session, headers: { ...bearer(account.accessToken), 'Content-Range': `bytes */${film.byteSize}` } }));

async function sendPart(wire: Wire, account: Account, session: string, film: Media, from: number): Promise<Uploaded> {
  const to = Math.min(from + PART, film.byteSize);
  const headers = { ...bearer(account.accessToken), 'Content-Type': film.mime, 'Content-Range': `bytes ${from}-${to - 1}/${film.byteSize}` };
  return uploadedBy(wire, await wire.call({ method: 'PUT', url: session, headers, body: await film.read(from, to) }));
}

/** Sends what is missing. Null: more is to come. */
async function sendFilm(wire: Wire, account: Account, session: string, film: Media): Promise<{ video: string } | 'gone' | null> {
  let uploaded = await statusQuery(wire, account, session, film);
  for (let parts = 0; uploaded.kind === 'part' && parts < PARTS_AT_ONCE; parts += 1) uploaded = await sendPart(wire, account, session, film, uploaded.next);
  return uploaded.kind === 'whole' ? { video: uploaded.video } : uploaded.kind === 'gone' ? 'gone' : null;
}

const WAIT_FOR_PARTS: Prepared = { kind: 'wait', seconds: 1, sentence: 'The film is on its way to YouTube.' };

export async function prepareFilm(wire: Wire, account: Account, piece: Piece, begun: Kept, keep: (handle: Kept) => Promise<void>): Promise<Prepared> {
  let handle = begun;
  const also = async (more: Kept) => {
    handle = { ...handle, ...more };
    await keep(handle);
  };
  const why = whyNotTaken(piece);
  const film = piece.media.find(({ kind }) => kind === 'video');
  if (why || !film) return { kind: 'refused', code: 'invalid', sentence: why ?? 'YouTube takes films.' };
  if (!handle.video) {
    try {
      if (!handle.session) await also({ session: await beginUpload(wire, account, piece, film) });
    } catch (error) {
      if (error instanceof PlatformRefused && error.why === 'refused') return { kind: 'refused', code: 'invalid', sentence: error.message };
      throw error;
    }
    const sent = await sendFilm(wire, account, String(handle.session), film);
    if (sent === 'gone') await also({ session: null });
    if (sent === null || sent === 'gone') return WAIT_FOR_PARTS;
    await also({ video: sent.video });
  }
  const picture = piece.media.find(({ kind }) => kind === 'image');
  if (picture && !handle.thumbnail) {
    const url = withQuery(`${wire.hosts.api}/upload/youtube/v3/thumbnails/set`, { videoId: String(handle.video), uploadType: 'media' });
    const answer = await wire.call({ method: 'POST', url, headers: { ...bearer(account.accessToken), 'Content-Type': picture.mime }, body: await picture.read(0, picture.byteSize) });
    if (answer.status === 400 || (answer.status === 403 && !pauseOf(answer, wire.now()))) return { kind: 'refused', code: 'thumbnail', sentence: sentence(answer, 'this picture cannot stand for the film') };
    read(wire, answer);
    await also({ thumbnail: true });
  }
  return processed(wire, account, String(handle.video));
}

async function processed(wire: Wire, account: Account, video: string): Promise<Prepared> {
  const found = listAt(read(wire, await get(wire, account, 'videos', { part: 'status,processingDetails', id: video })), 'items')[0];
  if (!found) throw new PlatformRefused('unavailable', 'YouTube does not show the film that it took.', 30);
  const status = at(found, 'status');
  const why = textAt(status, 'failureReason') ?? textAt(status, 'rejectionReason');
  const upload = textAt(status, 'uploadStatus');
  if (upload === 'failed' || upload === 'rejected' || upload === 'deleted') return { kind: 'refused', code: why ?? upload, sentence: `YouTube did not take the film: ${why ?? upload}.` };
  return upload === 'processed' ? { kind: 'ready' } : { kind: 'wait', seconds: 15, sentence: 'YouTube is still working on the film.' };
}
