import { CalendarClock, ListEnd, Send } from 'lucide-react';
import { repeatValues } from '#app/domains/planning/ui/calendar/entry-values.ts';
import { RepeatFields } from '#app/domains/planning/ui/calendar/repeat-fields.tsx';
import { FieldNotes } from '#app/ui/field.tsx';
import { useField } from '#app/ui/form-context.ts';
import { MomentFields, type MomentText } from '#app/ui/moment-fields.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Tick } from '#app/ui/tick.tsx';
import { Time } from '#app/ui/time.tsx';
import type { Repeats } from '../../composing/repeats.ts';
import type { ChosenAccount } from './composed.ts';

export type WhenChoice = 'now' | 'later' | 'slots';

interface WhenFieldProps {
  when: WhenChoice;
  at: string | null;
  zone: string;
  chosen: readonly ChosenAccount[];
  /** How it repeats at present, and the day that is chosen now. */
  recurrence: Repeats | null;
  date: string;
  onWhen: (when: WhenChoice) => void;
  onMoment: (moment: MomentText) => void;
}

const CHOICES = [
  { value: 'now', label: 'Right away', icon: Send },
  { value: 'later', label: 'At a time', icon: CalendarClock },
  { value: 'slots', label: 'Next free slot', icon: ListEnd },
] as const;

/** When it goes out: by one clock for all, or by each account's own posting times. */
export function WhenField({ when, at, zone, chosen, recurrence, date, onWhen, onMoment }: WhenFieldProps) {
  const field = useField('when');
  const { person, organization } = useShell();
  return (
    <fieldset className="group/when grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <legend className="mb-2 text-lg font-serif">When</legend>
      <div className="grid gap-1.5">
        {CHOICES.map(({ value, label, icon: Icon }) => (
          <label key={value} htmlFor={`${field.id}-${value}`} className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md border border-rule-strong bg-paper px-2.5 py-1 has-checked:border-accent has-checked:bg-accent-wash">
            <Tick type="radio" id={`${field.id}-${value}`} name="when" value={value} checked={when === value} onChange={() => onWhen(value)} />
            <Icon size={14} aria-hidden className="text-ink-soft" />
            {label}
          </label>
        ))}
      </div>
      <FieldNotes field={field} />
      {/* By the style sheet, so that it unfolds where no script runs as well. */}
      <div className="hidden gap-3 group-has-[[value=later]:checked]/when:grid">
        <MomentFields at={at} zone={zone} onChange={onMoment} />
        <RepeatFields values={repeatValues(recurrence)} date={date} />
      </div>
      {when === 'slots' && (
        <ul className="grid gap-1 text-sm">
          {chosen.map((account) => (
            <li key={account.id} className="flex flex-wrap justify-between gap-x-3">
              <span className="truncate">{account.name}</span>
              {account.nextSlot ? <Time at={account.nextSlot} zone={person.timeZone} otherZone={organization.timeZone} /> : <span className="text-waiting">No posting times yet</span>}
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
