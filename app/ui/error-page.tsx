import type { ReactNode } from 'react';

interface ErrorPageProps {
  title: string;
  happened: string;
  /** What was saved or left untouched. */
  kept?: string;
  next?: string;
  requestId?: string | null;
  /** Ways on: links or buttons. */
  actions?: ReactNode;
}

/** What happened, what was kept, what to do next. In the shell or alone on a page. */
export function ErrorPage({ title, happened, kept, next, requestId, actions }: ErrorPageProps) {
  return (
    <div className="mx-auto grid w-full max-w-lg gap-5 py-12">
      <h1 className="text-2xl tracking-[-0.012em]">{title}</h1>
      <div className="double-rule" />
      <div className="grid gap-2 font-serif text-lg">
        <p>{happened}</p>
        {kept && <p>{kept}</p>}
        {next && <p>{next}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      {requestId && (
        <p className="text-sm text-ink-soft">
          Request <code className="font-mono text-xs break-all text-ink select-all">{requestId}</code>
        </p>
      )}
    </div>
  );
}
