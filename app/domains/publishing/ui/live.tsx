import { Link } from '@remix-run/react';
import { CircleCheck, ExternalLink } from 'lucide-react';
import { hasUpdate } from '#app/domains/content/status.ts';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { PublishProps } from './shown-publication.ts';

const JUST = 60_000;

/** Since when and with which words readers have it, and what they do not have yet. */
export function Live({ publishedAt, live, publications, liveAddress, item }: PublishProps & { publishedAt: string }) {
  const { organization, person, now } = useShell();
  const [newest] = publications;
  const isNew = newest?.status === 'done' && newest.kind === 'publish' && newest.doneAt !== null && Date.parse(now) - Date.parse(newest.doneAt) < JUST;
  const see = liveAddress && (
    <a href={liveAddress} target="_blank" rel="noreferrer" className="inline-flex min-h-6 items-center gap-1 underline underline-offset-2">
      See it <ExternalLink size={14} aria-hidden />
    </a>
  );
  if (isNew && liveAddress && !hasUpdate(live)) {
    return (
      <div className="grid gap-2 rounded-md bg-done-wash px-3 py-2.5 text-sm">
        <p className="flex items-center gap-1.5 font-medium text-done">
          <CircleCheck size={16} aria-hidden />
          Readers have revision {live.publishedRevision}.
        </p>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 break-all text-ink-soft">{liveAddress}</span> {see} <CopyButton text={liveAddress} label="Copy the address" tone="quiet" />
        </p>
      </div>
    );
  }
  const behind = live.revision - (live.publishedRevision ?? live.revision);
  return (
    <div className="grid gap-1 text-sm">
      <p>
        Live since <Time at={publishedAt} zone={person.timeZone} otherZone={organization.timeZone} show="absolute" />, now with revision {live.publishedRevision}. {see}
      </p>
      {behind > 0 && (
        <p className="text-ink-soft">
          You are on revision {live.revision}: readers do not have {behind === 1 ? 'the last change' : 'the last changes'} yet.{' '}
          <Link to={`/content/${item.id}/revisions?a=${live.publishedRevision}&b=${live.revision}`} className="underline underline-offset-2">
            See what is new
          </Link>
        </p>
      )}
    </div>
  );
}
