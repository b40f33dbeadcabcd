import { Link } from '@remix-run/react';
import { CalendarPlus, Link2 } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';
import { TimeZoneField } from '#app/ui/time-zone-field.tsx';
import { zoneCity } from '#app/ui/zone-list.ts';

interface ListedCalendar {
  id: string;
  name: string;
  description: string;
  timeZone: string;
  color: string;
  deletedAt: string | null;
}

interface ListedFeed {
  id: string;
  name: string;
  calendarId: string | null;
  lastUsedAt: string | null;
}

interface CalendarsPageProps {
  calendars: ListedCalendar[];
  feeds: ListedFeed[];
  why: string | null;
  reply: unknown;
}

const COLOR_WORDS = { ink: 'Grey', blue: 'Blue', green: 'Green', amber: 'Amber', red: 'Red', violet: 'Violet' };
const COLORS = Object.entries(COLOR_WORDS).map(([value, word]) => ({
  value,
  label: (
    <span className="inline-flex items-center gap-2">
      <span className="calendar-swatch" data-color={value} aria-hidden />
      {word}
    </span>
  ),
}));

/** The calendars that an organization keeps, and the private addresses at which one reads them elsewhere. */
export function CalendarsPage({ calendars, feeds, why, reply }: CalendarsPageProps) {
  const { organization } = useShell();
  const here = calendars.filter(({ deletedAt }) => deletedAt === null);
  const away = calendars.filter(({ deletedAt }) => deletedAt !== null);
  return (
    <div className="max-w-4xl">
      <PageHeader above={<Link to="/calendar">Calendar</Link>} title="Calendars and links" />
      <Section title="Calendars" lead="Each has its own clock: what is planned in it begins in its zone." action={<CalendarDialog label="New calendar" intent="create" zone={organization.timeZone} why={why} reply={reply} />}>
        <ul className="divide-y divide-rule">
          {here.map((calendar) => (
            <li key={calendar.id} className="flex flex-wrap items-center justify-between gap-3 py-2.5 first:pt-0">
              <span className="grid min-w-0 gap-0.5">
                <span className="inline-flex items-center gap-2 font-medium">
                  <span className="calendar-swatch" data-color={calendar.color} aria-hidden />
                  <Link to={`/calendar?calendar=${calendar.id}`} dir="auto">
                    {calendar.name}
                  </Link>
                </span>
                <span className="text-sm text-ink-soft">{[zoneCity(calendar.timeZone), calendar.description].filter(Boolean).join(' · ')}</span>
              </span>
              <span className="flex gap-2">
                <CalendarDialog label="Change" intent="change" calendar={calendar} zone={calendar.timeZone} why={why} reply={reply} />
                <PutAway calendar={calendar} why={why} reply={reply} />
              </span>
            </li>
          ))}
        </ul>
        {away.length > 0 && (
          <details className="mt-3">
            <summary className="w-fit cursor-pointer text-sm text-ink-soft underline underline-offset-2">Put away: {away.length}</summary>
            <ul className="mt-2 grid gap-1">
              {away.map(({ id, name }) => (
                <li key={id} className="flex items-center justify-between gap-3">
                  <span dir="auto">{name}</span>
                  <Form organizationId={organization.id} className="">
                    <input type="hidden" name="intent" value="restore" />
                    <input type="hidden" name="calendarId" value={id} />
                    <SubmitButton tone="quiet" size="small" whyNot={why}>
                      Bring back
                    </SubmitButton>
                  </Form>
                </li>
              ))}
            </ul>
          </details>
        )}
      </Section>
      <Section title="Private links" lead="For the calendar program on your phone or desk. Whoever has the link reads along, until you take it back.">
        <Feeds calendars={here} feeds={feeds} reply={reply} />
      </Section>
    </div>
  );
}

