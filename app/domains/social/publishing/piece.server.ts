import type { TargetAtWork } from '#db/queries/publisher.ts';
import type { FrozenMedia } from '#db/schema/posts.ts';
import { contentOf } from '#app/domains/media/address.ts';
import { cutOut } from '#app/domains/media/cut-out.server.ts';
import { PLATFORMS, type Platform as Takes } from '#app/domains/media/file/limits.ts';
import { platformRefusals } from '#app/domains/media/file/platform-refusals.ts';
import { signedAddress } from '#app/domains/media/signed-link.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { type Kept, type Media, type Piece, PlatformRefused, type Published } from '../connectors/connector.ts';

/** Platforms fetch a film when they get to it, not when they are asked to. */
const ADDRESS_SECONDS = 24 * 3600;

type Hold = () => Promise<void>;

async function mediaFrom(context: RequestContext, takes: readonly Takes[], { assetId, storageKey, sha256, cut, ...facts }: FrozenMedia, hold?: Hold): Promise<Media> {
  const { env, origin } = context;
  const { name } = facts;
  const address = await signedAddress(env, { id: assetId, name, sha256, ...(cut ? { cut } : {}) }, ADDRESS_SECONDS);
  const media = { ...facts, id: assetId, url: new URL(address, origin).href };
  if (cut && hold) {
    const drawn = await cutOut(context, { id: assetId, content: contentOf(sha256), storageKey, mimeType: facts.mime }, cut);
    if (!drawn) throw new PlatformRefused('unavailable', `${name} cannot be cut to its crop at the moment.`, 60);
    const byteSize = drawn.bytes.byteLength;
    const tooHeavy = platformRefusals({ ...facts, byteSize }, takes).find(({ certain }) => certain);
    if (tooHeavy) throw new PlatformRefused('refused', `${name}, cut to its crop: ${tooHeavy.why}`);
    return { ...media, mime: drawn.contentType, byteSize, read: async (from, to) => drawn.bytes.slice(from, to) };
  }
  async function found(from: number, to: number) {
    await hold?.();
    const part = await env.MEDIA.get(storageKey, { range: { offset: from, length: to - from } });
    if (!part) throw new PlatformRefused('refused', `The file ${name} is not in the library any more. Choose another one.`);
    return part;
  }
  return { ...media, read: async (from, to) => new Uint8Array(await (await found(from, to)).arrayBuffer()), flow: async (from, to) => (await found(from, to)).body };
}

export const publishedOf = (attempt: TargetAtWork['attempts'][number] | undefined): Published | null =>
  attempt?.platformId ? { id: attempt.platformId, url: attempt.platformUrl, data: attempt.platformData as Kept } : null;

/** What one request has to make public, from what was frozen. `hold` is called before each part of a file is read; without it, pictures are not cut, for nobody reads them. */
export async function pieceOf(context: RequestContext, at: TargetAtWork, segment: number, key: string, since: Date, hold?: Hold): Promise<Piece> {
  const { parts, format, title, link, options } = at.frozen;
  const { part, text, media } = parts[segment]!;
  const [root, parent] = [publishedOf(at.attempts.find((each) => each.segment === 0)), publishedOf(at.attempts.find((each) => each.segment === segment - 1))];
  const takes = PLATFORMS.filter(({ platform }) => platform === at.platform);
  const files = await Promise.all(media.map((each) => mediaFrom(context, takes, each, hold)));
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
