import { Link, useLocation } from '@remix-run/react';
import { X } from 'lucide-react';
import { withoutParam } from './search-params.ts';

export interface Filter {
  /** The URL parameter and its value. */
  name: string;
  value: string;
  /** As a reader says it: "Status: failed". */
  label: string;
}

/** The filters in force, each a link to the same list without it. */
export function FilterChips({ filters }: { filters: readonly Filter[] }) {
  const { search } = useLocation();
  if (filters.length === 0) return null;
  const none = filters.reduce((left, { name, value }) => withoutParam(left, name, value), search);
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5 py-2">
      {filters.map(({ name, value, label }) => (
        <li key={`${name}=${value}`}>
          <Link
            to={withoutParam(search, name, value)}
            preventScrollReset
            className="inline-flex min-h-7 items-center gap-1 rounded-full border border-rule-strong bg-sheet ps-2.5 pe-2 text-sm hover:bg-hover pointer-coarse:min-h-9"
          >
            <span className="sr-only">Remove filter </span>
            {label}
            <X size={12} aria-hidden className="text-ink-soft" />
          </Link>
        </li>
      ))}
      {filters.length > 1 && (
        <li>
          <Link to={none} preventScrollReset className="inline-flex min-h-7 items-center px-2 text-sm text-accent underline underline-offset-2">
            Clear all
          </Link>
        </li>
      )}
    </ul>
  );
}
