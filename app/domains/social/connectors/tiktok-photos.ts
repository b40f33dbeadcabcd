import { asJson, bearer, confirmed, deferred, expired, rejected, textAt } from './answers.ts';
import type { Account, Firing, Piece, Prepared, Wire } from './connector.ts';
import { textOf, TODAY, whoSees } from './tiktok-film.ts';
import { codeOf, SENTENCES, said } from './tiktok-wire.ts';

export const isPhotos = ({ media }: Pick<Piece, 'media'>) => media.length > 0 && media.every(({ kind }) => kind === 'image');

export const whyNoPhotos = ({ media }: Piece): Prepared => {
  const other = media.find(({ mime }) => mime !== 'image/jpeg' && mime !== 'image/webp');
  return other ? { kind: 'refused', code: 'file_format_check_failed', sentence: `TikTok takes pictures as JPEG or WebP; “${other.name}” is neither.` } : { kind: 'ready' };
};

/** TikTok fetches the pictures from us, and with this one request it has been told to publish them: there is nothing before it that could be asked about. */
export function photosFiring(wire: Wire, account: Account, piece: Piece): Firing {
  const body = {
    post_info: { description: textOf(piece), auto_add_music: piece.options.music === true, ...whoSees(piece) },
    source_info: { source: 'PULL_FROM_URL', photo_cover_index: 0, photo_images: piece.media.map(({ url }) => url) },
    post_mode: 'DIRECT_POST',
    media_type: 'PHOTO',
  };
  return {
    request: asJson('POST', `${wire.hosts.api}/v2/post/publish/content/init/`, body, { ...bearer(account.accessToken), 'Content-Type': 'application/json; charset=UTF-8' }),
    read(answer) {
      const [code, publishId] = [codeOf(answer), textAt(answer.json, 'data', 'publish_id')];
      if (answer.status === 200 && code === 'ok' && publishId) return confirmed(publishId, null, { publishId });
      if (answer.status === 401) return expired('TikTok does not accept the sign-in any more.');
      if (code !== null && TODAY.includes(code)) return { kind: 'deferred', seconds: 3_600, sentence: SENTENCES[code]! };
      if (answer.status === 429) return deferred(answer, wire.now(), 'TikTok asks us to slow down.');
      if ((answer.status === 400 || answer.status === 403) && code !== null) return rejected(code, `TikTok refuses this post: ${(said(answer) ?? 'it is not valid').replace(/\.$/, '')}.`);
      return null;
    },
  };
}
