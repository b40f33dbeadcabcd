import type { StoredEntry } from '#db/queries/calendar.ts';
import { ruleOfEntry, type StoredRecurrence, wallOfText } from '#app/domains/planning/entry-rule.ts';
import { isOccurrence } from '#app/domains/planning/recurrence.ts';
import { ruleWords } from '#app/domains/planning/recurrence-words.ts';
import type { EntryData } from '#app/domains/planning/ui/calendar/entry-page.tsx';
import type { EntryValues } from '#app/domains/planning/ui/calendar/entry-fields.tsx';
import { endValues, repeatValues } from '#app/domains/planning/ui/calendar/entry-values.ts';
import { dayWords } from '#app/domains/planning/ui/calendar/words.ts';
import { addDays, instantAt, wallNumber } from '#app/platform/time.ts';

/** The entry, or the one occurrence that the address names, as its page shows it; null where there is no such one. */
export function shownEntry(stored: StoredEntry, on: string | null): { entry: EntryData; values: EntryValues } | null {
  const rule = ruleOfEntry(stored);
  if (on !== null && !(rule && isOccurrence(rule, on))) return null;
  const own = on === null ? undefined : stored.exceptions?.find(({ occurrence }) => occurrence.startsWith(on));
  const base = wallOfText(stored.startsWall!);
  const wall = own?.startsWall ? wallOfText(own.startsWall) : { date: on ?? base.date, time: base.time };
  const at = new Date(instantAt(wallNumber(wall), stored.timeZone).at);
  const { isAllDay, durationMinutes, timeZone: zone } = stored;
  const endsAt = durationMinutes > 0 && !isAllDay ? new Date(at.getTime() + durationMinutes * 60_000).toISOString() : null;
  const last = addDays(wall.date, Math.max(1, Math.round(durationMinutes / 1440)) - 1);
  return {
    entry: {
      id: stored.id,
      revision: stored.revision,
      on,
      at: at.toISOString(),
      isAllDay,
      days: last === wall.date ? dayWords(wall.date, true) : `${dayWords(wall.date, true)} – ${dayWords(last, true)}`,
      status: own?.status ?? (stored.status as EntryData['status']),
      rule: rule && ruleWords({ ...rule, time: isAllDay ? null : rule.time }),
      itemId: own?.itemId ?? stored.itemId,
      item: own?.itemId ? null : stored.item,
      checklist: stored.checklist,
      isRemoved: stored.deletedAt !== null,
    },
    values: {
      title: stored.title,
      kind: stored.kind,
      status: own?.status ?? stored.status,
      calendarId: stored.calendarId ?? '',
      date: wall.date,
      time: isAllDay ? '09:00' : wall.time.slice(0, 5),
      ...endValues(wall.date, endsAt, zone, durationMinutes, isAllDay),
      zone,
      isAllDay,
      channel: stored.channel ?? '',
      ownerId: stored.ownerId ?? '',
      projectId: stored.projectId ?? '',
      campaignId: stored.campaignId ?? '',
      itemId: stored.itemId ?? '',
      tags: stored.tags.join(', '),
      checklist: stored.checklist.map(({ text, done }) => `${done ? '[x] ' : ''}${text}`).join('\n'),
      description: stored.description,
      ...repeatValues(stored.recurrence as StoredRecurrence | null),
    },
  };
}
