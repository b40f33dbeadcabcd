import { CalendarClock, type LucideIcon } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import type { FormReply } from '#app/platform/form-reply.ts';
import { instantOf } from '#app/platform/time.ts';
import { DialogActions } from '#app/ui/dialog.tsx';
import { controlAttributes, FieldNotes } from '#app/ui/field.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { keptText, useField } from '#app/ui/form-context.ts';
import { MomentFields, type MomentText } from '#app/ui/moment-fields.tsx';
import { useNow } from '#app/ui/now.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Tick } from '#app/ui/tick.tsx';
import { absolute } from '#app/ui/zoned-time.ts';
import { addressOfItem } from '../address.ts';
import type { PublishProps } from './shown-publication.ts';

interface WhenFormProps extends Pick<PublishProps, 'item' | 'live'> {
  intent: 'publish' | 'unpublish';
  title: string;
  icon: LucideIcon;
  answered: FormReply | undefined;
  cancel: ReactNode;
}

const WORDS = {
  publish: { now: 'Right away', nowHint: 'Readers have it within a second.', laterHint: 'It goes out by itself, to the second.', later: 'Schedule for' },
  unpublish: { now: 'Right away', nowHint: 'Its address answers that it is gone.', laterHint: 'It stays up until then.', later: 'Take down on' },
} as const;

/** What, and when. The button says what its press will do. */
export function WhenForm({ item, live, intent, title, icon, answered, cancel }: WhenFormProps) {
  const { organization, person } = useShell();
  const [later, setLater] = useState(answered?.values.when === 'later');
  const [moment, setMoment] = useState<MomentText | null>(null);
  const keepMoment = useCallback((chosen: MomentText) => setMoment(chosen), []);
  const now = useNow();
  const meant = later && moment ? instantOf(moment, moment.zone) : null;
  const words = WORDS[intent];
  return (
    <Form action={`/content/${item.id}`} reply={answered} organizationId={organization.id} preventScrollReset className="group/when grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4" onChange={(event) => event.target instanceof HTMLInputElement && event.target.name === 'when' && setLater(event.target.value === 'later')}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="itemId" value={item.id} />
      <input type="hidden" name="revision" value={live.revision} />
      {intent === 'publish' && <WhatGoesOut item={item} live={live} />}
      <When now={words.now} nowHint={words.nowHint} nowIcon={icon} laterHint={words.laterHint} />
      {/* By the style sheet, so that it unfolds where no script runs as well. */}
      <div className="hidden group-has-[[value=later]:checked]/when:block">
        <MomentFields zone={person.timeZone} onChange={keepMoment} />
      </div>
      <DialogActions>
        {cancel}
        <SubmitButton icon={later ? CalendarClock : icon}>{!later ? title : meant?.ok && moment ? `${words.later} ${absolute(meant.value.at, moment.zone, now)}` : 'Schedule'}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

function When({ now, nowHint, nowIcon, laterHint }: { now: string; nowHint: string; nowIcon: LucideIcon; laterHint: string }) {
  const field = useField('when');
  const chosen = keptText(field, 'now');
  const { 'aria-describedby': _none, ...attributes } = controlAttributes(field, null);
  const choices = [
    { value: 'now', label: now, hint: nowHint, icon: nowIcon },
    { value: 'later', label: 'Later', hint: laterHint, icon: CalendarClock },
  ];
  return (
    <fieldset data-starts-here className="@container">
      <legend className="mb-1.5 font-medium">When</legend>
      <div className="grid gap-2 @sm:grid-cols-2">
        {choices.map(({ value, label, hint, icon: Icon }) => (
          <label key={value} htmlFor={`${field.id}-${value}`} className="flex cursor-pointer items-start gap-2.5 rounded-md border border-rule-strong bg-paper p-3 has-checked:border-accent has-checked:bg-accent-wash">
            <Tick key={chosen} type="radio" {...attributes} id={`${field.id}-${value}`} name="when" value={value} defaultChecked={value === chosen} aria-labelledby={`${field.id}-${value}-name`} aria-describedby={`${field.id}-${value}-about`} className="mt-1" />
            <span className="grid gap-0.5">
              <span id={`${field.id}-${value}-name`} className="inline-flex items-center gap-1.5 font-medium">
                {label} <Icon size={14} aria-hidden className="text-ink-soft" />
              </span>
              <span id={`${field.id}-${value}-about`} className="text-sm text-ink-soft">
                {hint}
              </span>
            </span>
          </label>
        ))}
      </div>
      <FieldNotes field={field} />
    </fieldset>
  );
}

/** The piece as readers will find it, and what they will not find. */
function WhatGoesOut({ item, live }: Pick<PublishProps, 'item' | 'live'>) {
  const { organization } = useShell();
  const missing = [item.excerpt.trim() === '' && 'an excerpt', item.coverAssetId === null && 'a cover', item.categoryId === null && 'a category'].filter((each) => each !== false);
  return (
    <div className="grid gap-1 rounded-md bg-well px-3 py-2.5 text-sm">
      <p lang={item.language} dir="auto" className="line-clamp-2 font-serif text-lg leading-snug">
        {item.title}
      </p>
      <p className="break-all text-ink-soft">{addressOfItem(organization.slug, item.slug)}</p>
      <p className="text-ink-soft">
        Revision {live.revision}
        {missing.length > 0 && `, without ${missing.length > 1 ? `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}` : missing[0]}`}
      </p>
    </div>
  );
}
