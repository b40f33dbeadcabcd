import type { RequestContext } from '#app/platform/env.ts';
import type { CropBox } from './file/crop-box.ts';
import { type Picture, renderImage } from './render-image.server.ts';

/** Others make their own small pictures of it. */
const QUALITY = 90;

/** What is cut out of a picture, in its full size and in the type that `cutPicture` names; null when it cannot be drawn. Drawn once it is kept for a while, so that it is the same bytes to everyone. */
export async function cutOut(context: RequestContext, picture: Picture, cut: CropBox): Promise<{ bytes: Uint8Array<ArrayBuffer>; contentType: string } | null> {
  const { width, height } = cut;
  const drawn = await renderImage(context, picture, { width, height: null, fit: 'contain', quality: QUALITY }, { trim: cut, width, height, fit: 'scale-down' }, '');
  return drawn && { bytes: new Uint8Array(await new Response(drawn.body).arrayBuffer()), contentType: drawn.contentType };
}
