import type { FileFacts } from '#app/domains/media/file/file-facts.ts';
import { PLATFORMS, type Platform as Takes } from '#app/domains/media/file/limits.ts';
import { platformRefusals } from '#app/domains/media/file/platform-refusals.ts';
import type { Limits, Options, Platform, PostFormat, TextLimit } from '../connectors/connector.ts';
import { counted } from './counting.ts';
import { hashtagsIn, mentionsIn } from './extract.ts';
import { type PostMedia, type Resolved, wordsOf } from './variant.ts';

/** What stands in the way, at its field: "text", "media.1", "thread.0", "thread.0.media.1". Uncertain is what only others report, or what keeps nothing from going out: it warns. */
export interface Hindrance {
  field: string;
  sentence: string;
  certain: boolean;
}

/** A platform as far as a post has to know it. */
export interface Reach {
  name: string;
  limits: Limits;
  /** What its files must be like; without it they are not looked at. */
  takes?: Takes;
}

export type Files = ReadonlyMap<string, FileFacts>;

export const takesOf = (platform: Platform): Takes | undefined => PLATFORMS.find((each) => each.platform === platform);

const FORMAT_WORDS: Record<PostFormat, string> = { text: 'posts of words alone', image: 'posts with pictures', video: 'videos', carousel: 'carousels', story: 'stories', reel: 'reels' };

const surely = (field: string, sentence: string): Hindrance => ({ field, sentence, certain: true });

/** Everything that keeps the post from going out there; empty when nothing does. The same before it is scheduled and right before it is sent. */
export function whyNotPublished(post: Resolved, reach: Reach, files: Files): Hindrance[] {
  const { name, limits } = reach;
  const words = wordsOf(post, limits);
  return [
    ...(words === '' && post.media.length === 0 && !(limits.title && post.title.trim()) ? [surely('text', 'There is nothing to say yet. Write something or add a file.')] : textHindrances('text', words, limits.text, name, post.options)),
    ...titleHindrances(post, reach),
    ...(limits.formats.includes(post.format) ? formatHindrances(post, files) : [surely('format', `${name} takes no ${FORMAT_WORDS[post.format]}.`)]),
    ...(post.format === 'story' && words !== '' ? [{ field: 'media', sentence: `A story on ${name} shows no words: nobody reads the text there.`, certain: false }] : []),
    ...(limits.needsMedia && post.media.length === 0 ? [surely('media', `${name} takes no post without ${limits.images === 0 ? 'a video' : limits.videos === 0 ? 'a picture' : 'a picture or a video'}.`)] : []),
    ...mediaHindrances('media', post.media, reach, files),
    ...signHindrances(words, reach),
    ...threadHindrances(post, reach, files),
    ...commentHindrances(post, reach),
  ];
}

function textHindrances(field: string, text: string, limit: TextLimit, name: string, options: Options = {}): Hindrance[] {
  const { left, most, bytes } = counted(text, limit, options);
  if (left < 0) return [surely(field, `${name} takes ${number(most)} characters; ${plural(-left, 'is', 'are')} too many.`)];
  return bytes && bytes.left < 0 ? [surely(field, `${name} takes ${number(bytes.most)} bytes, and letters beyond plain Latin have several; ${plural(-bytes.left, 'is', 'are')} too many.`)] : [];
}

function titleHindrances({ title }: Resolved, { name, limits }: Reach): Hindrance[] {
  if (!limits.title) return [];
  if (title.trim() === '') return limits.title.required ? [surely('title', `${name} wants a title.`)] : [];
  return textHindrances('title', title, limits.title, name);
}

function formatHindrances({ format, media }: Resolved, files: Files): Hindrance[] {
  const has = (kind: FileFacts['kind']) => media.some(({ assetId }) => files.get(assetId)?.kind === kind);
  if (format === 'carousel' && media.length < 2) return [surely('media', 'A carousel begins at two files.')];
  if (format === 'image' && !has('image')) return [surely('media', 'A post with pictures wants a picture.')];
  if ((format === 'video' || format === 'reel') && !has('video')) return [surely('media', `A ${format} wants a video.`)];
  return format === 'story' && media.length === 0 ? [surely('media', 'A story wants a picture or a video.')] : [];
}

