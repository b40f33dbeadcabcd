import { addDays } from '#app/platform/time.ts';
import { zonedParts } from '#app/ui/zoned-time.ts';
import type { Repeats } from '../../calendar-inputs.ts';
import type { StoredRecurrence } from '../../entry-rule.ts';
import type { EntryValues } from './entry-fields.tsx';

const two = (value: number) => String(value).padStart(2, '0');

export const NO_VALUES: Omit<EntryValues, 'calendarId' | 'date' | 'zone'> = {
  title: '', kind: 'entry', status: 'planned', time: '09:00', endDate: '', endTime: '', isAllDay: false, channel: '', ownerId: '', projectId: '', campaignId: '', itemId: '', tags: '', checklist: '', description: '',
  repeats: 'no', interval: 1, weekdays: [], ends: 'never', until: '', count: 10,
};

/** How a kept rule is chosen in the form. */
export function repeatValues(recurrence: StoredRecurrence | null): Pick<EntryValues, 'repeats' | 'interval' | 'weekdays' | 'ends' | 'until' | 'count'> {
  if (!recurrence) return { repeats: 'no', interval: 1, weekdays: [], ends: 'never', until: '', count: 10 };
  const { pattern, ends } = recurrence;
  const weekdays = pattern.every === 'week' ? [...pattern.weekdays] : [];
  const isWorking = pattern.every === 'week' && pattern.interval === 1 && weekdays.join() === 'MO,TU,WE,TH,FR';
  const repeats: Repeats = isWorking ? 'weekday' : pattern.every === 'month' ? ('nth' in pattern.on ? 'month-nth' : 'month-day') : pattern.every;
  return {
    repeats, interval: pattern.interval, weekdays,
    ends: !ends ? 'never' : 'until' in ends ? 'until' : 'count',
    until: ends && 'until' in ends ? ends.until : '',
    count: ends && 'count' in ends ? ends.count : 10,
  };
}

/** Where an entry ends, as its form shows it: empty where it has no length. */
export function endValues(date: string, endsAt: string | null, zone: string, durationMinutes: number, isAllDay: boolean): Pick<EntryValues, 'endDate' | 'endTime'> {
  if (isAllDay) {
    const last = addDays(date, Math.max(1, Math.round(durationMinutes / 1440)) - 1);
    return { endDate: last === date ? '' : last, endTime: '' };
  }
  if (!endsAt || durationMinutes === 0) return { endDate: '', endTime: '' };
  const end = zonedParts(new Date(endsAt), zone);
  const endDate = `${end.year}-${two(end.month)}-${two(end.day)}`;
  return { endDate: endDate === date ? '' : endDate, endTime: `${two(end.hour)}:${two(end.minute)}` };
}
