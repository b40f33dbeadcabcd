import { Link } from '@remix-run/react';
import { CircleCheck, ExternalLink, Globe, Megaphone } from 'lucide-react';
import { Suspense, useId, useState } from 'react';
import { hasUpdate } from '#app/domains/content/status.ts';
import { whyNot } from '#app/platform/permission.ts';
import { AsDrawn } from '#app/ui/as-drawn.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { late } from '#app/ui/late.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { whyNotPublish, whyNotUnpublish } from '../publication.ts';
import { GatherForm } from './gather-form.tsx';
import { PreviewLinks } from './preview-links.tsx';
import type { PublishProps } from './shown-publication.ts';
import { type DayOfViews, Views as DrawnViews } from './views.tsx';
import { Waiting as DrawnWaiting } from './waiting.tsx';
import { WhenDialog } from './when-dialog.tsx';

/** Only what is scheduled has it: it comes with the first. */
const Waiting = import.meta.env.SSR ? DrawnWaiting : late(async () => ({ default: (await import('./waiting.tsx')).Waiting }));

/** What readers see of the piece, what will change for them and when, and the next step. */
export function PublishPanel(props: PublishProps) {
  const { item, live, publications, approvals, rule, me } = props;
  const heading = useId();
  const waiting = publications.filter(({ status }) => status === 'scheduled');
  const failed = publications[0]?.status === 'failed' ? publications[0] : null;
  const isLive = live.status === 'published';
  const isAgain = waiting.some(({ kind }) => kind === 'publish');
  const title = isLive ? 'Publish the update' : 'Publish';
  return (
    <section aria-labelledby={heading} className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={heading} className="text-lg">
          Publishing
        </h2>
        {isLive && (
          <Badge tone={hasUpdate(live) ? 'waiting' : 'done'} icon={Globe}>
            {hasUpdate(live) ? 'Live, with changes' : 'Live'}
          </Badge>
        )}
      </div>
      <WhatReadersSee {...props} />
      {failed && (
        <div role="alert" className="grid gap-1 rounded-md bg-failed-wash px-3 py-2 text-sm text-failed">
          <p className="font-medium">It could not go out.</p>
          <p>{failed.failure}</p>
        </div>
      )}
      {waiting.map((publication) => (
        <Waiting key={publication.id} publication={publication} revision={live.revision} me={me} reply={props.reply} />
      ))}
      {item.deletedAt === null && (
        <div className="flex flex-wrap items-start gap-2">
          <WhenDialog
            {...props}
            intent="publish"
            label={isAgain ? 'Publish this text instead' : title}
            title={title}
            description="Readers get it as it stands now. What you write afterwards waits until you publish again."
            whyNot={whyNotPublish({ ...live, title: item.title, deletedAt: item.deletedAt }, me, approvals, rule)}
          />
          {isLive && (
            <WhenDialog {...props} intent="unpublish" label="Take down" title="Take it down" description="Readers do not see it any more. The piece becomes a draft; its words stay, and it can go out again." whyNot={whyNotUnpublish(live, me)} />
          )}
          <GatherForm {...props} />
          {isLive && whyNot(me, 'post:write') === null && (
            <LinkButton to={`/social/posts/new?item=${item.id}`} icon={Megaphone} tone="quiet">
              Post this
            </LinkButton>
          )}
        </div>
      )}
      <PreviewLinks {...props} whyNot={whyNot(me, 'content:write')} />
      {isLive && <Views views={props.views} />}
    </section>
  );
}

const LateViews = late(async () => ({ default: (await import('./views.tsx')).Views }));

/** Nothing in it can be pressed: where the server drew it, it stays. */
function Views({ views }: { views: readonly DayOfViews[] }) {
  const [isDrawn] = useState(!useHydrated());
  if (import.meta.env.SSR) return <div><DrawnViews views={views} /></div>;
  return isDrawn ? <AsDrawn /> : <Suspense><LateViews views={views} /></Suspense>;
}

const JUST = 60_000;

function WhatReadersSee({ item, live, publications, liveAddress }: PublishProps) {
  const { organization, person, now } = useShell();
  if (live.status !== 'published' || !item.publishedAt) return <p className="text-sm text-ink-soft">{live.status === 'scheduled' ? 'Readers do not see it yet.' : 'Readers do not see it.'}</p>;
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
        Live since <Time at={item.publishedAt} zone={person.timeZone} otherZone={organization.timeZone} show="absolute" />, now with revision {live.publishedRevision}. {see}
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