const KINDS = { image: ['image', 'images'], video: ['video', 'videos'], document: ['document', 'documents'] } as const;

function mediaHindrances(field: string, media: readonly PostMedia[], { name, limits, takes }: Reach, files: Files): Hindrance[] {
  const hindrances: Hindrance[] = [];
  const known = media.map(({ assetId }) => files.get(assetId));
  const count = (kind: FileFacts['kind']) => known.filter((facts) => facts?.kind === kind).length;
  const [images, videos] = [count('image'), count('video')];
  for (const [kind, most] of [['image', limits.images], ['video', limits.videos], ['document', limits.documents ?? 0]] as const) {
    const has = count(kind);
    if (has > most) hindrances.push(surely(field, most === 0 ? `${name} takes no ${KINDS[kind][1]} in a post.` : `${name} takes ${most} ${KINDS[kind][most === 1 ? 0 : 1]} in a post; this has ${has}.`));
  }
  const most = Math.max(limits.images, limits.videos);
  if (images > 0 && videos > 0 && !limits.mixed) hindrances.push(surely(field, `${name} does not take pictures and videos in one post.`));
  else if (images <= limits.images && videos <= limits.videos && images + videos > most) hindrances.push(surely(field, `${name} takes ${most} files in a post; this has ${images + videos}.`));
  for (const [at, { alt }] of media.entries()) {
    const facts = known[at];
    if (!facts) {
      hindrances.push(surely(`${field}.${at}`, 'This file is not in the library any more. Take it out or choose another.'));
      continue;
    }
    const { left, most: longest } = counted(alt, { most: limits.altMost ?? Number.POSITIVE_INFINITY, counted: 'graphemes' });
    if (limits.alt && left < 0) hindrances.push(surely(`${field}.${at}`, `${name} takes descriptions of ${number(longest)} characters; ${plural(-left, 'is', 'are')} too many.`));
    // What has no place at all was said above.
    const isPlaceless = facts.kind in KINDS && { image: limits.images, video: limits.videos, document: limits.documents ?? 0 }[facts.kind as keyof typeof KINDS] === 0;
    for (const { why, certain } of takes && !isPlaceless ? platformRefusals(facts, [takes]) : []) hindrances.push({ field: `${field}.${at}`, sentence: why, certain });
  }
  return hindrances;
}

function signHindrances(words: string, { name, limits }: Reach): Hindrance[] {
  const [hashtags, mentions] = [hashtagsIn(words).length, mentionsIn(words).length];
  return [
    ...(limits.hashtags !== undefined && hashtags > limits.hashtags ? [surely('text', `${name} takes ${limits.hashtags} hashtags; this has ${hashtags}.`)] : []),
    ...(limits.mentions !== undefined && mentions > limits.mentions ? [surely('text', `${name} takes ${limits.mentions} mentions; this has ${mentions}.`)] : []),
  ];
}

function threadHindrances({ thread, options }: Resolved, reach: Reach, files: Files): Hindrance[] {
  const { name, limits } = reach;
  if (thread.length === 0) return [];
  if (limits.thread <= 1) return [surely('thread', `${name} has no threads. Say it in one post there.`)];
  return [
    ...(thread.length + 1 > limits.thread ? [surely('thread', `${name} takes threads of ${limits.thread} posts; this has ${thread.length + 1}.`)] : []),
    ...thread.flatMap(({ text, media }, at) => [
      ...(text.trim() === '' && media.length === 0 ? [surely(`thread.${at}`, 'This part of the thread is empty.')] : textHindrances(`thread.${at}`, text.trim(), limits.text, name, options)),
      ...mediaHindrances(`thread.${at}.media`, media, reach, files),
    ]),
  ];
}

function commentHindrances({ firstComment }: Resolved, { name, limits }: Reach): Hindrance[] {
  if (firstComment.trim() === '') return [];
  return limits.firstComment ? textHindrances('firstComment', firstComment.trim(), limits.text, name) : [surely('firstComment', `A first comment cannot be written on ${name}. Take it out there.`)];
}

const number = (value: number) => value.toLocaleString('en-US');
const plural = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;
