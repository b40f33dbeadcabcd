import { useNow } from './now.tsx';
import { Tooltip } from './tooltip.tsx';
import { zoneCity } from './zone-list.ts';
import { absolute, offsetName, relative } from './zoned-time.ts';

interface TimeProps {
  at: string;
  /** The reader's zone. */
  zone: string;
  /** The organization's or the schedule's: shown on hover and focus. */
  otherZone?: string;
  show?: 'both' | 'absolute' | 'relative' | 'day';
  /** Overrides the page's clock, for places outside the shell. */
  now?: string;
}

/** A moment in the reader's zone, how far away it is, and on asking, what the other zone's clock shows. */
export function Time({ at, zone, otherZone, show = 'both', now }: TimeProps) {
  const pageNow = useNow();
  const current = now ? new Date(now) : pageNow;
  const moment = new Date(at);
  const here = absolute(moment, zone, current, show !== 'day');
  const away = relative(moment, current);
  const element = (
    <time dateTime={at} dir="auto" tabIndex={otherZone ? 0 : undefined} className="rounded-sm">
      {show === 'relative' ? away : here}
      {show === 'both' && <span className="text-ink-soft"> ({away})</span>}
    </time>
  );
  if (!otherZone) return element;
  const lines = [...new Set([zone, otherZone])].map((name) => `${absolute(moment, name, current)} ${zoneCity(name)}, ${offsetName(moment, name)}`);
  return (
    <Tooltip
      text={lines.map((line) => (
        <span key={line} className="block tabular-nums">
          {line}
        </span>
      ))}
    >
      {element}
    </Tooltip>
  );
}
