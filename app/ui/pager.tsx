import { Link, useLocation } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { buttonLook } from './button.tsx';
import { withParams } from './search-params.ts';

interface PagerProps {
  /** Cursors; null where there is no more. They become ?before= and ?after= beside the other filters. */
  previous: string | null;
  next: string | null;
}

/** Keyset paging: every depth costs the same, and the page keeps its scroll. */
export function Pager({ previous, next }: PagerProps) {
  const { search } = useLocation();
  if (previous === null && next === null) return null;
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2 py-4">
      {previous === null ? (
        <span />
      ) : (
        <Link to={withParams(search, { before: previous, after: null })} rel="prev" preventScrollReset prefetch="intent" className={buttonLook()}>
          <ChevronLeft size={16} aria-hidden className="mirror" />
          Previous
        </Link>
      )}
      {next !== null && (
        <Link to={withParams(search, { after: next, before: null })} rel="next" preventScrollReset prefetch="intent" className={buttonLook()}>
          Next
          <ChevronRight size={16} aria-hidden className="mirror" />
        </Link>
      )}
    </nav>
  );
}
