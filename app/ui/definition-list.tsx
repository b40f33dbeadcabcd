import type { ReactNode } from 'react';

/** Facts about one thing: name and value. Unknown is a dash, never 0. */
export function DefinitionList({ items }: { items: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="@container text-base">
      {items.map(({ term, value }) => (
        <div key={term} className="grid gap-x-4 border-b border-rule py-2 last:border-b-0 @sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="min-w-0">{value === null || value === undefined || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
