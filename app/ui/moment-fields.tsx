import { useEffect, useState } from 'react';
import { addDays, dayNumber, instantOf, wallClock } from '../platform/time.ts';
import { useNow } from './now.tsx';
import { useShell } from './shell/shell-data.ts';
import { TextField } from './text-field.tsx';
import { TimeZoneField } from './time-zone-field.tsx';
import { inZones, relative, resolutionNote } from './zoned-time.ts';

export interface MomentText {
  date: string;
  time: string;
  zone: string;
}

const MORNING = '09:00';

/** Tomorrow morning, where no moment was chosen yet. */
function startOf(at: string | null, zone: string, now: Date): MomentText {
  const wall = wallClock(at ? new Date(at) : now, zone);
  if (!wall.ok) return { date: '', time: MORNING, zone };
  return at ? { ...wall.value, zone } : { date: addDays(wall.value.date, 1), time: MORNING, zone };
}

const MONDAY = 1;

interface MomentFieldsProps {
  /** The moment as it is, for changing it. */
  at?: string | null;
  zone: string;
  onChange?: (moment: MomentText) => void;
}

/** A day and a time on the clocks of a zone, and below them the same moment on every clock that matters. */
export function MomentFields({ at = null, zone, onChange }: MomentFieldsProps) {
  const { organization, person } = useShell();
  const now = useNow();
  const [moment, setMoment] = useState(() => startOf(at, zone, now));
  // A press on a proposal gives the fields new starting values; typing leaves them alone.
  const [proposal, setProposal] = useState(0);
  useEffect(() => onChange?.(moment), [onChange, moment]);
  const change = (part: Partial<MomentText>) => setMoment((before) => ({ ...before, ...part }));
  const propose = (text: Partial<MomentText>) => {
    change(text);
    setProposal((count) => count + 1);
  };
  const today = wallClock(now, moment.zone);
  const day = today.ok ? today.value.date : moment.date;
  const monday = addDays(day, ((MONDAY - ((dayNumber(day) + 4) % 7) + 7) % 7) || 7);
  const inAnHour = wallClock(new Date(now.getTime() + 3_600_000), moment.zone);
  return (
    <div className="grid gap-3">
      <div key={proposal} className="grid grid-cols-[minmax(0,1fr)_8rem] gap-3 max-[24rem]:grid-cols-[minmax(0,1fr)]" onInput={(event) => event.target instanceof HTMLInputElement && change({ [event.target.name]: event.target.value })}>
        <TextField name="date" label="Day" type="date" defaultValue={moment.date} required />
        <TextField name="time" label="Time" type="time" step={60} defaultValue={moment.time} required />
      </div>
      <TimeZoneField name="zone" label="On the clocks of" defaultValue={zone} onChange={(event) => change({ zone: event.currentTarget.value })} />
      <div className="flex flex-wrap gap-x-4 gap-y-1 text-sm unscripted:hidden">
        {inAnHour.ok && <Proposal label="In an hour" onPick={() => propose({ ...inAnHour.value, time: inAnHour.value.time.slice(0, 5) })} />}
        <Proposal label="Tomorrow 09:00" onPick={() => propose({ date: addDays(day, 1), time: MORNING })} />
        <Proposal label="Monday 09:00" onPick={() => propose({ date: monday, time: MORNING })} />
      </div>
      <Meaning moment={moment} now={now} zones={{ reader: person.timeZone, organization: organization.timeZone }} />
    </div>
  );
}

function Proposal({ label, onPick }: { label: string; onPick: () => void }) {
  return (
    <button type="button" className="min-h-6 text-accent underline underline-offset-2" onClick={onPick}>
      {label}
    </button>
  );
}

function Meaning({ moment, now, zones }: { moment: MomentText; now: Date; zones: { reader: string; organization: string } }) {
  const meant = instantOf(moment, moment.zone);
  if (!meant.ok) return null;
  const { at, how } = meant.value;
  const note = resolutionNote(how, moment.time, at, moment.zone);
  return (
    <div aria-live="polite" className="grid gap-1 rounded-md bg-well px-3 py-2 text-sm">
      <p className="font-medium">{at <= now ? 'This moment has passed.' : relative(at, now)}</p>
      {inZones(at, now, { ...zones, schedule: moment.zone }).map(({ zone, whose, time, name }) => (
        <p key={zone} className="text-ink-soft">
          {whose}: <span className="tabular-nums text-ink">{time}</span> ({name})
        </p>
      ))}
      {note && <p className="text-waiting">{note}</p>}
    </div>
  );
}
