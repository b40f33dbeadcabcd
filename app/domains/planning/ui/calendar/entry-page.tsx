import { Link } from '@remix-run/react';
import { PenLine } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { inZones } from '#app/ui/zoned-time.ts';
import { useNow } from '#app/ui/now.tsx';
import { ENTRY_STATUS_WORDS, ENTRY_STATUSES, type EntryStatus } from '../../entry-status.ts';
import { EntryFields, type EntryValues } from './entry-fields.tsx';
import type { CalendarChoices } from './shown.ts';
import { shortDay } from './words.ts';

export interface EntryData {
  id: string;
  revision: number;
  /** The occurrence that is looked at, of a repeated one. */
  on: string | null;
  at: string;
  isAllDay: boolean;
  days: string;
  status: EntryStatus;
  rule: string | null;
  itemId: string | null;
  item: string | null;
  checklist: { id: string; text: string; done: boolean }[];
  isRemoved: boolean;
}

interface EntryPageProps {
  entry: EntryData;
  values: EntryValues;
  choices: CalendarChoices;
  why: { write: string | null; begin: string | null };
  reply: unknown;
}

const SCOPES = [
  { value: 'this', label: 'Only this one' },
  { value: 'following', label: 'This and all that follow' },
  { value: 'all', label: 'All of them' },
];

/** One entry: how it stands and what is left to do at the top, everything that can be said of it below. */
export function EntryPage({ entry, values, choices, why, reply }: EntryPageProps) {
  const { organization } = useShell();
  const back = `/calendar?date=${entry.on ?? values.date}`;
  const changing = replyTo(reply, 'change');
  return (
    <div className="max-w-3xl">
      <PageHeader above={<Link to={back}>Calendar</Link>} title={<span dir="auto">{values.title}</span>} lead={<When entry={entry} zone={values.zone} />} />
      {entry.isRemoved ? (
        <Gone entry={entry} back={back} />
      ) : (
        <>
          <Section title="How far" lead={entry.on && entry.rule ? `Of this one, ${shortDay(entry.on)}.` : undefined}>
            <Steps entry={entry} why={why.write} reply={replyTo(reply, 'status')} />
          </Section>
          {values.kind === 'entry' && (
            <Section title="The piece" lead="What is written for it.">
              <Piece entry={entry} why={why.begin} reply={replyTo(reply, 'begin')} />
            </Section>
          )}
          {entry.checklist.length > 0 && (
            <Section title="Checklist" lead={`${entry.checklist.filter((point) => point.done).length} of ${entry.checklist.length} done.`}>
              <Checklist entry={entry} why={why.write} />
            </Section>
          )}
          <Section title="The entry" lead={entry.rule ?? undefined}>
            <Form reply={changing} organizationId={organization.id} key={entry.revision}>
              <input type="hidden" name="intent" value="change" />
              <Naming entry={entry} />
              {entry.on && <RadioField name="scope" label="What this changes" options={SCOPES} defaultValue="this" />}
              <EntryFields values={values} choices={choices} />
              <FormActions>
                <SubmitButton whyNot={why.write}>Save</SubmitButton>
              </FormActions>
            </Form>
          </Section>
          <Section title="Take it out" lead="It can be put back.">
            <Form reply={replyTo(reply, 'remove')} organizationId={organization.id} className="flex flex-wrap gap-2">
              <input type="hidden" name="intent" value="remove" />
              <input type="hidden" name="back" value={back} />
              <Naming entry={entry} />
              {entry.on ? (
                SCOPES.map(({ value, label }) => (
                  <SubmitButton key={value} tone="secondary" name="scope" value={value} whyNot={why.write}>
                    {label}
                  </SubmitButton>
                ))
              ) : (
                <SubmitButton tone="secondary" whyNot={why.write}>
                  Take it out of the calendar
                </SubmitButton>
              )}
            </Form>
          </Section>
        </>
      )}
    </div>
  );
}

function Naming({ entry }: { entry: EntryData }) {
  return (
    <>
      <input type="hidden" name="entryId" value={entry.id} />
      <input type="hidden" name="revision" value={entry.revision} />
      {entry.on && <input type="hidden" name="occurrence" value={entry.on} />}
    </>
  );
}

/** The moment on every clock that matters. */
function When({ entry, zone }: { entry: EntryData; zone: string }) {
  const { person, organization } = useShell();
  const now = useNow();
  if (entry.isAllDay) return <>{entry.days}</>;
  return (
    <span className="grid">
      {inZones(new Date(entry.at), now, { reader: person.timeZone, organization: organization.timeZone, schedule: zone }).map((line) => (
        <span key={line.zone}>
          <span className="text-ink tabular-nums">{line.time}</span> {line.name} · {line.whose.toLowerCase()}
        </span>
      ))}
    </span>
  );
}

function Steps({ entry, why, reply }: { entry: EntryData; why: string | null; reply: unknown }) {
  const { organization } = useShell();
  return (
    <Form reply={reply} organizationId={organization.id} className="flex flex-wrap gap-2">
      <input type="hidden" name="intent" value="status" />
      <Naming entry={entry} />
      {ENTRY_STATUSES.map((status) => (
        <SubmitButton key={status} tone={status === entry.status ? 'primary' : 'secondary'} name="status" value={status} whyNot={why} aria-pressed={status === entry.status}>
          {ENTRY_STATUS_WORDS[status]}
        </SubmitButton>
      ))}
    </Form>
  );
}

function Piece({ entry, why, reply }: { entry: EntryData; why: string | null; reply: unknown }) {
  const { organization } = useShell();
  if (entry.itemId) return <DefinitionList items={[{ term: 'Linked', value: <Link to={`/content/${entry.itemId}`}>{entry.item?.trim() || 'Untitled'}</Link> }]} />;
  return (
    <Form reply={reply} organizationId={organization.id}>
      <input type="hidden" name="intent" value="begin" />
      <Naming entry={entry} />
      <span>
        <SubmitButton tone="secondary" icon={PenLine} whyNot={why}>
          Begin the piece
        </SubmitButton>
      </span>
    </Form>
  );
}

function Checklist({ entry, why }: { entry: EntryData; why: string | null }) {
  const { organization } = useShell();
  return (
    <ul className="grid gap-1">
      {entry.checklist.map((point) => (
        <li key={point.id}>
          <Form organizationId={organization.id} className="flex items-center gap-2">
            <input type="hidden" name="intent" value="tick" />
            <input type="hidden" name="entryId" value={entry.id} />
            <input type="hidden" name="pointId" value={point.id} />
            <input type="hidden" name="done" value={String(!point.done)} />
            <SubmitButton tone="quiet" size="small" whyNot={why} role="checkbox" aria-checked={point.done} aria-label={point.text}>
              <span aria-hidden>{point.done ? '☑' : '☐'}</span>
            </SubmitButton>
            <span className={point.done ? 'text-ink-soft line-through' : undefined} dir="auto">
              {point.text}
            </span>
          </Form>
        </li>
      ))}
    </ul>
  );
}

function Gone({ entry, back }: { entry: EntryData; back: string }) {
  const { organization } = useShell();
  return (
    <Form organizationId={organization.id} action="/calendar">
      <p className="text-ink-soft">This entry is out of the calendar.</p>
      <input type="hidden" name="intent" value="restore" />
      <input type="hidden" name="entryId" value={entry.id} />
      <input type="hidden" name="back" value={back} />
      <span>
        <SubmitButton>Put it back</SubmitButton>
      </span>
    </Form>
  );
}
