import { Link } from '@remix-run/react';
import { withParams } from '#app/ui/search-params.ts';
import { absolute } from '#app/ui/zoned-time.ts';
import { useNow } from '#app/ui/now.tsx';
import { ENTRY_STATUS_WORDS, ENTRY_STATUSES } from '../../entry-status.ts';
import { byMoment, columnOf, daysOf, type Thing } from '../../scheduled.ts';
import { daysOfView } from '../../calendar-window.ts';
import type { GridProps } from './grid.tsx';
import { whyNotMove } from './moves.ts';
import { ThingLink } from './thing-link.tsx';
import { shortDay } from './words.ts';

/** A month's work by how far it is. */
export function Board({ shown, things, totals, colors, clashes, search, picked, why, people }: GridProps & { people: ReadonlyMap<string, string> }) {
  const now = useNow();
  const days = daysOfView('board', shown.date, shown.zone);
  const here = things.filter((thing) => thing.kind !== 'note' && thing.kind !== 'holiday' && daysOf(thing, days).length > 0).sort(byMoment);
  const when = (thing: Thing) => (thing.days ? shortDay(thing.days.first) : absolute(new Date(thing.at), shown.zone, now));
  return (
    <div className="calendar-columns">
      {ENTRY_STATUSES.map((status) => {
        const own = here.filter((thing) => columnOf(thing) === status);
        const more = (totals[status] ?? 0) - own.length;
        return (
          <section key={status} aria-label={ENTRY_STATUS_WORDS[status]} data-cell data-row="0" data-status={status} className="calendar-column">
            <h3 className="calendar-column-name">
              {ENTRY_STATUS_WORDS[status]} <span className="text-ink-faint tabular-nums">{Math.max(totals[status] ?? 0, own.length)}</span>
            </h3>
            <ul className="grid gap-1.5">
              {own.map((thing) => (
                <li key={thing.key} className="calendar-card">
                  <ThingLink thing={thing} zone={shown.zone} color={colors.get(thing.calendarId ?? '')} clash={clashes.get(thing.key)} isPicked={picked === thing.key} isMovable={whyNotMove(thing, why, true) === null} />
                  <span className="calendar-facts">{[when(thing), thing.ownerId && people.get(thing.ownerId), thing.points > 0 && `${thing.done} of ${thing.points} done`].filter(Boolean).join(' · ')}</span>
                </li>
              ))}
            </ul>
            {own.length === 0 && <p className="px-1 text-sm text-ink-faint">Nothing here.</p>}
            {more > 0 && (
              <Link to={withParams(search, { view: 'agenda', status })} data-stop className="calendar-more">
                + {more} more
              </Link>
            )}
          </section>
        );
      })}
    </div>
  );
}
