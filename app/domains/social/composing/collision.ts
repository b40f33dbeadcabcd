import { DAY } from '#app/platform/time.ts';
import { linksIn } from './extract.ts';

/** A post on one account, as far as another can come into its way. */
export interface Neighbour {
  postId: string;
  accountId: string;
  text: string;
  at: Date;
}

export interface Warning {
  kind: 'duplicate' | 'collision';
  postId: string;
  sentence: string;
}

const MINUTE = 60_000;
const LOOK_BACK_DAYS = 30;
/** From here on a reader takes two texts for one. */
const ALIKE = 0.6;
const SHINGLE = 4;

/** Whatever comes near a post on its own account: nearly the same words within a month, or another post within those minutes. It warns, and never forbids. */
export function warningsOf(post: Neighbour, others: readonly Neighbour[], minutesApart = 15): Warning[] {
  const own = shinglesOf(post.text);
  const near = others.filter(({ accountId, postId }) => accountId === post.accountId && postId !== post.postId);
  return near.flatMap(({ postId, text, at }) => {
    const apart = at.getTime() - post.at.getTime();
    const when = apart === 0 ? 'at the same moment' : `${lapse(Math.abs(apart))} ${apart < 0 ? 'before' : 'after'} it`;
    const warnings: Warning[] = [];
    if (Math.abs(apart) <= LOOK_BACK_DAYS * DAY && alike(own, shinglesOf(text)) >= ALIKE) warnings.push({ kind: 'duplicate', postId, sentence: `This account says nearly the same ${when}.` });
    if (Math.abs(apart) < minutesApart * MINUTE) warnings.push({ kind: 'collision', postId, sentence: `Another post of this account goes out ${when}.` });
    return warnings;
  });
}

/** How alike two texts are, from 0 to 1, by the runs of four letters that they share. Addresses count for nothing: the same words with another link are what readers complain of. */
export const likeness = (one: string, other: string): number => alike(shinglesOf(one), shinglesOf(other));

function shinglesOf(text: string): Set<string> {
  let words = '';
  let at = 0;
  for (const link of linksIn(text)) {
    words += text.slice(at, link.index);
    at = link.end;
  }
  const letters = Array.from((words + text.slice(at)).normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim());
  if (letters.length === 0) return new Set();
  return new Set(Array.from({ length: Math.max(letters.length - SHINGLE + 1, 1) }, (_, start) => letters.slice(start, start + SHINGLE).join('')));
}

function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const shingle of one) if (other.has(shingle)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

function lapse(ms: number): string {
  const [amount, unit] = ms >= DAY ? [ms / DAY, 'day'] : ms >= 60 * MINUTE ? [ms / (60 * MINUTE), 'hour'] : ms >= MINUTE ? [ms / MINUTE, 'minute'] : [ms / 1000, 'second'];
  const whole = Math.max(1, Math.round(amount));
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
