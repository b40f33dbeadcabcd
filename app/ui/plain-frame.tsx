import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Wordmark } from './wordmark.tsx';

/** Around a page that stands outside every organization: the nameplate, and where one is. */
export function PlainFrame({ place, children }: { place?: string; children: ReactNode }) {
  return (
    <>
      <header className="border-b border-rule bg-well">
        <div className="mx-auto flex h-13 max-w-4xl items-center justify-between gap-4 px-4 sm:px-8">
          <Link to="/" aria-label="Masthead, today" className="rounded-sm">
            <Wordmark className="h-5" />
          </Link>
          {place && <span className="text-sm text-ink-soft">{place}</span>}
        </div>
      </header>
      <main id="main" className="mx-auto max-w-4xl px-4 py-6 sm:px-8 sm:py-8">
        {children}
      </main>
    </>
  );
}
