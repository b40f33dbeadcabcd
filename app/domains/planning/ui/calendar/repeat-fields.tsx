import { dayNumber, isDate } from '#app/platform/time.ts';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { DAYS, MONTHS } from '#app/ui/zoned-time.ts';
import { WEEKDAYS } from '../../recurrence.ts';
import type { EntryValues } from './entry-fields.tsx';

const NTH = ['first', 'second', 'third', 'fourth', 'last'];

/** The choices speak of the day that was chosen: "on the third Tuesday of a month". */
function choicesOn(date: string) {
  const known = isDate(date) ? date : '2026-01-01';
  const day = Number(known.slice(8, 10));
  const weekday = DAYS[(dayNumber(known) + 4) % 7]!;
  const month = MONTHS[Number(known.slice(5, 7)) - 1]!;
  return [
    { value: 'no', label: 'Once' },
    { value: 'day', label: 'Every day' },
    { value: 'weekday', label: 'Every weekday' },
    { value: 'week', label: 'Every week, on chosen days' },
    { value: 'month-day', label: day > 28 ? `Every month on the ${day}th, or its last day` : `Every month on day ${day}` },
    { value: 'month-nth', label: `Every month on the ${NTH[Math.min(Math.ceil(day / 7), 5) - 1]} ${weekday}` },
    { value: 'year', label: `Every year on ${day} ${month}` },
  ];
}

/** How it repeats, in wall-clock time. The style sheet unfolds what applies, so that it does where no script runs as well; the rest is not read. */
export function RepeatFields({ values, date }: { values: Pick<EntryValues, 'repeats' | 'interval' | 'weekdays' | 'ends' | 'until' | 'count'>; date: string }) {
  return (
    <fieldset className="group/repeats @container grid min-w-0 gap-3">
      <legend className="sr-only">Repeats</legend>
      <div className="grid items-start gap-3 @md:grid-cols-2">
        <SelectField name="repeats" label="Repeats" options={choicesOn(date)} defaultValue={values.repeats} />
        <div className="group-has-[[value=no]:checked]/repeats:hidden group-has-[[value=weekday]:checked]/repeats:hidden">
          <TextField name="interval" label="Each so many" type="number" min={1} max={999} defaultValue={values.interval} hint="1 is each one, 2 every second." />
        </div>
      </div>
      <p className="hidden text-sm text-ink-soft unscripted:block">Months and years go by the day that you choose, whatever day stands here.</p>
      <div className="hidden group-has-[[value=week]:checked]/repeats:block">
        <CheckboxGroupField name="weekdays[]" label="On" columns options={WEEKDAYS.map((value, index) => ({ value, label: DAYS[(index + 1) % 7]! }))} defaultValue={values.weekdays} />
      </div>
      <div className="grid items-start gap-3 group-has-[[value=no]:checked]/repeats:hidden @md:grid-cols-2">
        <SelectField
          name="ends"
          label="Ends"
          options={[
            { value: 'never', label: 'Never' },
            { value: 'until', label: 'On a day' },
            { value: 'count', label: 'After a number of times' },
          ]}
          defaultValue={values.ends}
        />
        <div className="hidden group-has-[[value=until]:checked]/repeats:block">
          <TextField name="until" label="Last day" type="date" defaultValue={values.until} />
        </div>
        <div className="hidden group-has-[[value=count]:checked]/repeats:block">
          <TextField name="count" label="Times" type="number" min={1} max={10_000} defaultValue={values.count} />
        </div>
      </div>
    </fieldset>
  );
}
