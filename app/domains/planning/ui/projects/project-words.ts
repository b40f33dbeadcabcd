import { Archive, CircleCheck, CirclePlay, type LucideIcon, PauseCircle } from 'lucide-react';
import { CONTENT_STATUSES } from '#app/domains/content/choices.ts';
import { STATUSES } from '#app/domains/content/ui/words.ts';
import type { BadgeTone } from '#app/ui/badge.tsx';
import { PROJECT_STATUS_WORDS, type ProjectStatus } from '../../project.ts';
import type { Pieces } from './shown-project.ts';

/** A hue, an icon and a word for each status of a project. */
export const PROJECT_STATUSES_SHOWN: Record<ProjectStatus, { word: string; tone: BadgeTone; icon: LucideIcon }> = {
  active: { word: PROJECT_STATUS_WORDS.active, tone: 'planned', icon: CirclePlay },
  paused: { word: PROJECT_STATUS_WORDS.paused, tone: 'waiting', icon: PauseCircle },
  completed: { word: PROJECT_STATUS_WORDS.completed, tone: 'done', icon: CircleCheck },
  archived: { word: PROJECT_STATUS_WORDS.archived, tone: 'idle', icon: Archive },
};

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };
const dayWords = (day: string) => new Intl.DateTimeFormat('en-GB', DAY).format(new Date(`${day}T00:00:00Z`));

/** "4 May 2026 to 30 June 2026"; a dash where nothing is said. */
export function spanWords({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }): string {
  if (startsOn && endsOn) return `${dayWords(startsOn)} to ${dayWords(endsOn)}`;
  if (startsOn) return `From ${dayWords(startsOn)}`;
  return endsOn ? `Until ${dayWords(endsOn)}` : '–';
}

/** The statuses that have pieces, in their order. */
export const standing = (pieces: Pieces) => CONTENT_STATUSES.flatMap((status) => (pieces[status] ? [{ status, count: pieces[status], word: STATUSES[status].word }] : []));

/** A count that stopped at its bound says so. */
export const counted = (count: number, most: number) => (count >= most ? `${most}+` : String(count));

/** "3 drafts, 2 in review". */
export const standingWords = (pieces: Pieces, most: number) => standing(pieces).map(({ count, word }) => `${counted(count, most)} ${word.toLowerCase()}`).join(', ');
