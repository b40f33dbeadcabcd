import { useLocation, useSubmit } from '@remix-run/react';
import { useNow } from '#app/ui/now.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { zoneCity } from '#app/ui/zone-list.ts';
import { offsetName } from '#app/ui/zoned-time.ts';
import type { CalendarChoices, ShownCalendar } from './shown.ts';

/** On whose clocks the page reads, and the others that matter: the reader's, the organization's, each calendar's. */
export function ZoneLine({ shown, calendars }: { shown: ShownCalendar; calendars: CalendarChoices['calendars'] }) {
  const { person, organization } = useShell();
  const { search } = useLocation();
  const now = useNow();
  const submit = useSubmit();
  const owners = new Map<string, string[]>();
  const add = (zone: string, whose: string) => owners.set(zone, [...(owners.get(zone) ?? []), whose]);
  add(person.timeZone, 'yours');
  add(organization.timeZone, 'the organization’s');
  for (const { name, timeZone } of calendars) add(timeZone, name);
  if (!owners.has(shown.zone)) owners.set(shown.zone, []);
  const params = new URLSearchParams(withParams(search, { zone: null }));
  return (
    <form
      method="get"
      className="mb-3 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-soft"
      onChange={(event) => submit(new URLSearchParams([...params, ['zone', (event.target as HTMLSelectElement).value]]), { preventScrollReset: true })}
    >
      {Array.from(params, ([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor="calendar-zone">Times on the clocks of</label>
      <select id="calendar-zone" name="zone" defaultValue={shown.zone} key={shown.zone} className="calendar-zone">
        {Array.from(owners, ([zone, whose]) => (
          <option key={zone} value={zone}>
            {`${zoneCity(zone)}, ${offsetName(now, zone)}${whose.length > 0 ? ` (${whose.slice(0, 3).join(', ')}${whose.length > 3 ? ' …' : ''})` : ''}`}
          </option>
        ))}
      </select>
      <button type="submit" className="min-h-6 underline scripted:hidden">
        Show
      </button>
    </form>
  );
}
