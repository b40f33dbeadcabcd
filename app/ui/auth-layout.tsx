import type { ReactNode } from 'react';
import { Wordmark } from './wordmark.tsx';

interface AuthLayoutProps {
  title: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  children: ReactNode;
  /** The other way: "No account yet? …". */
  below?: ReactNode;
}

const LOOP = ['Plan', 'create', 'review', 'publish', 'measure'];

/** Signed out: the nameplate, what the paper is about, and one form. */
export function AuthLayout({ title, lead, children, below }: AuthLayoutProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] bg-sheet lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:grid-rows-1">
      <header className="flex flex-col justify-between bg-well px-6 py-5 sm:px-10 lg:border-e lg:border-rule lg:px-14 lg:py-12">
        <div className="grid gap-4">
          <Wordmark className="h-6 justify-self-start lg:h-9" />
          <div className="double-rule hidden lg:block" />
        </div>
        <p className="hidden font-serif text-4xl font-[420] tracking-[-0.02em] lg:block">
          {LOOP.map((verb) => (
            <span key={verb} className="block">
              {verb},
            </span>
          ))}
          <em className="block text-ink-soft">plan again.</em>
        </p>
        <p className="hidden max-w-sm text-ink-soft lg:block">One desk for the whole round: writing, review, publishing everywhere, and what came of it.</p>
      </header>
      <main id="main" className="flex items-start justify-center px-6 py-10 sm:px-10 lg:items-center lg:py-12">
        <div className="grid w-full max-w-sm gap-6">
          <div className="grid gap-1.5">
            <h1 className="text-2xl tracking-[-0.012em]">{title}</h1>
            {lead && <p className="text-ink-soft">{lead}</p>}
          </div>
          {children}
          {below && <div className="border-t border-rule pt-4 text-ink-soft">{below}</div>}
        </div>
      </main>
    </div>
  );
}
