import { Link } from '@remix-run/react';
import { Badge } from '#app/ui/badge.tsx';
import { PLACES } from '../places.ts';

export interface Usage {
  place: keyof typeof PLACES;
  placeId: string;
  live: boolean;
}

/** Where the file stands, so that nobody has to guess what a change would touch. */
export function UsageList({ usages }: { usages: readonly Usage[] }) {
  if (usages.length === 0) return <p className="text-ink-soft">It stands nowhere yet.</p>;
  return (
    <ul className="grid">
      {usages.map(({ place, placeId, live }) => (
        <li key={place + placeId} className="flex items-center justify-between gap-3 border-b border-rule py-2 last:border-b-0">
          <Link to={PLACES[place].href(placeId)} className="text-accent underline underline-offset-2">
            {PLACES[place].word}
          </Link>
          {live ? <Badge tone="done">Readers see it</Badge> : <Badge tone="idle">Not public</Badge>}
        </li>
      ))}
    </ul>
  );
}
