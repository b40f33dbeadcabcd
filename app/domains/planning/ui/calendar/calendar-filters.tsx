import { Form, useSubmit } from '@remix-run/react';
import { FilterChips } from '#app/ui/filter-chips.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { CHANNEL_WORDS, CHANNELS } from '../../channel.ts';
import { ENTRY_STATUS_WORDS, ENTRY_STATUSES } from '../../entry-status.ts';
import type { CalendarChoices, ShownCalendar } from './shown.ts';

interface FiltersProps {
  shown: ShownCalendar;
  choices: CalendarChoices;
}

const named = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** What is left out stands in the address, and as chips below: each a press away from coming back. */
export function CalendarFilters({ shown, choices }: FiltersProps) {
  const submit = useSubmit();
  const { view, date, zone, today } = shown;
  const kept = { view: view === 'month' ? '' : view, date: date === today ? '' : date, zone };
  return (
    <search className="mb-3 print:hidden">
      <Form
        method="get"
        preventScrollReset
        className="grid grid-cols-[repeat(auto-fit,minmax(8.25rem,1fr))] gap-2"
        onChange={(event) => {
          const form = new FormData(event.currentTarget);
          submit(new URLSearchParams(Array.from(form, ([name, value]) => [name, String(value)] as [string, string]).filter(([, value]) => value !== '')), { preventScrollReset: true });
        }}
      >
        {Object.entries(kept).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
        {choices.calendars.length > 1 && <SelectField name="calendar" label="Calendar" hideLabel placeholder="All calendars" options={named(choices.calendars)} defaultValue={shown.calendar ?? ''} />}
        {choices.projects.length > 0 && <SelectField name="project" label="Project" hideLabel placeholder="Any project" options={named(choices.projects)} defaultValue={shown.project ?? ''} />}
        {choices.campaigns.length > 0 && <SelectField name="campaign" label="Campaign" hideLabel placeholder="Any campaign" options={named(choices.campaigns)} defaultValue={shown.campaign ?? ''} />}
        <SelectField name="channel" label="Channel" hideLabel placeholder="Any channel" options={CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] }))} defaultValue={shown.channel ?? ''} />
        <SelectField name="person" label="Person" hideLabel placeholder="Anyone" options={named(choices.people)} defaultValue={shown.person ?? ''} />
        <SelectField name="status" label="Status" hideLabel placeholder="Any status" options={ENTRY_STATUSES.map((value) => ({ value, label: ENTRY_STATUS_WORDS[value] }))} defaultValue={shown.status ?? ''} />
        {choices.tags.length > 0 && <SelectField name="tag" label="Tag" hideLabel placeholder="Any tag" options={named(choices.tags)} defaultValue={shown.tag ?? ''} />}
        <button type="submit" className="min-h-8 justify-self-start underline scripted:hidden">
          Show
        </button>
      </Form>
      <Chips shown={shown} choices={choices} />
    </search>
  );
}

function Chips({ shown, choices }: FiltersProps) {
  const nameOf = (list: readonly { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? 'gone';
  const { calendar, project, campaign, channel, person, status, tag } = shown;
  const chips = [
    ...(calendar ? [{ name: 'calendar', value: calendar, label: `Calendar: ${nameOf(choices.calendars, calendar)}` }] : []),
    ...(project ? [{ name: 'project', value: project, label: `Project: ${nameOf(choices.projects, project)}` }] : []),
    ...(campaign ? [{ name: 'campaign', value: campaign, label: `Campaign: ${nameOf(choices.campaigns, campaign)}` }] : []),
    ...(channel ? [{ name: 'channel', value: channel, label: `Channel: ${CHANNEL_WORDS[channel as keyof typeof CHANNEL_WORDS]}` }] : []),
    ...(person ? [{ name: 'person', value: person, label: `Person: ${nameOf(choices.people, person)}` }] : []),
    ...(status ? [{ name: 'status', value: status, label: `Status: ${ENTRY_STATUS_WORDS[status].toLowerCase()}` }] : []),
    ...(tag ? [{ name: 'tag', value: tag, label: `Tag: ${nameOf(choices.tags, tag)}` }] : []),
  ];
  return <FilterChips filters={chips} />;
}
