import { Link } from '@remix-run/react';
import { CalendarDays, Circle, CircleCheck, CircleDot, CircleHelp, CircleX, type LucideIcon, Newspaper, Pin, Repeat2, Send, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { classes } from '#app/ui/class-names.ts';
import { clock } from '#app/ui/zoned-time.ts';
import { isAutomatic, isPost, type Thing } from '../../scheduled.ts';
import { hrefOf, KIND_WORDS, STATUS_WORDS } from './words.ts';

const STATUS_ICONS: Record<Thing['status'], LucideIcon> = { planned: Circle, in_progress: CircleDot, completed: CircleCheck, cancelled: CircleX, scheduled: Newspaper, done: Newspaper, failed: TriangleAlert, stopped: CircleHelp };

const iconOf = ({ kind, status }: Thing) => (kind === 'holiday' ? CalendarDays : kind === 'note' ? Pin : isPost({ kind }) && status !== 'failed' && status !== 'stopped' ? Send : STATUS_ICONS[status]);

/** "14:30", "14:30–16:00"; nothing for whole days. */
export const timeWords = (thing: Thing, zone: string, withEnd = false) => (thing.days ? null : `${clock(new Date(thing.at), zone)}${withEnd && thing.endsAt ? `–${clock(new Date(thing.endsAt), zone)}` : ''}`);

interface ThingLinkProps {
  thing: Thing;
  zone: string;
  color: string | undefined;
  /** What it collides with, as a sentence. */
  clash?: string | undefined;
  /** "→" for what began on a day before this one. */
  goesOn?: boolean;
  withEnd?: boolean;
  isPicked?: boolean;
  isMovable?: boolean;
}

/** One line of a day: time, state, title. All that the line leaves out is in its spoken name and its tip. */
export const ThingLink = memo(function ThingLink({ thing, zone, color, clash, goesOn = false, withEnd = false, isPicked = false, isMovable = false }: ThingLinkProps) {
  const Icon = iconOf(thing);
  const time = timeWords(thing, zone, withEnd);
  const title = thing.title.trim() || 'Untitled';
  const about = [KIND_WORDS[thing.kind], thing.kind === 'note' || thing.kind === 'holiday' ? null : STATUS_WORDS[thing.status].toLowerCase(), thing.on && 'repeats', clash].filter(Boolean).join(', ');
  return (
    <Link
      to={hrefOf(thing)}
      prefetch="intent"
      draggable={false}
      data-stop
      data-thing={thing.key}
      data-movable={isMovable || undefined}
      title={`${time ? `${time} ` : ''}${title} · ${about}`}
      className={classes('calendar-thing', isAutomatic(thing) && 'is-publication', thing.kind === 'holiday' && 'is-holiday', thing.status === 'cancelled' && 'is-cancelled', isPicked && 'is-picked')}
      data-color={color}
    >
      <Icon size={12} aria-hidden className={classes('calendar-mark', thing.status === 'planned' && thing.kind === 'entry' && 'is-usual')} />
      {clash && <TriangleAlert size={12} aria-hidden className="calendar-mark text-waiting" />}
      {time && !goesOn && <span className="calendar-time">{time}</span>}
      {goesOn && <span aria-hidden>…</span>}
      <span className="calendar-title" dir="auto">
        {title}
      </span>
      {thing.on && <Repeat2 size={11} aria-hidden className="calendar-mark is-usual" />}
      <span className="sr-only">, {about}</span>
    </Link>
  );
});
