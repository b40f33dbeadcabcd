import { Layers } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { whyNot } from '#app/platform/permission.ts';
import { FormDialog } from '#app/ui/dialog.tsx';
import { late } from '#app/ui/late.tsx';
import { ReleaseChoice as DrawnChoice } from './release-choice.tsx';
import type { PublishProps } from './shown-publication.ts';

const ReleaseChoice = import.meta.env.SSR ? DrawnChoice : late(async () => ({ default: (await import('./release-choice.tsx')).ReleaseChoice }));

/** Puts the piece into a release, with which it goes live at one instant. */
export function GatherForm({ item, live, releases, me, reply }: PublishProps) {
  const answered = replyTo(reply, 'gather');
  return (
    <FormDialog late label="Add to a release" title="Add to a release" description="What is in a release goes live together, or not at all." size="small" tone="quiet" icon={Layers} whyNot={whyNot(me, 'content:publish')} reply={answered}>
      {(cancel) => <ReleaseChoice item={item} live={live} releases={releases} answered={answered} cancel={cancel} />}
    </FormDialog>
  );
}
