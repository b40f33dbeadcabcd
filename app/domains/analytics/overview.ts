import { FIGURES, type Figure, type HourFigures, RATES, type Rate, type Summed } from '#db/queries/analytics.ts';
import type { Readings } from '#db/queries/readings.ts';
import { type Change, changeOf, FIGURE_WORDS, percent, RATE_WORDS, shown } from './figure.ts';

/** One figure of the span, in words, with how it moved. */
export interface Tile {
  key: string;
  word: string;
  hint: string;
  value: string;
  change: Change;
  /** Pressed, it is what the chart draws. */
  figure: Figure | null;
}

type Compared<Row> = readonly (Row & { isNow: boolean })[];
const both = <Row>(rows: Compared<Row>) => [rows.find(({ isNow }) => isNow), rows.find(({ isNow }) => !isNow)] as const;

/** The figures that lead; the others stand where something tells them. */
const LEADING: readonly (Figure | Rate)[] = ['impressions', 'reach', 'engagements', 'engagementRate', 'clicks', 'clickRate', 'shares', 'saves', 'comments', 'likes'];
const isRate = (name: Figure | Rate): name is Rate => Object.hasOwn(RATES, name);

export function tilesOf(figures: Compared<Summed>, readings: Compared<Readings> | null): Tile[] {
  const [now, before] = both(figures);
  const tiles: Tile[] = [{ key: 'posts', word: 'Posts out', hint: 'On one account each: a post on three accounts counts three times.', value: shown(now?.posts ?? 0), change: changeOf(now?.posts ?? 0, before?.posts ?? 0), figure: null }];
  for (const name of LEADING) {
    const [value, then] = [now?.[name] ?? null, before?.[name] ?? null];
    if (value === null && then === null && name !== 'impressions' && name !== 'engagements') continue;
    const words = isRate(name) ? RATE_WORDS[name] : FIGURE_WORDS[name];
    tiles.push({ key: name, ...words, value: isRate(name) ? percent(value) : shown(value), change: changeOf(value, then), figure: isRate(name) ? null : name });
  }
  if (readings) {
    const [read, earlier] = both(readings);
    tiles.push({ key: 'views', word: 'Readings', hint: 'How often pieces were opened on the public site and through the API’s beacon.', value: shown(read?.views ?? 0), change: changeOf(read?.views ?? 0, earlier?.views ?? 0), figure: null });
  }
  return tiles;
}

/** What the chart can draw: what was told at all, or what was asked for. */
export const figuresTold = (figures: Compared<Summed>, asked: Figure): Figure[] => FIGURES.filter((figure) => figure === asked || figures.some((row) => row[figure] !== null));

/** How posts did in one of the week's 56 blocks of three hours. */
export interface HourCell extends HourFigures {
  /** 0 to 4, of the best. */
  heat: number;
}

export function hourCells(rows: readonly HourFigures[]): HourCell[] {
  const best = Math.max(0, ...rows.map(({ each }) => each ?? 0));
  return rows.map((row) => ({ ...row, heat: row.each === null || best === 0 ? 0 : Math.max(1, Math.ceil((row.each / best) * 4)) }));
}
