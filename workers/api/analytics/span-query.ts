import { z } from 'zod';
import { FIGURES, type FiguresFilter, type Span } from '#db/queries/analytics.ts';
import { platform } from '#app/domains/social/accounts/account-inputs.ts';
import { BUCKETS, daysIn, MOST_DAYS, whyNoSpan } from '#app/domains/analytics/asked.ts';
import { whyNotBy } from '#app/domains/analytics/series.ts';
import { isUuid } from '#app/platform/ids.ts';
import { keyRequired } from '../guard.ts';

export const reading = { tags: ['Analytics'], security: [{ key: ['analytics:read'] }], middleware: [keyRequired] as [typeof keyRequired] };

const USUAL_DAYS = 28;
const between = `Ask for 1 to ${MOST_DAYS} days.`;
const named = z.uuid('This is not a valid id.').optional();
const day = (description: string) => z.string().optional().meta({ description, format: 'date', example: '2026-11-20' });

export const spanFields = {
  days: z.coerce.number(between).int(between).min(1, between).max(MOST_DAYS, between).optional().meta({ description: `How many days, up to today; ${USUAL_DAYS} when nothing is said. Or \`from\` and \`to\`.` }),
  from: day('The first day, in the organization’s zone.'),
  to: day(`The last day, at most ${MOST_DAYS} days on.`),
};
export const narrowed = {
  accountId: named.meta({ description: 'Only of this account.' }),
  platform: platform.optional().meta({ description: 'Only of accounts on this platform.' }),
  campaignId: named.meta({ description: 'Only of posts of this campaign.' }),
};
export const figureField = { figure: z.enum(FIGURES, `Choose ${FIGURES.slice(0, -1).join(', ')} or ${FIGURES.at(-1)}.`).default('impressions').meta({ description: 'By which figure.' }) };
export const bucketField = { by: z.enum(BUCKETS, 'Choose hour, day, week, month or year.').default('day').meta({ description: 'How large each part is. A week begins on Monday. By the hour at most 31 days can be asked for.' }) };

type AskedDays = { days?: number | undefined; from?: string | undefined; to?: string | undefined };
type AskedParts = AskedDays & { by?: (typeof BUCKETS)[number] };

/** Both ways of saying which days are one question: whoever gives both has asked two. */
function whyNot({ days = USUAL_DAYS, from, to, by = 'day' }: AskedParts, isCounted: boolean): { parameter: string; sentence: string } | null {
  const isTyped = from !== undefined || to !== undefined;
  if (isTyped && isCounted) return { parameter: 'days', sentence: 'Give either days, or from and to.' };
  const noSpan = isTyped ? whyNoSpan(from ?? null, to ?? null) : null;
  if (noSpan) return { parameter: from === undefined ? 'from' : 'to', sentence: noSpan };
  const noParts = whyNotBy(isTyped ? daysIn(from!, to!) : days, by);
  return noParts ? { parameter: 'by', sentence: noParts } : null;
}

/** A check of the whole query. */
export function isSpan({ value, issues }: { value: AskedParts; issues: unknown[] }): void {
  const why = whyNot(value, value.days !== undefined);
  if (why) issues.push({ code: 'custom', input: value, path: [why.parameter], message: why.sentence });
}

export const spanOf = ({ days = USUAL_DAYS, from, to }: AskedDays): Span => (from !== undefined && to !== undefined ? { from, to } : { days });

export const filterOf = ({ accountId, platform: on, campaignId, ...days }: AskedDays & Omit<FiguresFilter, 'span'>): FiguresFilter => ({ span: spanOf(days), accountId, platform: on, campaignId });

/** A figure, and the row that has it. */
export const cursor = z.string().refine((text) => /^-?\d{1,15}~/.test(text) && isUuid(text.slice(text.indexOf('~') + 1)), 'This is not a cursor that we gave.');
