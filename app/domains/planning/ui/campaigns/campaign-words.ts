import { Archive, CalendarClock, CircleCheck, CirclePlay, type LucideIcon, PauseCircle, PencilLine } from 'lucide-react';
import type { BadgeTone } from '#app/ui/badge.tsx';
import { zoneCity } from '#app/ui/zone-list.ts';
import { DAYS, MONTHS } from '#app/ui/zoned-time.ts';
import type { Days } from '../../campaign.ts';
import { CAMPAIGN_STATUS_WORDS, type CampaignStatus } from '../../campaign-status.ts';

/** A hue, an icon and a word for each status of a campaign. */
export const CAMPAIGN_STATUSES_SHOWN: Record<CampaignStatus, { word: string; tone: BadgeTone; icon: LucideIcon }> = {
  draft: { word: CAMPAIGN_STATUS_WORDS.draft, tone: 'idle', icon: PencilLine },
  planned: { word: CAMPAIGN_STATUS_WORDS.planned, tone: 'planned', icon: CalendarClock },
  active: { word: CAMPAIGN_STATUS_WORDS.active, tone: 'done', icon: CirclePlay },
  paused: { word: CAMPAIGN_STATUS_WORDS.paused, tone: 'waiting', icon: PauseCircle },
  completed: { word: CAMPAIGN_STATUS_WORDS.completed, tone: 'idle', icon: CircleCheck },
  archived: { word: CAMPAIGN_STATUS_WORDS.archived, tone: 'idle', icon: Archive },
};

/** What a press does that takes it there. */
export const CAMPAIGN_STEPS: Record<CampaignStatus, string> = { draft: 'Make it a draft', planned: 'Plan it', active: 'Start', paused: 'Pause', completed: 'Complete', archived: 'Archive' };

/** The step that usually follows. */
export const NEXT_STEP: Record<CampaignStatus, CampaignStatus> = { draft: 'planned', planned: 'active', active: 'completed', paused: 'active', completed: 'archived', archived: 'draft' };

const parts = (day: string) => new Date(`${day}T00:00:00Z`);

/** "2 Nov", and "2 Nov 2026" where the year has to be said. */
export function dayWords(day: string, withYear = true): string {
  const at = parts(day);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]!.slice(0, 3)}${withYear ? ` ${at.getUTCFullYear()}` : ''}`;
}

/** "Monday 2 November 2026". */
export function longDay(day: string): string {
  const at = parts(day);
  return `${DAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** "2 Nov to 18 Dec 2026", "From 2 Nov 2026"; a dash where nothing is said. */
export function daysWords({ startsOn, endsOn }: Days): string {
  if (startsOn && endsOn) return startsOn === endsOn ? dayWords(startsOn) : `${dayWords(startsOn, startsOn.slice(0, 4) !== endsOn.slice(0, 4))} to ${dayWords(endsOn)}`;
  if (startsOn) return `From ${dayWords(startsOn)}`;
  return endsOn ? `Until ${dayWords(endsOn)}` : '–';
}

/** "28 days later", "1 day earlier"; null where nothing shifts. */
export function shiftWords(days: number): string | null {
  if (days === 0) return null;
  const many = Math.abs(days);
  return `${many === 1 ? '1 day' : `${many} days`} ${days > 0 ? 'later' : 'earlier'}`;
}

/** "1,250.50 EUR". The digits are those that were typed: no amount is ever a number. */
export function money(amount: string, currency: string): string {
  const [, sign = '', whole = '0', part = ''] = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign && '−'}${grouped}${/[1-9]/.test(part) ? `.${part.padEnd(2, '0')}` : ''} ${currency}`;
}

export const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

export const pieces = (count: number) => (count === 1 ? '1 piece' : `${number(count)} pieces`);

export const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** Whose midnight its days begin and end at, where it is not the reader's. */
export const clocksOf = (zone: string, reader: string) => (zone === reader ? null : `on the clocks of ${zoneCity(zone)}`);
