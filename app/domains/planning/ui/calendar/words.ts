import { DAYS, MONTHS } from '#app/ui/zoned-time.ts';
import type { CalendarView } from '../../calendar-window.ts';
import { isPost, isPublication, type Thing } from '../../scheduled.ts';

export const VIEW_WORDS: Record<CalendarView, string> = { month: 'Month', week: 'Week', day: 'Day', agenda: 'Agenda', board: 'Board' };

export const STATUS_WORDS: Record<Thing['status'], string> = { planned: 'Planned', in_progress: 'In progress', completed: 'Completed', cancelled: 'Cancelled', scheduled: 'Scheduled', done: 'Out', failed: 'Could not go out', stopped: 'Needs you' };

export const KIND_WORDS: Record<Thing['kind'], string> = { entry: 'Entry', note: 'Note', holiday: 'Holiday', publish: 'Goes live', unpublish: 'Taken down', post: 'Post' };

const day = (date: string) => new Date(`${date}T00:00:00Z`);

/** "Thursday 20 November". */
export function dayWords(date: string, withYear = false): string {
  const at = day(date);
  return `${DAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}${withYear ? ` ${at.getUTCFullYear()}` : ''}`;
}

/** "Thu 20 Nov". */
export const shortDay = (date: string) => `${DAYS[day(date).getUTCDay()]!.slice(0, 3)} ${day(date).getUTCDate()} ${MONTHS[day(date).getUTCMonth()]!.slice(0, 3)}`;

export const monthWords = (date: string) => `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

/** What a view's days are called: "November 2026", "16 – 22 November 2026". */
export function spanWords(view: CalendarView, first: string, last: string, date: string): string {
  if (view === 'month' || view === 'board') return monthWords(date);
  if (view === 'day') return dayWords(date, true);
  const [from, to] = [day(first), day(last)];
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  const start = `${from.getUTCDate()}${sameMonth ? '' : ` ${MONTHS[from.getUTCMonth()]}`}${sameYear ? '' : ` ${from.getUTCFullYear()}`}`;
  return `${start} – ${to.getUTCDate()} ${MONTHS[to.getUTCMonth()]} ${to.getUTCFullYear()}`;
}

export const entries = (count: number) => (count === 1 ? '1 entry' : `${count} entries`);

export const hrefOf = (thing: Thing) => (isPublication(thing) ? `/content/${thing.itemId}` : isPost(thing) ? `/social/posts/${thing.id}` : `/calendar/entries/${thing.id}${thing.on ? `?on=${thing.on}` : ''}`);
