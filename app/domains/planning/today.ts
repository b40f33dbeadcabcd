import { todayIn } from './calendar-window.ts';
import { columnOf, isPublication, type Thing } from './scheduled.ts';

export const TODAY_DAYS_BACK = 7;

export interface TodayPlan {
  /** Open still although their day is over, the oldest first. */
  overdue: Thing[];
  due: Thing[];
  /** What readers got in the last week, the newest first. */
  out: Thing[];
}

/** What a day asks for, on the clock of whoever reads it. Notes and holidays ask for nothing. */
export function todayPlan(things: readonly Thing[], now: Date, zone: string): TodayPlan {
  const today = todayIn(now, zone);
  const dayOf = (thing: Thing) => thing.days?.last ?? todayIn(new Date(thing.at), zone);
  const open = things.filter((thing) => (thing.kind === 'entry' || thing.status === 'scheduled') && ['planned', 'in_progress'].includes(columnOf(thing)));
  const out = things.filter((thing) => isPublication(thing) && thing.status === 'done' && thing.kind === 'publish');
  return {
    // A publication that is late stands among what needs someone, with its reason.
    overdue: open.filter((thing) => !isPublication(thing) && dayOf(thing) < today).sort((a, b) => (a.at < b.at ? -1 : 1)),
    due: open.filter((thing) => (thing.days ? thing.days.first <= today && thing.days.last >= today : dayOf(thing) === today)),
    out: out.sort((a, b) => (a.at < b.at ? 1 : -1)),
  };
}
