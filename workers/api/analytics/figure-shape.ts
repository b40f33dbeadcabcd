import { z } from 'zod';
import { FIGURES, type Figure, RATES, type Rate, type spanAsked, type Summed } from '#db/queries/analytics.ts';
import type { Readings } from '#db/queries/readings.ts';
import { addDays } from '#app/platform/time.ts';
import { FIGURE_WORDS, RATE_WORDS } from '#app/domains/analytics/figure.ts';
import { summedOf } from '#app/domains/analytics/series.ts';

const named = <Name extends string, Field extends z.ZodType>(names: readonly Name[], field: (name: Name) => Field) => Object.fromEntries(names.map((name) => [name, field(name)])) as Record<Name, Field>;

export const figures = named(FIGURES, (figure) => z.int().nullable().meta({ description: `${FIGURE_WORDS[figure].hint} Null where no platform tells it.` }));
const rates = named(Object.keys(RATES) as Rate[], (rate) => z.number().nullable().meta({ description: RATE_WORDS[rate].hint }));
export const summed = {
  posts: z.int().meta({ description: 'How many went out. A post on three accounts counts three times.' }),
  told: z.int().meta({ description: 'Of how many of them a platform told anything.' }),
  ...figures,
  ...rates,
};
export const Summing = z.object(summed).meta({ id: 'Figures', description: 'What platforms last told of posts, added up. Null is unknown, and is not 0.' });

const day = (description: string) => z.string().meta({ description, format: 'date', example: '2026-11-20' });
export const Days = z
  .object({ from: day('Its first day.'), to: day('Its last day.'), timeZone: z.string().meta({ description: 'Whose days they are: the organization’s zone.', example: 'Europe/Berlin' }) })
  .meta({ id: 'Days', description: 'A span of days.' });

const known = (description: string) => z.int().meta({ description });
export const readings = { views: known('How often it was opened.'), readSeconds: known('How long it was read, in seconds.') };
export const Readership = z.object({ pieces: known('How many pieces were read.'), ...readings }).meta({ id: 'Readership', description: 'Readings of all pieces. They are counted by days of UTC.' });

type Asked = NonNullable<ReturnType<ReturnType<typeof spanAsked>['pick']>>;
export const daysNow = ({ first, last, zone }: Asked): z.output<typeof Days> => ({ from: first, to: last, timeZone: zone });
export const daysBefore = ({ before, first, zone }: Asked): z.output<typeof Days> => ({ from: before, to: addDays(first, -1), timeZone: zone });

/** Of the span, or of the one before it. */
export const summedIn = (rows: readonly (Summed & { isNow: boolean })[], isNow: boolean) => summedOf(rows.find((row) => row.isNow === isNow));
export const readIn = (rows: readonly (Readings & { isNow: boolean; pieces: number })[], isNow: boolean): z.output<typeof Readership> => {
  const { pieces = 0, views = 0, readSeconds = 0 } = rows.find((row) => row.isNow === isNow) ?? {};
  return { pieces, views, readSeconds };
};

export const figuresOfRow = <Row extends { [F in Figure]: number | null }>(row: Row) => Object.fromEntries(FIGURES.map((figure) => [figure, row[figure]])) as { [F in Figure]: number | null };

export const figuresExample = { impressions: 4924, reach: null, engagements: 463, clicks: 429, shares: 69, saves: null, comments: 40, likes: 265 };
export const summedExample: Summed = { posts: 2, told: 2, ...figuresExample, engagementRate: 0.094, clickRate: 0.0871, shareRate: 0.014 };
export const daysExample = { from: '2026-10-25', to: '2026-11-21', timeZone: 'Europe/Berlin' };
