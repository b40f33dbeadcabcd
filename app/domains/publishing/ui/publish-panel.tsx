import { Link } from '@remix-run/react';
import { CalendarClock, CloudOff, ExternalLink, Send } from 'lucide-react';
import { useId, useState } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { whyNot } from '#app/platform/permission.ts';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { MomentFields } from '#app/ui/moment-fields.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { addressOfItem } from '../address.ts';
import { whyNotPublish, whyNotUnpublish } from '../publication.ts';
import { PreviewLinks } from './preview-links.tsx';
import { GatherForm } from './gather-form.tsx';
import { Waiting } from './waiting.tsx';
import type { PublishProps } from './shown-publication.ts';

/** What readers see of the piece, what will change for them and when, and the next step. */
export function PublishPanel(props: PublishProps) {
  const { item, live, publications, approvals, rule, me } = props;
  const heading = useId();
  const waiting = publications.filter(({ status }) => status === 'scheduled');
  const failed = publications[0]?.status === 'failed' ? publications[0] : null;
  const isLive = live.status === 'published';
  const whyPublish = whyNotPublish({ ...live, title: item.title, publishedRevision: item.publishedRevision, deletedAt: item.deletedAt }, me, approvals, rule);
  return (
    <section aria-labelledby={heading} className="grid gap-4">
      <h2 id={heading} className="text-lg">
        Publishing
      </h2>
      <WhatReadersSee {...props} />
      {failed && (
        <p className="rounded-md bg-failed-wash px-3 py-2 text-sm text-failed">
          It could not go out: {failed.failure}
        </p>
      )}
      {waiting.map((publication) => (
        <Waiting key={publication.id} publication={publication} revision={live.revision} me={me} reply={props.reply} />
      ))}
      {item.deletedAt === null && (
        <div className="flex flex-wrap items-start gap-2">
          <WhenDialog
            {...props}
            intent="publish"
            label={isLive ? 'Publish the update' : waiting.some(({ kind }) => kind === 'publish') ? 'Publish this text instead' : 'Publish'}
            title={isLive ? 'Publish the update' : 'Publish'}
            description={`Readers will get revision ${live.revision}, as it stands now. What you write afterwards waits for the next time.`}
            now="Now"
            whyNot={whyPublish}
          />
          {isLive && (
            <WhenDialog {...props} intent="unpublish" label="Take down" title="Take it down" description="Readers will not see it any more, and its address answers that it is gone. The piece becomes a draft; its words stay." now="Now" whyNot={whyNotUnpublish(live, me)} />
          )}
          <GatherForm {...props} />
        </div>
      )}
      <PreviewLinks {...props} whyNot={whyNot(me, 'content:write')} />
    </section>
  );
}

function WhatReadersSee({ item, live }: PublishProps) {
  const { organization, person } = useShell();
  if (live.status !== 'published' || !item.publishedAt) return <p className="text-sm text-ink-soft">Readers do not see it.</p>;
  const behind = live.revision - (item.publishedRevision ?? live.revision);
  return (
    <div className="grid gap-1 text-sm">
      <p>
        Live since <Time at={item.publishedAt} zone={person.timeZone} otherZone={organization.timeZone} show="absolute" />, with revision {item.publishedRevision}.{' '}
        <a href={addressOfItem(organization.slug, item.slug)} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1 underline underline-offset-2">
          See it <ExternalLink size={14} aria-hidden />
        </a>
      </p>
      {behind > 0 && (
        <p className="text-ink-soft">
          You are on revision {live.revision}: readers do not have {behind === 1 ? 'the last change' : 'the last changes'} yet.{' '}
          <Link to={`/content/${item.id}/revisions?a=${item.publishedRevision}&b=${live.revision}`} className="underline underline-offset-2">
            See what is new
          </Link>
        </p>
      )}
    </div>
  );
}

interface WhenDialogProps extends PublishProps {
  intent: 'publish' | 'unpublish';
  label: string;
  title: string;
  description: string;
  now: string;
  whyNot: string | null;
}

/** Now or at a moment: the same question for both deeds. */
function WhenDialog({ item, live, reply, intent, label, title, description, now, whyNot: why }: WhenDialogProps) {
  const { organization, person } = useShell();
  const answered = replyTo(reply, intent);
  const [later, setLater] = useState(answered?.values.when === 'later');
  return (
    <FormDialog label={label} title={title} description={description} size="small" tone={intent === 'publish' ? 'primary' : 'secondary'} icon={intent === 'publish' ? Send : CloudOff} whyNot={why} reply={answered}>
      {(cancel) => (
        <Form action={`/content/${item.id}`} reply={answered} organizationId={organization.id} preventScrollReset onChange={(event) => event.target instanceof HTMLInputElement && event.target.name === 'when' && setLater(event.target.value === 'later')}>
          <input type="hidden" name="intent" value={intent} />
          <input type="hidden" name="itemId" value={item.id} />
          <input type="hidden" name="revision" value={live.revision} />
          <RadioField
            name="when"
            label="When"
            defaultValue="now"
            options={[
              { value: 'now', label: now },
              { value: 'later', label: 'Later, at a moment I choose' },
            ]}
          />
          <div className={later ? undefined : 'hidden unscripted:block'}>
            <MomentFields zone={person.timeZone} />
          </div>
          <DialogActions>
            {cancel}
            <SubmitButton icon={later ? CalendarClock : undefined}>{later ? 'Schedule' : title}</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
}