function CalendarDialog({ label, intent, calendar, zone, why, reply }: { label: string; intent: 'create' | 'change'; calendar?: ListedCalendar; zone: string; why: string | null; reply: unknown }) {
  const { organization } = useShell();
  const answered = replyTo(reply, intent);
  const own = answered && (!calendar || answered.values.calendarId === calendar.id) ? answered : undefined;
  return (
    <FormDialog label={label} title={calendar ? `Change ${calendar.name}` : label} icon={calendar ? undefined : CalendarPlus} size={calendar ? 'small' : undefined} tone={calendar ? 'quiet' : 'secondary'} whyNot={why} reply={own}>
      {(cancel) => (
        <Form reply={own} organizationId={organization.id}>
          <input type="hidden" name="intent" value={intent} />
          {calendar && <input type="hidden" name="calendarId" value={calendar.id} />}
          <TextField name="name" label="Name" defaultValue={calendar?.name} maxLength={80} required />
          <TextField name="description" label="What it is for" optional defaultValue={calendar?.description} maxLength={500} />
          <TimeZoneField name="timeZone" label="Its clock" defaultValue={zone} />
          <RadioField name="color" label="Colour" options={COLORS} defaultValue={calendar?.color ?? 'ink'} />
          <DialogActions>
            {cancel}
            <SubmitButton>{calendar ? 'Save' : 'Make the calendar'}</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
}

function PutAway({ calendar, why, reply }: { calendar: ListedCalendar; why: string | null; reply: unknown }) {
  const { organization } = useShell();
  const answered = replyTo(reply, 'remove');
  return (
    <Form reply={answered?.values.calendarId === calendar.id ? answered : undefined} organizationId={organization.id} className="">
      <input type="hidden" name="intent" value="remove" />
      <input type="hidden" name="calendarId" value={calendar.id} />
      <SubmitButton tone="quiet" size="small" whyNot={why}>
        Put away<span className="sr-only"> {calendar.name}</span>
      </SubmitButton>
    </Form>
  );
}

/** The answer to "Make a link": the address is told this once. */
export interface MadeFeed {
  feed: { address: string };
}

function Feeds({ calendars, feeds, reply }: { calendars: ListedCalendar[]; feeds: ListedFeed[]; reply: unknown }) {
  const { organization, person } = useShell();
  const made = (reply as Partial<MadeFeed> | null | undefined)?.feed;
  const nameOf = (id: string | null) => (id === null ? 'All calendars' : (calendars.find((calendar) => calendar.id === id)?.name ?? 'A calendar that was put away'));
  return (
    <div className="grid gap-4">
      {made && (
        <div role="status" className="grid gap-2 rounded-md bg-done-wash px-3 py-2">
          <p>Give this address to your calendar program as a subscription. It is shown here once.</p>
          <p className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 break-all">{made.address}</code>
            <CopyButton text={made.address} />
          </p>
        </div>
      )}
      {feeds.length > 0 && (
        <ul aria-label="Private links" className="divide-y divide-rule">
          {feeds.map((feed) => (
            <li key={feed.id} className="flex flex-wrap items-center justify-between gap-2 py-2 first:pt-0">
              <span className="grid">
                <span className="font-medium">{feed.name}</span>
                <span className="text-sm text-ink-soft">
                  {nameOf(feed.calendarId)} · {feed.lastUsedAt ? <>read <Time at={feed.lastUsedAt} zone={person.timeZone} show="relative" /></> : 'not read yet'}
                </span>
              </span>
              <Form organizationId={organization.id} className="">
                <input type="hidden" name="intent" value="revoke-feed" />
                <input type="hidden" name="feedId" value={feed.id} />
                <SubmitButton tone="quiet" size="small">
                  Take back<span className="sr-only"> {feed.name}</span>
                </SubmitButton>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form reply={replyTo(reply, 'make-feed')} organizationId={organization.id} className="grid gap-3 sm:grid-cols-2">
        <input type="hidden" name="intent" value="make-feed" />
        <TextField name="name" label="Where it is read" placeholder="My phone" maxLength={60} required />
        <SelectField name="calendarId" label="Which calendar" placeholder="All calendars" options={calendars.map(({ id, name }) => ({ value: id, label: name }))} defaultValue="" />
        <span>
          <SubmitButton tone="secondary" icon={Link2}>
            Make a link
          </SubmitButton>
        </span>
      </Form>
    </div>
  );
}
