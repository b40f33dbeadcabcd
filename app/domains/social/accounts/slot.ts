import { DAY, dateOfDay, dayNumber, instantAt, wallNumber, wallOf } from '#app/platform/time.ts';

export interface Slot {
  /** Monday is 1. */
  weekday: number;
  /** On the wall of its zone, as 09:30. */
  localTime: string;
  timeZone: string;
}

/** A full queue of a busy account: more weeks ahead nobody plans. */
const MOST_DAYS = 366;
const MINUTE = 60_000;
const minuteOf = (at: number) => Math.floor(at / MINUTE);
/** The first of January 1970 was a Thursday. */
const weekdayOf = (day: number) => ((day + 3) % 7) + 1;

/** The instants of an account's times after `from`, in order. A time that the clocks skip moves forward with them; of two the first counts. */
export function* slotInstants(slots: readonly Slot[], from: Date): Generator<Date> {
  const heads = slots.map((slot) => {
    const days = occurrences(slot, from.getTime());
    return { days, next: days.next() };
  });
  while (true) {
    const open = heads.filter(({ next }) => !next.done);
    if (open.length === 0) return;
    const first = open.reduce((least, each) => ((each.next.value as number) < (least.next.value as number) ? each : least));
    yield new Date(first.next.value as number);
    first.next = first.days.next();
  }
}

function* occurrences({ weekday, localTime, timeZone }: Slot, from: number): Generator<number> {
  const today = dayNumber(dateOfDay(Math.floor(wallOf(from, timeZone) / DAY)));
  for (let day = today; day < today + MOST_DAYS; day += 1) {
    if (weekdayOf(day) !== weekday) continue;
    const { at } = instantAt(wallNumber({ date: dateOfDay(day), time: localTime }), timeZone);
    if (at > from) yield at;
  }
}

/** The first `most` of an account's times without a post: none where it has no times, or none is free within a year. */
export function freeSlots(slots: readonly Slot[], taken: readonly Date[], from: Date, most: number): Date[] {
  const busy = new Set(taken.map((at) => minuteOf(at.getTime())));
  const free: Date[] = [];
  for (const at of slotInstants(slots, from)) {
    if (!busy.has(minuteOf(at.getTime()))) free.push(at);
    if (free.length === most) break;
  }
  return free;
}

export const nextFreeSlot = (slots: readonly Slot[], taken: readonly Date[], from: Date): Date | null => freeSlots(slots, taken, from, 1)[0] ?? null;
