import type { ThreadPart, Variant } from '#db/schema/posts.ts';
import { linkWith, type UtmRules } from '#app/domains/planning/campaign.ts';
import type { Limits, Options, Platform, PostFormat } from '../connectors/connector.ts';

export type { ThreadPart, Variant };

/** A file of a post, with the words that stand for it in this post. */
export interface PostMedia {
  assetId: string;
  alt: string;
}

/** What all accounts get. */
export interface Post {
  text: string;
  title: string;
  link: string;
  format: PostFormat;
  /** All files that the post knows, in their order; one without a place is shown by a variant or in the thread only. */
  media: readonly (PostMedia & { position: number | null })[];
  thread: readonly ThreadPart[];
  firstComment: string;
}

/** What one account gets. */
export interface Resolved {
  text: string;
  title: string;
  link: string;
  format: PostFormat;
  media: readonly PostMedia[];
  thread: readonly { text: string; media: readonly PostMedia[] }[];
  firstComment: string;
  options: Options;
}

/** An empty text of a variant is meant so; only what it does not name comes from the post. */
export function resolved(post: Post, variant: Variant): Resolved {
  const shown = post.media.filter(({ position }) => position !== null).sort((one, other) => one.position! - other.position!);
  const byIds = (ids: readonly string[]): PostMedia[] => ids.map((assetId) => ({ assetId, alt: post.media.find((media) => media.assetId === assetId)?.alt ?? '' }));
  return {
    text: variant.text ?? post.text,
    title: variant.title ?? post.title,
    link: post.link,
    format: post.format,
    media: byIds(variant.mediaIds ?? shown.map(({ assetId }) => assetId)),
    thread: (variant.thread ?? post.thread).map(({ text, mediaIds }) => ({ text, media: byIds(mediaIds) })),
    firstComment: variant.firstComment ?? post.firstComment,
    options: variant.options ?? {},
  };
}

/** The words as the platform gets them: where a link has no place of its own it stands at their end, unless it is among them. */
export const wordsOf = ({ text, link }: Pick<Resolved, 'text' | 'link'>, limits: Pick<Limits, 'link'>): string =>
  limits.link === 'text' && link !== '' && !text.includes(link) ? `${text}\n\n${link}`.trim() : text.trim();

/** The post's link as it stands on that platform, told apart by the campaign's words. */
export const linkFor = (rules: UtmRules | null, platform: Platform, url: string): string => (rules && url ? linkWith(rules, platform, url) : url);
