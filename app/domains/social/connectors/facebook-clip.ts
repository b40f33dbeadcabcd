import { asForm, at, bearer, listAt, numberAt, textAt, withQuery } from './answers.ts';
import type { Account, Kept, Media, Piece, Prepared, Seen, Wire, WireRequest } from './connector.ts';
import { accountNode, askGraph, captionOf, GRAPH_VERSION, readGraph } from './graph.ts';
import { stretchOf } from './multipart.ts';

const NAME = 'Facebook';

/** A film that is a reel or a story goes another way than one for the feed. Only its last request shows it. */
interface Clip extends Kept {
  id: string;
  url: string;
  isWhole: boolean;
}

export const isClip = ({ format, part }: Piece) => part === 'post' && (format === 'reel' || format === 'story');
const edgeOf = (wire: Wire, account: Account, { format }: Piece, phase: 'start' | 'finish') => withQuery(accountNode(wire, account, format === 'reel' ? '/video_reels' : '/video_stories'), { upload_phase: phase });
const clipIn = (handle: Kept) => handle.clip as Clip | undefined;
const photoIn = (piece: Piece, handle: Kept) => textAt(handle, 'photos', piece.media[0]?.id ?? '') ?? '';

/** What it will be called: known before it is public. */
export const clipId = (piece: Piece, handle: Kept) => clipIn(handle)?.id ?? photoIn(piece, handle);

export function whyNoClip({ format, media }: Piece): Prepared | null {
  if (media.length !== 1) return { kind: 'refused', code: 'media', sentence: 'Facebook takes one file in a reel or a story.' };
  return format === 'reel' && media[0]!.kind !== 'video' ? { kind: 'refused', code: 'media', sentence: 'A reel wants a video.' } : null;
}

/** Bytes that Facebook has of it. Their spelling. */
const arrived = async (wire: Wire, account: Account, id: string) => numberAt(await askGraph(wire, account, withQuery(`${wire.hosts.graph}/${GRAPH_VERSION}/${id}`, { fields: 'status' }), NAME), 'status', 'uploading_phase', 'bytes_transfered') ?? 0;

export async function uploadClip(wire: Wire, account: Account, piece: Piece, media: Media, handle: Kept, keep: (handle: Kept) => Promise<void>): Promise<Prepared> {
  const begun = clipIn(handle);
  if (begun?.isWhole) return { kind: 'ready' };
  let clip = begun;
  if (!clip) {
    const json = readGraph(wire, await wire.call({ method: 'POST', url: edgeOf(wire, account, piece, 'start'), headers: bearer(account.accessToken) }), NAME);
    clip = { id: textAt(json, 'video_id') ?? '', url: textAt(json, 'upload_url') ?? '', isWhole: false };
    await keep({ clip });
  }
  const from = begun ? await arrived(wire, account, clip.id) : 0;
  if (from < media.byteSize) {
    const headers = { Authorization: `OAuth ${account.accessToken}`, offset: String(from), file_size: String(media.byteSize), 'Content-Type': 'application/octet-stream' };
    readGraph(wire, await wire.call({ method: 'POST', url: clip.url, headers, body: stretchOf(media, from, media.byteSize) }), NAME);
  }
  await keep({ clip: { ...clip, isWhole: true } });
  return { kind: 'ready' };
}

export function clipRequest(wire: Wire, account: Account, piece: Piece, handle: Kept): WireRequest<string> {
  const headers = bearer(account.accessToken);
  const clip = clipIn(handle);
  if (!clip) return asForm(accountNode(wire, account, '/photo_stories'), { photo_id: photoIn(piece, handle) }, headers);
  const said = piece.format === 'reel' ? { video_state: 'PUBLISHED', description: captionOf(piece), ...(piece.title ? { title: piece.title } : {}) } : {};
  return asForm(edgeOf(wire, account, piece, 'finish'), { video_id: clip.id, ...said }, headers);
}

/** No list of posts has them, and a story has no words: of the two lists that do, only what has our own id is ours. */
export async function recentClips(wire: Wire, account: Account, piece: Piece, handle: Kept): Promise<Seen[]> {
  const isReel = piece.format === 'reel';
  const json = await askGraph(wire, account, withQuery(accountNode(wire, account, isReel ? '/video_reels' : '/stories'), { fields: isReel ? 'id,created_time,permalink_url,published' : 'media_id,creation_time,url', limit: '100' }), NAME);
  const ours = clipId(piece, handle);
  return listAt(json, 'data')
    .filter((each) => ours !== '' && textAt(each, isReel ? 'id' : 'media_id') === ours && at(each, 'published') !== false)
    .map((each) => ({ id: ours, url: textAt(each, isReel ? 'permalink_url' : 'url'), text: piece.text, mediaCount: 1, at: new Date(isReel ? (textAt(each, 'created_time') ?? 0) : (numberAt(each, 'creation_time') ?? 0) * 1000), data: {} }));
}
