import { isRouteErrorResponse, useLocation } from '@remix-run/react';
import { type ReactNode, useEffect } from 'react';
import { interruptDraft } from './draft.ts';
import { ErrorPage } from './error-page.tsx';
import { LinkButton } from './link-button.tsx';

const TITLES: Record<number, string> = { 403: 'Not allowed', 404: 'Not found', 429: 'Too many requests', 503: 'The database does not answer' };

/** Says what a route threw: its own sentence when it is a refusal, nothing of its insides when it is a bug. */
export function ProblemPage({ error, actions }: { error: unknown; actions?: ReactNode }) {
  const { pathname, search } = useLocation();
  useEffect(interruptDraft, []);
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
  if (isUnreachable(error)) {
    return (
      <ErrorPage
        title="The server cannot be reached"
        happened="The connection may be gone, or Masthead is down for a moment."
        kept="Nothing was saved. What you typed is kept in this tab."
        next="Check the connection, then try again."
        actions={<LinkButton to={pathname + search}>Try again</LinkButton>}
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

/** What fetch throws when no answer comes, in the words of each browser. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /failed to fetch|networkerror|load failed|network connection was lost/i.test(error.message);
}
