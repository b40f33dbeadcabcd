import type { TargetAtWork } from '#db/queries/publisher.ts';
import type { FrozenMedia } from '#db/schema/posts.ts';
import { signedAddress } from '#app/domains/media/signed-link.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { type Kept, type Media, type Piece, PlatformRefused, type Published } from '../connectors/connector.ts';

/** Platforms fetch a film when they get to it, not when they are asked to. */
const ADDRESS_SECONDS = 24 * 3600;

async function mediaFrom({ env, origin }: RequestContext, { assetId, storageKey, sha256, name, ...facts }: FrozenMedia): Promise<Media> {
  const address = await signedAddress(env, { id: assetId, name, sha256 }, ADDRESS_SECONDS);
  return {
    ...facts,
    id: assetId,
    name,
    url: new URL(address, origin).href,
    async read(from, to) {
      const found = await env.MEDIA.get(storageKey, { range: { offset: from, length: to - from } });
      if (!found) throw new PlatformRefused('refused', `The file ${name} is not in the library any more. Choose another one.`);
      return new Uint8Array(await found.arrayBuffer());
    },
  };
}

export const publishedOf = (attempt: TargetAtWork['attempts'][number] | undefined): Published | null =>
  attempt?.platformId ? { id: attempt.platformId, url: attempt.platformUrl, data: attempt.platformData as Kept } : null;

/** What one request has to make public, from what was frozen. */
export async function pieceOf(context: RequestContext, at: TargetAtWork, segment: number, key: string, since: Date): Promise<Piece> {
  const { parts, format, title, link, options } = at.frozen;
  const { part, text, media } = parts[segment]!;
  const [root, parent] = [publishedOf(at.attempts.find((each) => each.segment === 0)), publishedOf(at.attempts.find((each) => each.segment === segment - 1))];
  const files = await Promise.all(media.map((each) => mediaFrom(context, each)));
  return {
    key,
    part,
    format: segment === 0 ? format : files.length > 0 ? 'image' : 'text',
    text,
    title: segment === 0 ? title : null,
    link: segment === 0 ? link : null,
    media: files,
    options,
    parent: segment === 0 ? null : part === 'comment' ? root : parent,
    root: segment === 0 ? null : root,
    since,
  };
}
