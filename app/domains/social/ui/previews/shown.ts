import type { Platform, PostFormat } from '../../connectors/connector.ts';
import { hashtagsIn, linksIn, mentionsIn } from '../../composing/extract.ts';

export interface ShownFile {
  id: string;
  kind: 'image' | 'video' | 'audio' | 'document';
  /** A picture of it; null where there is none. */
  picture: string | null;
  alt: string;
  name: string;
}

/** A post as one account will show it. */
export interface Shown {
  platform: Platform;
  account: { name: string; username: string; image: string | null };
  format: PostFormat;
  /** As it is sent: by wordsOf of variant.ts. */
  text: string;
  title: string;
  link: string;
  media: readonly ShownFile[];
  thread: readonly { text: string; media: readonly ShownFile[] }[];
  firstComment: string;
  /** What the linked page says of itself, where we know it. */
  card: { title: string; description: string; picture: string | null } | null;
  /** What stands in front of it until a reader opens it. */
  warning?: string;
}

/** A stretch of a text: plain, or something that a platform draws in its own colour. */
export interface Stretch {
  /** Where it begins. */
  at: number;
  text: string;
  isSign: boolean;
}

export function stretchesOf(text: string, shortLinks: boolean): Stretch[] {
  const signs = [...linksIn(text).map((link) => ({ ...link, text: shortLinks ? shortened(link.text) : link.text })), ...[...hashtagsIn(text), ...mentionsIn(text)].map(({ index, end }) => ({ index, end, text: text.slice(index, end) }))];
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { index, end, text: sign } of signs.sort((one, other) => one.index - other.index)) {
    if (index < at) continue;
    stretches.push({ at, text: text.slice(at, index), isSign: false }, { at: index, text: sign, isSign: true });
    at = end;
  }
  return [...stretches, { at, text: text.slice(at), isSign: false }].filter((stretch) => stretch.text !== '');
}

const LINK_SHOWS = 28;
const withoutScheme = (link: string) => link.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');

function shortened(link: string): string {
  const bare = withoutScheme(link);
  return bare.length > LINK_SHOWS ? `${bare.slice(0, LINK_SHOWS)}…` : bare;
}

/** The host that a link card names. */
export const hostOf = (link: string): string => withoutScheme(link).replace(/[/?#].*$/, '').toLowerCase();

/** As much as a platform shows before a reader asks for more, at the end of a word; null when it shows all. */
export function shownFirst(text: string, { most, lines }: { most: number; lines?: number }): string | null {
  const inLines = lines ? text.split('\n').slice(0, lines).join('\n') : text;
  if (inLines === text && text.length <= most) return null;
  if (inLines.length <= most) return inLines.trimEnd();
  // Never inside a pair of units; the rest of a cluster is drawn with what comes before it.
  const cut = inLines.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  const word = /\s/.test(inLines[cut.length] ?? ' ') ? -1 : cut.lastIndexOf(' ');
  return (word > most * 0.7 ? cut.slice(0, word) : cut).trimEnd();
}
