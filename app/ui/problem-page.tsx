import { isRouteErrorResponse } from '@remix-run/react';
import type { ReactNode } from 'react';
import { ErrorPage } from './error-page.tsx';

const TITLES: Record<number, string> = { 403: 'Not allowed', 404: 'Not found', 429: 'Too many requests', 503: 'The database does not answer' };

/** Says what a route threw: its own sentence when it is a refusal, nothing of its insides when it is a bug. */
export function ProblemPage({ error, actions }: { error: unknown; actions?: ReactNode }) {
  if (isRouteErrorResponse(error)) {
    const told = error.data as { problem?: { message?: string }; requestId?: string } | null;
    return (
      <ErrorPage
        title={TITLES[error.status] ?? 'This did not work'}
        happened={told?.problem?.message ?? (error.status === 404 ? 'There is no page at this address, or it belongs to another organization.' : 'The request was refused.')}
        requestId={told?.requestId ?? null}
        actions={actions}
      />
    );
  }
  return (
    <ErrorPage
      title="Something broke on our side"
      happened="The page could not be drawn."
      kept="What you saved before is safe."
      next="Reload the page. If it stays, tell us what you were doing and when."
      actions={actions}
    />
  );
}
