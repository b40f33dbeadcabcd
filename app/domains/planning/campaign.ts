import type { CampaignRole, CampaignType, Channel } from '#db/schema/choices.ts';
import type { TargetMetric, UtmRules } from '#db/schema/planning.ts';
import { parsed } from '#app/platform/outbound.ts';
import { addDays, DAY, dayNumber, startOfDay, wallOf, wallText } from '#app/platform/time.ts';

export type { CampaignRole, CampaignType, Channel, TargetMetric, UtmRules };

export const CAMPAIGN_TYPE_WORDS: Record<CampaignType, string> = {
  product_launch: 'Product launch',
  brand_awareness: 'Brand awareness',
  lead_generation: 'Lead generation',
  content_marketing: 'Content marketing',
  event: 'Event',
  seasonal: 'Seasonal',
  email: 'Email',
  social: 'Social media',
};

export const CAMPAIGN_ROLE_WORDS: Record<CampaignRole, { word: string; hint: string }> = {
  hero: { word: 'Hero', hint: 'What the campaign is built around.' },
  supporting: { word: 'Supporting', hint: 'Carries the story further.' },
  follow_up: { word: 'Follow-up', hint: 'Comes after, for those who took part.' },
  announcement: { word: 'Announcement', hint: 'Says that it begins.' },
  reminder: { word: 'Reminder', hint: 'Says it once more.' },
};

export const METRICS = ['views', 'clicks', 'engagements', 'conversions', 'subscribers', 'revenue'] as const satisfies readonly TargetMetric['metric'][];
export const METRIC_WORDS: Record<TargetMetric['metric'], string> = { views: 'Views', clicks: 'Clicks', engagements: 'Engagements', conversions: 'Conversions', subscribers: 'Subscribers', revenue: 'Revenue' };

export interface Days {
  startsOn: string | null;
  endsOn: string | null;
}

interface Instants {
  startsAt: string | null;
  endsAt: string | null;
  timeZone: string;
}

const dayAt = (at: number, zone: string) => wallText(wallOf(at, zone)).date;

/** Its first and its last day on its own clocks. */
export const daysOfCampaign = ({ startsAt, endsAt, timeZone }: Instants): Days => ({
  startsOn: startsAt && dayAt(Date.parse(startsAt), timeZone),
  endsOn: endsAt && dayAt(Date.parse(endsAt) - 1, timeZone),
});

/** From the first instant of its first day to the first that is past its last. */
export const instantsOf = ({ startsOn, endsOn }: Days, zone: string) => ({
  startsAt: startsOn && startOfDay(startsOn, zone).toISOString(),
  endsAt: endsOn && startOfDay(addDays(endsOn, 1), zone).toISOString(),
});

/** How many days later it begins than it did; 0 where one of the two days is not known. */
export const daysLater = ({ startsOn }: Pick<Days, 'startsOn'>, to: string | null) => (startsOn && to ? dayNumber(to) - dayNumber(startsOn) : 0);

/** The same distance between its days, from another first day on. Without one to begin from, its last day means nothing. */
export const shiftedTo = (days: Days, to: string | null): Days => ({ startsOn: to, endsOn: to && days.startsOn && days.endsOn ? addDays(days.endsOn, daysLater(days, to)) : null });

/** What a channel's link says, its own words before the campaign's. An empty word is not said. */
export function utmOf({ campaign, term, content, channels }: UtmRules, channel: Channel): { name: string; value: string }[] {
  const own = channels?.[channel];
  const said = [
    { name: 'utm_source', value: own?.source || channel },
    { name: 'utm_medium', value: own?.medium || mediumOf(channel) },
    { name: 'utm_campaign', value: campaign ?? '' },
    { name: 'utm_term', value: term ?? '' },
    { name: 'utm_content', value: own?.content || content || '' },
  ];
  return said.filter(({ value }) => value !== '');
}

const mediumOf = (channel: Channel) => (channel === 'email' ? 'email' : channel === 'web' || channel === 'wordpress' || channel === 'ghost' ? 'web' : 'social');

/**
 * The address as it stands in a link of the campaign on that channel; as it was where it is none of the web. What the
 * address says already stays: whoever wrote it there meant it. Without a campaign's word nothing is added.
 */
export function linkWith(rules: UtmRules, channel: Channel, url: string): string {
  const link = rules.campaign ? parsed(url) : null;
  if (!link) return url;
  if (link.protocol !== 'https:' && link.protocol !== 'http:') return url;
  for (const { name, value } of utmOf(rules, channel)) if (!link.searchParams.has(name)) link.searchParams.set(name, value);
  return link.href;
}

/** "1250.5" and "-3" as hundredths; an amount never goes through a float. */
export function centsOf(amount: string): bigint {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (whole === undefined) throw new TypeError('This is not an amount.');
  const cents = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
  return sign === '-' ? -cents : cents;
}

export function amountOf(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What is left of the budget, and how much of it is spent, from 0 and past 100; null without a budget. Spending in other currencies has its own total. */
export function budgetState(budget: string | null, currency: string, totals: readonly { currency: string; total: string }[]): { spent: string; left: string; percent: number } | null {
  if (budget === null) return null;
  const spent = centsOf(totals.find((each) => each.currency === currency)?.total ?? '0');
  const whole = centsOf(budget);
  return { spent: amountOf(spent), left: amountOf(whole - spent), percent: whole > 0n ? Number((spent * 1000n) / whole) / 10 : spent > 0n ? 100 : 0 };
}

/** The name that a copy begins with. */
export const nameOfCopy = (name: string) => `${name.slice(0, 113)} (copy)`;

/** Days that a campaign takes, its last one counted; null for one without an end. */
export const lengthOf = ({ startsAt, endsAt }: Instants) => (startsAt && endsAt ? Math.max(1, Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / DAY)) : null);

/** Why a campaign cannot have these days, at its field; null when it can. */
export function whyNotDays({ startsOn, endsOn }: Days): { field: 'startsOn' | 'endsOn'; sentence: string } | null {
  if (endsOn && !startsOn) return { field: 'startsOn', sentence: 'What has a last day has a first one too.' };
  return startsOn && endsOn && startsOn > endsOn ? { field: 'endsOn', sentence: 'It ends before it starts.' } : null;
}
