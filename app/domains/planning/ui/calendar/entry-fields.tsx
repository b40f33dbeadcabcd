import { useState } from 'react';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TimeZoneField } from '#app/ui/time-zone-field.tsx';
import { useNow } from '#app/ui/now.tsx';
import { instantOf } from '#app/platform/time.ts';
import { inZones, relative, resolutionNote } from '#app/ui/zoned-time.ts';
import { CHANNEL_WORDS, CHANNELS } from '../../channel.ts';
import { ENTRY_STATUS_WORDS, ENTRY_STATUSES } from '../../entry-status.ts';
import type { Repeats } from '../../calendar-inputs.ts';
import { RepeatFields } from './repeat-fields.tsx';
import type { CalendarChoices } from './shown.ts';

/** An entry as its form shows it: every field as text. */
export interface EntryValues {
  title: string;
  kind: string;
  status: string;
  calendarId: string;
  date: string;
  time: string;
  endDate: string;
  endTime: string;
  zone: string;
  isAllDay: boolean;
  channel: string;
  ownerId: string;
  projectId: string;
  campaignId: string;
  itemId: string;
  tags: string;
  checklist: string;
  description: string;
  repeats: Repeats;
  interval: number;
  weekdays: string[];
  ends: 'never' | 'until' | 'count';
  until: string;
  count: number;
}

const named = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
const KINDS = [
  { value: 'entry', label: 'Entry: someone’s work' },
  { value: 'note', label: 'Note: good to know' },
  { value: 'holiday', label: 'Holiday' },
];

/** All of an entry: what, when, and whose. The moment is told on every clock that matters while it is typed. */
export function EntryFields({ values, choices }: { values: EntryValues; choices: CalendarChoices }) {
  const [when, setWhen] = useState({ date: values.date, time: values.time, zone: values.zone });
  const [isAllDay, setAllDay] = useState(values.isAllDay);
  const change = (name: string, value: string) => setWhen((before) => ({ ...before, [name]: value }));
  // One that was removed, or that the list has no room for, is not lost by saving something else.
  const isOffered = values.campaignId === '' || choices.campaigns.some(({ id }) => id === values.campaignId);
  const campaigns = isOffered ? choices.campaigns : [...choices.campaigns, { id: values.campaignId, name: 'The campaign that it has' }];
  return (
    <>
      <TextField name="title" label="Title" defaultValue={values.title} required maxLength={200} autoComplete="off" />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField name="calendarId" label="Calendar" options={named(choices.calendars)} defaultValue={values.calendarId} />
        <SelectField name="kind" label="What it is" options={KINDS} defaultValue={values.kind} />
      </div>
      <fieldset className="grid gap-3" onInput={(event) => event.target instanceof HTMLInputElement && change(event.target.name, event.target.value)} onChange={(event) => (event.target as HTMLInputElement).name === 'isAllDay' && setAllDay((event.target as HTMLInputElement).checked)}>
        <legend className="sr-only">When</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField name="date" label="Day" type="date" defaultValue={values.date} required />
          {!isAllDay && <TextField name="time" label="Time" type="time" step={60} defaultValue={values.time} />}
          <TextField name="endDate" label="Until day" optional type="date" defaultValue={values.endDate} />
          {!isAllDay && <TextField name="endTime" label="Until" optional type="time" step={60} defaultValue={values.endTime} />}
        </div>
        <CheckboxField name="isAllDay" label="The whole day" defaultChecked={values.isAllDay} />
        <TimeZoneField name="zone" label="On the clocks of" defaultValue={values.zone} onChange={(event) => change('zone', event.currentTarget.value)} />
        {!isAllDay && <Meaning {...when} />}
      </fieldset>
      <RepeatFields values={values} date={when.date} />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <SelectField name="ownerId" label="Owner" placeholder="Nobody yet" options={named(choices.people)} defaultValue={values.ownerId} />
        <SelectField name="status" label="Status" options={ENTRY_STATUSES.map((value) => ({ value, label: ENTRY_STATUS_WORDS[value] }))} defaultValue={values.status} />
        <SelectField name="channel" label="Channel" placeholder="None" options={CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] }))} defaultValue={values.channel} />
        <SelectField name="projectId" label="Project" placeholder="None" options={named(choices.projects)} defaultValue={values.projectId} />
        {campaigns.length > 0 && <SelectField name="campaignId" label="Campaign" placeholder="None" options={named(campaigns)} defaultValue={values.campaignId} />}
        <TextField name="tags" label="Tags" optional defaultValue={values.tags} hint="With commas between them." autoComplete="off" />
      </div>
      <TextAreaField name="checklist" label="Checklist" optional rows={3} defaultValue={values.checklist} hint="One point a line." />
      <TextAreaField name="description" label="Notes" optional rows={3} maxLength={5000} defaultValue={values.description} />
      <input type="hidden" name="itemId" value={values.itemId} />
    </>
  );
}

function Meaning({ date, time, zone }: { date: string; time: string; zone: string }) {
  const { organization, person } = useShell();
  const now = useNow();
  const meant = instantOf({ date, time }, zone);
  if (!meant.ok) return null;
  const { at, how } = meant.value;
  const note = resolutionNote(how, time, at, zone);
  return (
    <div aria-live="polite" className="grid gap-1 rounded-md bg-well px-3 py-2 text-sm">
      <p className="font-medium">{relative(at, now)}</p>
      {inZones(at, now, { reader: person.timeZone, organization: organization.timeZone, schedule: zone }).map((line) => (
        <p key={line.zone} className="text-ink-soft">
          {line.whose}: <span className="text-ink tabular-nums">{line.time}</span> ({line.name})
        </p>
      ))}
      {note && <p className="text-waiting">{note}</p>}
    </div>
  );
}
