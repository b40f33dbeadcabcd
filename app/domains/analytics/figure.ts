import type { Figure, Figures, Rate } from '#db/queries/analytics.ts';

export type { Bucket, Figure, Figures, MeasuredPost, Rate, Summed } from '#db/queries/analytics.ts';
export type { Readings, ReadPiece } from '#db/queries/readings.ts';

export const FIGURE_WORDS: Record<Figure, { word: string; hint: string }> = {
  impressions: { word: 'Impressions', hint: 'How often it was shown.' },
  reach: { word: 'Reach', hint: 'How many people saw it.' },
  engagements: { word: 'Engagements', hint: 'Whatever people did with it, as each platform counts.' },
  clicks: { word: 'Clicks', hint: 'How often a link in it was followed.' },
  shares: { word: 'Shares', hint: 'How often it was passed on.' },
  saves: { word: 'Saves', hint: 'How often it was kept for later.' },
  comments: { word: 'Comments', hint: 'What people wrote beneath it.' },
  likes: { word: 'Likes', hint: 'Likes, favourites, hearts.' },
};

export const RATE_WORDS: Record<Rate, { word: string; hint: string }> = {
  engagementRate: { word: 'Engagement rate', hint: 'Engagements for each impression, where a platform tells both.' },
  clickRate: { word: 'Click rate', hint: 'Clicks for each impression, where a platform tells both.' },
  shareRate: { word: 'Share rate', hint: 'Shares for each impression, where a platform tells both.' },
};

/** Unknown is a dash, never 0. */
export const shown = (value: number | null | undefined) => (value === null || value === undefined ? '–' : String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ','));

/** "3.4 %": two digits that count, so that a small rate is not called nothing. */
export function percent(rate: number | null | undefined): string {
  if (rate === null || rate === undefined) return '–';
  const value = rate * 100;
  return `${value === 0 ? '0' : value.toFixed(value >= 10 ? 0 : value >= 1 ? 1 : 2)} %`;
}

export type Change = { kind: 'more' | 'less'; by: number } | { kind: 'same' } | { kind: 'new' } | null;

/** How it moved against the span before. Null where one of the two is not known. */
export function changeOf(now: number | null | undefined, before: number | null | undefined): Change {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  if (now === before) return { kind: 'same' };
  if (before === 0) return { kind: 'new' };
  return { kind: now > before ? 'more' : 'less', by: Math.abs(now - before) / Math.abs(before) };
}

export const changeWords = (change: Change): string | null => {
  if (change === null) return null;
  if (change.kind === 'same') return 'as before';
  if (change.kind === 'new') return 'none before';
  const times = change.by + 1;
  return change.kind === 'more' && times >= 10 ? `${shown(times)} times as much` : `${percent(change.by)} ${change.kind}`;
};

/** Engagements for each impression, of those alone that tell both. */
export function rateOf(posts: readonly Pick<Figures, 'impressions' | 'engagements'>[]): number | null {
  const both = posts.filter(({ impressions, engagements }) => impressions !== null && impressions > 0 && engagements !== null);
  const [seen, done] = [both.reduce((sum, { impressions }) => sum + impressions!, 0), both.reduce((sum, { engagements }) => sum + engagements!, 0)];
  return seen > 0 ? done / seen : null;
}

/** "1 min 40 s": how long a reading took, where the page told. */
export function readFor(seconds: number | null, views: number | null): string {
  const mean = seconds === null || !views ? 0 : Math.round(seconds / views);
  if (mean === 0) return '–';
  return mean < 60 ? `${mean} s` : `${Math.floor(mean / 60)} min${mean % 60 ? ` ${mean % 60} s` : ''}`;
}
