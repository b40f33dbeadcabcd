import { Plus } from 'lucide-react';
import { useState } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button } from '#app/ui/button.tsx';
import { CONTROL_LOOK } from '#app/ui/field.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { TimeZoneField } from '#app/ui/time-zone-field.tsx';
import { DAYS } from './account-words.tsx';

export interface ShownSlot {
  weekday: number;
  localTime: string;
  timeZone: string;
}

interface SlotsFormProps {
  accountId: string;
  slots: readonly ShownSlot[];
  /** The first of them without a post. */
  nextFree: string | null;
  whyNot: string | null;
  reply: unknown;
}

/** A week, a column a day: each time is a field of its own, and an emptied one goes. */
export function SlotsForm({ accountId, slots, nextFree, whyNot, reply }: SlotsFormProps) {
  const { organization, person } = useShell();
  const refused = replyTo(reply, 'slots');
  const timesOf = (weekday: number) => (refused ? [refused.values[`times${weekday}`] ?? []].flat() : slots.filter((slot) => slot.weekday === weekday).map(({ localTime }) => localTime));
  return (
    <Form reply={refused} organizationId={organization.id} className="grid gap-5">
      <input type="hidden" name="intent" value="slots" />
      <input type="hidden" name="accountId" value={accountId} />
      <div className="grid gap-x-3 gap-y-4 sm:grid-cols-4 xl:grid-cols-7">
        {DAYS.map((day, index) => (
          <DayTimes key={day} day={day} name={`times${index + 1}[]`} times={timesOf(index + 1)} whyNot={whyNot} />
        ))}
      </div>
      <div className="max-w-xl">
        <TimeZoneField name="timeZone" label="Time zone" defaultValue={slots[0]?.timeZone ?? organization.timeZone} hint="The times are those on a clock there, in summer and in winter." />
      </div>
      {slots.length > 0 && (
        <p className="text-ink-soft">
          {nextFree ? (
            <>
              The next free time is <Time at={nextFree} zone={person.timeZone} otherZone={slots[0]!.timeZone} />.
            </>
          ) : (
            'Every time of the coming year has a post.'
          )}
        </p>
      )}
      <FormActions>
        <SubmitButton whyNot={whyNot}>Save the times</SubmitButton>
      </FormActions>
    </Form>
  );
}

function DayTimes({ day, name, times, whyNot }: { day: string; name: string; times: readonly string[]; whyNot: string | null }) {
  const [lines, setLines] = useState(times.length + 1);
  return (
    <fieldset className="grid content-start gap-1.5">
      <legend className="mb-1.5 font-medium">{day}</legend>
      <input type="hidden" name={name} value="" />
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <input key={line} type="time" name={name} defaultValue={times[line] ?? ''} aria-label={`${day}, time ${line + 1}`} readOnly={whyNot !== null} className={CONTROL_LOOK} />
      ))}
      {whyNot === null && (
        <Button tone="quiet" size="small" icon={Plus} onClick={() => setLines(lines + 1)} aria-label={`Another time on ${day}`} className="justify-self-start unscripted:hidden">
          Another
        </Button>
      )}
    </fieldset>
  );
}
