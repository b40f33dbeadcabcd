import type { FileFacts, Refusal } from './file-facts.ts';
import { articled, nameOf } from './file-types.ts';
import { type Limit, type Perhaps, PLATFORMS, type Platform, type Takes } from './limits.ts';

/** One sentence for each limit that the file breaks. What is not known of the file breaks none. */
export function platformRefusals(facts: FileFacts, platforms: readonly Platform[] = PLATFORMS): Refusal[] {
  return platforms.flatMap((platform) => refusalsOf(platform, facts));
}

const KINDS = { image: 'images', video: 'videos', audio: 'sound', document: 'documents' } as const;

function refusalsOf({ platform, name, ...takes }: Platform, facts: FileFacts): Refusal[] {
  const refuse = (certain: boolean, limit: string, file: string): Refusal => ({
    platform, certain,
    why: certain ? `${name} takes ${limit}; this ${file}.` : `${name} may refuse this: it is said to take ${limit}, and this ${file}.`,
  });
  const kind = facts.kind === 'other' ? undefined : facts.animated && facts.kind === 'image' && takes.animation ? takes.animation : takes[facts.kind];
  if (!kind) {
    const kinds = (['image', 'video', 'audio', 'document'] as const).filter((each) => takes[each]).map((each) => KINDS[each]);
    return [refuse(true, `${listed(kinds, 'and')} only`, `is ${articled(nameOf(facts.mime))}`)];
  }
  const wrongType = broken(kind.mimes, (mimes) => !mimes.includes(facts.mime));
  if (wrongType) return [refuse(wrongType.certain, typesOf(wrongType.limit, kind === takes.animation), `is ${articled(nameOf(facts.mime))}`)];
  const what = kind === takes.animation ? 'animations' : KINDS[facts.kind === 'other' ? 'document' : facts.kind];
  return [...sizeRefusals(kind, what, facts, refuse), ...timeRefusals(kind, facts, refuse)];
}

type Refuse = (certain: boolean, limit: string, file: string) => Refusal;

function sizeRefusals(kind: Takes, what: string, facts: FileFacts, refuse: Refuse): Refusal[] {
  const { width, height, byteSize, cut } = facts;
  const is = `is ${width} × ${height}`;
  const [long, short] = [Math.max(width ?? 0, height ?? 0), Math.min(width ?? 0, height ?? 0)];
  const heavy = broken(kind.maxBytes, (most) => !cut && byteSize > most);
  const refusals = [heavy && refuse(heavy.certain, `${what} up to ${fileSize(heavy.limit)}`, `is ${fileSize(byteSize, heavy.limit)}`)];
  if (width && height) {
    const large = broken(kind.maxSides, ([longest, shortest]) => long > longest || short > shortest);
    const small = broken(kind.minSides, ([longest, shortest]) => long < longest || short < shortest);
    const dense = broken(kind.maxPixels, (most) => width * height >= most);
    const shape = broken(kind.aspect, ([least, most]) => width / height < least - 0.005 || width / height > most + 0.005);
    refusals.push(
      large && refuse(large.certain, `${what} up to ${large.limit.join(' × ')} pixels`, is),
      small && refuse(small.certain, `${what} from ${small.limit.join(' × ')} pixels`, is),
      dense && refuse(dense.certain, `${what} below ${round(dense.limit / 1e6)} million pixels`, is),
      shape && refuse(shape.certain, `${what} between ${shape.limit.map(round).join(' and ')} times as wide as high`, is),
    );
  }
  return refusals.filter((refusal) => refusal !== null);
}

function timeRefusals(kind: Takes, facts: FileFacts, refuse: Refuse): Refusal[] {
  const { durationSeconds, frameRate, videoCodec, frames, pages } = facts;
  const refusals: (Refusal | null)[] = [];
  const check = <T, F>(
    limit: Limit<T> | undefined, fact: F | null | undefined, breaks: (limit: T, fact: F) => boolean, say: (limit: T, fact: F) => [string, string],
  ) => {
    if (fact === null || fact === undefined) return;
    const found = broken(limit, (value) => breaks(value, fact));
    if (found) refusals.push(refuse(found.certain, ...say(found.limit, fact)));
  };
  check(kind.seconds, durationSeconds, ([, most], seconds) => seconds > most, ([, most], seconds) => [`videos up to ${clock(most)}`, `runs ${clock(seconds)}`]);
  check(kind.seconds, durationSeconds, ([least], seconds) => seconds < least, ([least], seconds) => [`videos from ${clock(least)}`, `runs ${clock(seconds)}`]);
  check(kind.codecs, videoCodec, (codecs, codec) => !codecs.includes(codec), (codecs, codec) => [
    `${listed(codecs.map(codecName), 'or')} video`, `is ${codecName(codec)}`,
  ]);
  // Cameras write 59.94 as well as a hair above 60.
  check(kind.frameRate, frameRate, ([, most], rate) => rate > most + 0.5, ([, most], rate) => [`videos up to ${most} frames a second`, `has ${round(rate)}`]);
  check(kind.frameRate, frameRate, ([least], rate) => rate < least, ([least], rate) => [`videos from ${least} frames a second`, `has ${round(rate)}`]);
  check(kind.maxFrames, frames, (most, count) => count > most, (most, count) => [`animations up to ${most} frames`, `has ${count.toLocaleString('en-US')}`]);
  check(kind.maxPages, pages, (most, count) => count > most, (most, count) => [`documents up to ${most} pages`, `has ${count.toLocaleString('en-US')}`]);
  return refusals.filter((refusal) => refusal !== null);
}

function broken<T>(limit: Limit<T> | undefined, breaks: (value: T) => boolean): { limit: T; certain: boolean } | null {
  if (limit === undefined) return null;
  const value = isPerhaps(limit) ? limit.perhaps : limit;
  return breaks(value) ? { limit: value, certain: !isPerhaps(limit) } : null;
}

const isPerhaps = <T>(limit: Limit<T>): limit is Perhaps<T> => typeof limit === 'object' && limit !== null && 'perhaps' in limit;

function typesOf(mimes: readonly string[], animated: boolean): string {
  const names = [...new Set(mimes.map(nameOf))];
  return `${listed(names, 'or')}${animated ? ' for animations' : names.length === 1 ? ' only' : ''}`;
}

const listed = (names: readonly string[], word: string) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`);
const round = (value: number) => String(Math.round(value * 100) / 100);
const codecName = (codec: string) => ({ h264: 'H.264', hevc: 'HEVC', av1: 'AV1', vp8: 'VP8', vp9: 'VP9', prores: 'ProRes' })[codec] ?? codec;

/** In the unit that the limit is a round number of, with as many digits as it takes not to read like the limit itself. */
function fileSize(bytes: number, limit = bytes): string {
  const mega = limit % 1_048_576 === 0 ? 1_048_576 : 1_000_000;
  const [unit, name] = limit >= 1_000 * mega ? [mega * 1_000, 'GB'] : [mega, 'MB'];
  const written = (digits: number) => `${Number((bytes / unit).toFixed(digits)).toLocaleString('en-US', { maximumFractionDigits: digits })} ${name}`;
  const digits = [1, 2, 3].find((count) => bytes === limit || Number((bytes / unit).toFixed(count)) > limit / unit) ?? 6;
  return written(digits);
}

function clock(seconds: number): string {
  if (seconds < 60) return `${round(seconds)} seconds`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.floor(seconds % 60)];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)} hours` : `${minutes}:${two(rest)} minutes`;
}
