import { Link } from '@remix-run/react';
import { Badge } from '#app/ui/badge.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { clock } from '#app/ui/zoned-time.ts';
import type { Thing } from '../../scheduled.ts';
import type { TodayPlan as Plan } from '../../today.ts';
import { hrefOf, KIND_WORDS, STATUS_WORDS } from './words.ts';

const MOST = 8;

/** What the day asks for and what went out, as Today tells it. */
export function TodayPlan({ overdue, due, out, counts }: Plan & { counts: { overdue: number; due: number } }) {
  const { person, organization } = useShell();
  return (
    <>
      <Section title="Due" lead="Planned for today, and what was due before." action={<Link to="/calendar?view=agenda">The calendar</Link>}>
        {overdue.length === 0 && due.length === 0 ? (
          <p className="text-ink-soft">Nothing is due today.</p>
        ) : (
          <ul className="divide-y divide-rule">
            {overdue.map((thing) => (
              <Line key={thing.key} thing={thing} mark={<Badge tone="waiting">Overdue</Badge>} when={<Time at={thing.at} zone={person.timeZone} otherZone={organization.timeZone} show={thing.days ? 'day' : 'both'} />} />
            ))}
            {due.map((thing) => (
              <Line key={thing.key} thing={thing} mark={<span className="text-ink-soft tabular-nums">{thing.days ? 'All day' : clock(new Date(thing.at), person.timeZone)}</span>} when={thing.kind === 'entry' ? STATUS_WORDS[thing.status] : KIND_WORDS[thing.kind]} />
            ))}
          </ul>
        )}
        {counts.overdue + counts.due > overdue.length + due.length && (
          <p className="mt-2 text-sm">
            <Link to="/calendar?view=week">and {counts.overdue + counts.due - overdue.length - due.length} more</Link>
          </p>
        )}
      </Section>
      {out.length > 0 && (
        <Section title="Went out" lead="What readers got in the last seven days." action={<Link to="/content/schedule?show=done">All of it</Link>}>
          <ul className="divide-y divide-rule">
            {out.map((thing) => (
              <Line key={thing.key} thing={thing} mark={<Badge tone="done">Live</Badge>} when={<Time at={thing.at} zone={person.timeZone} otherZone={organization.timeZone} show="relative" />} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** As much as a page of one day shows. */
export const shortened = ({ overdue, due, out }: Plan) => ({ overdue: overdue.slice(-MOST), due: due.slice(0, MOST), out: out.slice(0, MOST - 3), counts: { overdue: overdue.length, due: due.length } });

function Line({ thing, mark, when }: { thing: Thing; mark: React.ReactNode; when: React.ReactNode }) {
  return (
    <li className="grid gap-x-4 gap-y-1 py-2 first:pt-0 last:pb-0 sm:grid-cols-[5.5rem_minmax(0,1fr)_auto]">
      <span>{mark}</span>
      <span className="min-w-0 font-medium">
        <Link to={hrefOf(thing)} prefetch="intent" dir="auto">
          {thing.title.trim() || 'Untitled'}
        </Link>
      </span>
      <span className="text-sm text-ink-soft">{when}</span>
    </li>
  );
}
