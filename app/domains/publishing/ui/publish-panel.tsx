import { Globe, Megaphone } from 'lucide-react';
import { Suspense, useId, useState } from 'react';
import { hasUpdate } from '#app/domains/content/status.ts';
import { whyNot } from '#app/platform/permission.ts';
import { AsDrawn } from '#app/ui/as-drawn.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { late } from '#app/ui/late.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { whyNotPublish, whyNotUnpublish } from '../publication.ts';
import { GatherForm } from './gather-form.tsx';
import { Live } from './live.tsx';
import { PreviewLinks } from './preview-links.tsx';
import type { PublishProps } from './shown-publication.ts';
import { type DayOfViews, Views as DrawnViews } from './views.tsx';
import { Waiting as DrawnWaiting } from './waiting.tsx';
import { WhenDialog } from './when-dialog.tsx';

/** Only what waits for its moment shows it: it comes with the first. */
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

function WhatReadersSee(props: PublishProps) {
  const { status } = props.live;
  if (status !== 'published' || !props.item.publishedAt) return <p className="text-sm text-ink-soft">{status === 'scheduled' ? 'Readers do not see it yet.' : 'Readers do not see it.'}</p>;
  return <Live {...props} publishedAt={props.item.publishedAt} />;
}
