import type { MeasuredPost, Summed } from '#db/queries/analytics.ts';
import type { Readings } from '#db/queries/readings.ts';
import { changeOf, changeWords, shown } from './figure.ts';

interface Week {
  figures: readonly (Summed & { isNow: boolean })[];
  readings: readonly (Readings & { isNow: boolean })[];
}

const against = (now: number | null | undefined, before: number | null | undefined) => {
  const change = changeOf(now, before);
  return change === null || change.kind === 'new' ? '' : change.kind === 'same' ? ', as often as in the 7 days before' : `, ${changeWords(change)}${/times/.test(changeWords(change)!) ? ' as' : ' than'} in the 7 days before`;
};

/** The last seven days in a sentence or two; null where nothing went out and nothing was read. */
export function weekWords({ figures, readings }: Week): string | null {
  const of = <Row extends { isNow: boolean }>(rows: readonly Row[], isNow: boolean) => rows.find((row) => row.isNow === isNow);
  const [now, before, read, readBefore] = [of(figures, true), of(figures, false), of(readings, true), of(readings, false)];
  const out = now && `${now.posts === 1 ? 'One post' : `${shown(now.posts)} posts`} went out${now.impressions === null ? '' : ` and ${now.posts === 1 ? 'was' : 'were'} shown ${times(now.impressions)}${against(now.impressions, before?.impressions)}`}.`;
  const opened = read && read.views > 0 && `Pieces were read ${times(read.views)}${against(read.views, readBefore?.views)}.`;
  return [out, opened].filter(Boolean).join(' ') || null;
}

const times = (count: number) => (count === 1 ? 'once' : `${shown(count)} times`);

/** The posts of the week that were shown most, of those of which it is known. */
export const bestOfWeek = (posts: readonly MeasuredPost[]) => posts.filter(({ impressions }) => impressions !== null).map(({ targetId, postId, words, account, impressions }) => ({ targetId, postId, words, account, shown: times(impressions ?? 0) }));
