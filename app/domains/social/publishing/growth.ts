import type { Figure, Figures, TargetReading } from '#db/queries/analytics.ts';

/** What tells most of how far it came, the best first. */
const DRAWN = ['impressions', 'reach', 'engagements', 'likes', 'shares', 'comments', 'clicks', 'saves'] as const satisfies readonly Figure[];

export interface Growth {
  figure: Figure;
  /** In order; the first is the moment at which it went out, when nobody had seen it yet. */
  points: readonly { at: string; value: number }[];
}

/** How one figure grew on all its accounts together: each stands at what it last told. Null where nothing can be drawn. */
export function growthOf(readings: readonly TargetReading[], publishedAt: string | undefined): Growth | null {
  const figure = DRAWN.find((each) => readings.some((reading) => reading[each] !== null));
  if (!figure || !publishedAt) return null;
  const last = new Map<string, number>();
  const points = new Map([[publishedAt, 0]]);
  for (const reading of readings) {
    const told = reading[figure];
    if (told === null) continue;
    last.set(reading.targetId, told);
    points.set(reading.recordedAt, [...last.values()].reduce((sum, value) => sum + value, 0));
  }
  return { figure, points: Array.from(points, ([at, value]) => ({ at, value })) };
}

export type FiguresOfTarget = Figures & { readAt: string | null };

/** Of those that tell it; null where none does. */
export function sumOf(targets: readonly Figures[], figure: Figure): number | null {
  const told = targets.flatMap((target) => (target[figure] === null ? [] : [target[figure]]));
  return told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0);
}
