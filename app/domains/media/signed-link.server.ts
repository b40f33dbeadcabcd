import type { Env } from '#app/platform/env.ts';
import { linkToken } from '#app/platform/secrets.server.ts';
import { type Addressed, contentOf, fileAddress } from './address.ts';
import type { CropBox } from './file/crop-box.ts';

type Secrets = Pick<Env, 'TOKEN_SECRET'>;

const signatureOf = (env: Secrets, id: string, content: string, expires: number, cut: string | null) => linkToken(env.TOKEN_SECRET, 'media', `${id}:${content}:${expires}${cut === null ? '' : `:${cut}`}`);

/** The address of a private file, good for whoever holds it until it expires; a rendition's w, h, fit and q may be added. With a cut it is that part of the picture, whatever crop it has by then. */
export async function signedAddress(env: Secrets, asset: Addressed & { cut?: CropBox }, seconds: number, now = new Date()): Promise<string> {
  const expires = Math.floor(now.getTime() / 1000) + seconds;
  const cut = asset.cut ? cutText(asset.cut) : null;
  const signature = await signatureOf(env, asset.id, contentOf(asset.sha256 ?? ''), expires, cut);
  return `${fileAddress(asset)}?${new URLSearchParams({ ...(cut ? { cut } : {}), expires: String(expires), signature })}`;
}

const cutText = ({ left, top, width, height }: CropBox) => [left, top, width, height].join('_');

/** What a link names to be cut out; null: all of it. Whoever draws it has asked for the signature. */
export function cutIn(search: URLSearchParams): CropBox | null {
  const [left, top, width, height] = (search.get('cut') ?? '').split('_').map(Number);
  return search.has('cut') ? { left: left!, top: top!, width: width!, height: height! } : null;
}

/** Expired is said only to someone who once held a true link; everyone else learns nothing. */
export async function checkLink(env: Secrets, asset: { id: string; content: string }, search: URLSearchParams, now = new Date()): Promise<'good' | 'expired' | 'wrong'> {
  const expires = Number(search.get('expires'));
  const given = search.get('signature') ?? '';
  if (!Number.isSafeInteger(expires) || expires <= 0) return 'wrong';
  if (!sameText(given, await signatureOf(env, asset.id, asset.content, expires, search.get('cut')))) return 'wrong';
  return expires * 1000 > now.getTime() ? 'good' : 'expired';
}

/** In the same time wherever they differ. */
function sameText(given: string, true_: string): boolean {
  let difference = given.length ^ true_.length;
  for (let index = 0; index < true_.length; index += 1) difference |= (given.charCodeAt(index) || 0) ^ true_.charCodeAt(index);
  return difference === 0;
}
