import { Link } from '@remix-run/react';
import { Upload } from 'lucide-react';
import { useId } from 'react';
import { CONTROL_LOOK } from '#app/ui/field.tsx';
import { Form, FormActions, isFormReply, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { CalendarChoices } from './shown.ts';
import { entries } from './words.ts';

/** What a file would bring, or has brought. */
export interface ShownReport {
  entries: number;
  known: number;
  troubles: { line: number; column: number | null; columnName: string | null; sentence: string }[];
  unread: string[];
  encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252' | null;
  notes: { line: number; note: string }[];
  sample: { line: number; title: string; at: string; isAllDay: boolean; zone: string }[];
}

interface ImportEntriesProps {
  calendars: CalendarChoices['calendars'];
  reply: unknown;
}

const reportIn = (reply: unknown) => (reply as { report?: ShownReport } | null | undefined)?.report;

/** A file is looked at first, then brought in: the same file twice changes nothing. */
export function ImportEntriesPage({ calendars, reply }: ImportEntriesProps) {
  const { organization } = useShell();
  const report = reportIn(reply);
  const isReady = report !== undefined && report.troubles.length === 0 && report.entries > report.known;
  const refused = isFormReply(reply) ? reply : undefined;
  const fileId = useId();
  return (
    <div className="max-w-3xl">
      <PageHeader above={<Link to="/calendar">Calendar</Link>} title="Bring entries in" lead="From a spreadsheet saved as CSV, or a calendar file (.ics) such as public holidays. It is checked first; nothing is brought in half." />
      <Form reply={refused} organizationId={organization.id} encType="multipart/form-data">
        <div className="grid gap-1.5">
          <label htmlFor={fileId} className="font-medium">
            File
          </label>
          <input id={fileId} type="file" name="file" accept=".csv,.tsv,.txt,.ics,.ical,text/csv,text/calendar" required className={CONTROL_LOOK} aria-describedby={`${fileId}-hint`} aria-invalid={refused?.errors.file ? true : undefined} />
          {refused?.errors.file && <p className="text-sm text-failed">{refused.errors.file}</p>}
          <p id={`${fileId}-hint`} className="text-sm text-ink-soft">
            A CSV needs the columns “title” and “date”; “time”, “end”, “zone”, “status”, “description” and “owner” are read too. At most 4 MB.
          </p>
        </div>
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField name="calendarId" label="Into the calendar" options={calendars.map(({ id, name }) => ({ value: id, label: name }))} />
          <SelectField
            name="kind"
            label="As"
            options={[
              { value: 'entry', label: 'Entries' },
              { value: 'holiday', label: 'Holidays' },
            ]}
          />
        </div>
        {report && <Report report={report} />}
        <FormActions>
          <SubmitButton tone={isReady ? 'secondary' : 'primary'} name="intent" value="check">
            Check the file
          </SubmitButton>
          {isReady && (
            <SubmitButton name="intent" value="apply" icon={Upload}>
              Bring in {entries(report.entries - report.known)}
            </SubmitButton>
          )}
        </FormActions>
      </Form>
    </div>
  );
}

function Report({ report }: { report: ShownReport }) {
  const { person } = useShell();
  const fresh = report.entries - report.known;
  return (
    <div role="status" className="grid gap-3 rounded-lg border border-rule bg-sheet p-4">
      <p className="font-medium">
        {report.troubles.length > 0
          ? `${report.troubles.length === 1 ? 'One place needs' : `${report.troubles.length} places need`} changing. Nothing was brought in.`
          : fresh === 0
            ? 'All of it is in the calendar already.'
            : `${entries(fresh)} to bring in${report.known > 0 ? `; ${report.known} are here already and stay as they are` : ''}.`}
      </p>
      {report.troubles.length > 0 && (
        <ol className="grid gap-1 text-sm">
          {report.troubles.map(({ line, columnName, sentence }) => (
            <li key={`${line} ${columnName} ${sentence}`}>
              <span className="text-ink-soft">
                Line {line}
                {columnName && `, “${columnName}”`}:
              </span>{' '}
              {sentence}
            </li>
          ))}
        </ol>
      )}
      {report.encoding === 'Windows-1252' && <p className="text-sm text-ink-soft">The file is not written in UTF-8; it was read as Windows-1252. Look whether letters such as ä, é and € are right.</p>}
      {report.unread.length > 0 && <p className="text-sm text-ink-soft">Not read: {report.unread.map((name) => `“${name}”`).join(', ')}.</p>}
      {report.notes.map(({ line, note }) => (
        <p key={line} className="text-sm text-waiting">
          Line {line}: {note}
        </p>
      ))}
      {report.troubles.length === 0 && report.sample.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {report.sample.map(({ line, title, at, isAllDay, zone }) => (
            <li key={line} className="flex flex-wrap justify-between gap-x-4">
              <span dir="auto">{title}</span>
              <span className="text-ink-soft">
                <Time at={at} zone={isAllDay ? zone : person.timeZone} show={isAllDay ? 'day' : 'absolute'} />
              </span>
            </li>
          ))}
          {report.entries > report.sample.length && <li className="text-ink-soft">and {report.entries - report.sample.length} more</li>}
        </ul>
      )}
    </div>
  );
}
