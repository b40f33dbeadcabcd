import { addDays } from '#app/platform/time.ts';
import { todayIn } from './calendar-window.ts';
import { columnOf, isAutomatic, type Thing } from './scheduled.ts';

/** Nobody makes up for what was left lying longer. */
export const OVERDUE_DAYS = 14;
const OUT_DAYS = 7;

export interface TodayPlan {
  /** Open still although their day is over, the oldest first. */
  overdue: Thing[];
  due: Thing[];
  /** What readers got in the last week, the newest first. */
  out: Thing[];
}

/** Of a repeated entry the last one up to today: it took the place of those before, ticked or not. Last week's meeting is not held twice. */
function latestOfEach(things: readonly Thing[], today: string, dayOf: (thing: Thing) => string): Map<string, string> {
  const past = things.filter((thing) => thing.on !== null && dayOf(thing) <= today).sort((a, b) => (a.at < b.at ? -1 : 1));
  return new Map(past.map(({ id, key }) => [id, key]));
}

/** What a day asks for, on the clock of whoever reads it. Notes and holidays ask for nothing. */
export function todayPlan(things: readonly Thing[], now: Date, zone: string): TodayPlan {
  const today = todayIn(now, zone);
  const dayOf = (thing: Thing) => thing.days?.last ?? todayIn(new Date(thing.at), zone);
  const open = things.filter((thing) => (thing.kind === 'entry' || thing.status === 'scheduled') && ['planned', 'in_progress'].includes(columnOf(thing)));
  const since = addDays(today, -OUT_DAYS);
  const out = things.filter((thing) => isAutomatic(thing) && thing.status === 'done' && thing.kind !== 'unpublish' && dayOf(thing) >= since);
  const latest = latestOfEach(things, today, dayOf);
  return {
    // A publication or a post that is late stands among what needs someone, with its reason.
    overdue: open.filter((thing) => !isAutomatic(thing) && dayOf(thing) < today && dayOf(thing) >= addDays(today, -OVERDUE_DAYS) && (thing.on === null || latest.get(thing.id) === thing.key)).sort((a, b) => (a.at < b.at ? -1 : 1)),
    due: open.filter((thing) => (thing.days ? thing.days.first <= today && thing.days.last >= today : dayOf(thing) === today)),
    out: out.sort((a, b) => (a.at < b.at ? 1 : -1)),
  };
}
