import { Badge } from '#app/ui/badge.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';

/** A clock that was not heard for so long stands still. */
const STILL_MS = 180_000;

/** Whether the clock runs that sends what is due: nobody else would notice. */
export function ClockLine({ beatAt }: { beatAt: string | null }) {
  const { person, now } = useShell();
  const isLate = beatAt === null || Date.parse(now) - Date.parse(beatAt) > STILL_MS;
  return (
    <p className="flex flex-wrap items-center gap-2 pt-4 text-sm text-ink-soft">
      <Badge tone={isLate ? 'failed' : 'done'}>{isLate ? 'The clock is late' : 'The clock runs'}</Badge>
      {beatAt ? (
        <span>
          Last tick <Time at={beatAt} zone={person.timeZone} show="relative" />. {isLate && 'What is due goes out as soon as it ticks again.'}
        </span>
      ) : (
        'It has not ticked yet.'
      )}
    </p>
  );
}
