import { Link, useLocation } from '@remix-run/react';
import { CalendarPlus } from 'lucide-react';
import { useMemo } from 'react';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { collisionsOf, type Thing } from '../../scheduled.ts';
import { CalendarBar } from './calendar-bar.tsx';
import { CalendarFilters } from './calendar-filters.tsx';
import { CalendarViews } from './calendar-views.tsx';
import { Grid } from './grid.tsx';
import type { CalendarData } from './shown.ts';
import { ZoneLine } from './zone-line.tsx';

/** "Same hour as “Ferry story”". */
function clashesOf(things: readonly Thing[]): Map<string, string> {
  const timed = things.filter(({ days, kind, status }) => !days && kind !== 'note' && kind !== 'holiday' && status !== 'cancelled');
  const found = new Map<string, string>();
  for (const [index, thing] of timed.entries()) {
    const near = timed.slice(Math.max(0, index - 20), index + 20);
    const [other] = collisionsOf(thing, near);
    if (other) found.set(thing.key, `same hour as “${other.title.trim() || 'Untitled'}”`);
  }
  return found;
}

export function CalendarPage(data: CalendarData & { reply: unknown }) {
  const { shown, things, totals, choices, views, me, why, reply } = data;
  const { search } = useLocation();
  const colors = useMemo(() => new Map(choices.calendars.map(({ id, color }) => [id, color])), [choices.calendars]);
  const clashes = useMemo(() => clashesOf(things), [things]);
  return (
    <>
      <PageHeader
        above={
          <span className="flex flex-wrap gap-x-4 gap-y-1 print:hidden">
            <Link to="/calendar/calendars">Calendars and links</Link>
            {why.manage === null && <Link to="/calendar/import">Import</Link>}
            <Link to={`/calendar/export${search}`} reloadDocument>
              Export
            </Link>
          </span>
        }
        title="Calendar"
        action={
          <LinkButton to={`/calendar/new?date=${shown.date}&back=${encodeURIComponent(search)}`} tone="primary" icon={CalendarPlus}>
            New entry
          </LinkButton>
        }
      />
      <CalendarViews views={views} shown={shown} me={me} reply={reply} why={why.write} />
      <CalendarBar shown={shown} />
      <ZoneLine shown={shown} calendars={choices.calendars} />
      <CalendarFilters shown={shown} choices={choices} />
      <Grid shown={shown} things={things} totals={totals} colors={colors} clashes={clashes} search={search} why={why} choices={choices} />
    </>
  );
}
