import { dayNumber } from '#app/platform/time.ts';
import { ENTRY_STATUS_WORDS, type EntryStatus } from '../../entry-status.ts';
import { isAutomatic, isPost, movedThing, movedWall, ownWall, type Thing } from '../../scheduled.ts';
import type { CalendarWhys } from './shown.ts';

/** Where a thing is taken: so many days and hours on, or into a column of the board. */
export type Target = { days: number; hours: number } | { status: EntryStatus };

/** From one cell of a grid to another; null where nothing changes. */
export function targetOf(from: HTMLElement, to: HTMLElement): Target | null {
  if (to.dataset.status) return to.dataset.status === from.dataset.status ? null : { status: to.dataset.status as EntryStatus };
  const days = dayNumber(to.dataset.date!) - dayNumber(from.dataset.date!);
  const hours = to.dataset.hour === undefined || from.dataset.hour === undefined ? 0 : Number(to.dataset.hour) - Number(from.dataset.hour);
  return days === 0 && hours === 0 ? null : { days, hours };
}

/** Why a thing stays where it is, as a sentence; null when it can be moved. */
export function whyNotMove(thing: Thing, why: CalendarWhys, onBoard = false): string | null {
  if (!isAutomatic(thing)) return why.write;
  if (onBoard && isPost(thing)) return 'What becomes of a post is decided by its moment. Open it to send or cancel it.';
  if (onBoard) return 'What becomes of a publication is decided by its moment. Open the piece to publish or cancel it.';
  if (thing.status !== 'scheduled') return 'It has happened: it stays where it was.';
  if (thing.releaseId) return 'It belongs to a release. Change the release.';
  return isPost(thing) ? why.schedulePosts : why.publish;
}

/** The form that asks the server for it. */
export function fieldsOf(thing: Thing, target: Target, scope: string, back: string, organizationId: string): Record<string, string> {
  const occurrence: Record<string, string> = thing.on ? { occurrence: thing.on } : {};
  const entry = { entryId: thing.id, revision: String(thing.revision), ...occurrence, back, _org: organizationId };
  if ('status' in target) return { ...entry, intent: 'status', status: target.status };
  const wall = movedWall(thing, target.days, target.hours);
  if (!isAutomatic(thing)) return { ...entry, intent: 'move', scope, ...wall };
  if (isPost(thing)) return { intent: 'move-post', ids: thing.id, ...wall, zone: thing.zone, before: thing.at, back, _org: organizationId };
  const before = ownWall(thing);
  return { intent: 'move-publication', publicationId: thing.id, ...wall, zone: thing.zone, beforeDate: before.date, beforeTime: before.time, back, _org: organizationId };
}

/** As it will stand once the server has said yes. */
export const asMoved = (thing: Thing, target: Target): Thing => ('status' in target ? { ...thing, status: target.status } : movedThing(thing, movedWall(thing, target.days, target.hours)));

/** What a cell is called, when a thing is held over it. */
export const cellWords = (cell: HTMLElement) => (cell.dataset.status ? ENTRY_STATUS_WORDS[cell.dataset.status as EntryStatus] : (cell.dataset.label ?? ''));

