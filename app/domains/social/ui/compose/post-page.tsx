import { Link, useSearchParams } from '@remix-run/react';
import { Suspense } from 'react';
import { CalendarOff, CopyPlus, PencilLine, Trash2, Undo2 } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Badge } from '#app/ui/badge.tsx';
import type { ButtonProps } from '#app/ui/button.tsx';
import { Form, isFormReply, SubmitButton } from '#app/ui/form.tsx';
import { late } from '#app/ui/late.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { isPlanned, nameOf } from '../../composing/post.ts';
import { PostStanding as DrawnStanding, type ShownStanding } from '../ledger/post-standing.tsx';
import { POST_LOOKS } from '../posts/words.ts';
import { SocialLinks } from '../social-links.tsx';
import { Composer } from './composer.tsx';
import { RepeatsPanel } from './repeats-panel.tsx';
import { ReviewPanel } from './review-panel.tsx';
import type { ComposeProps } from './composed.ts';
import { type Measured, PostFigures as DrawnFigures } from './post-figures.tsx';
import { SentWords } from './sent-words.tsx';

interface PostPageProps extends ComposeProps {
  isTrashed: boolean;
  standing: readonly ShownStanding[];
  measured: Measured;
}

/** A draft has none of the two: drawn by the server at once, their code follows where there is something to show. */
const PostStanding = import.meta.env.SSR ? DrawnStanding : late(async () => ({ default: (await import('../ledger/post-standing.tsx')).PostStanding }));
const PostFigures = import.meta.env.SSR ? DrawnFigures : late(async () => ({ default: (await import('./post-figures.tsx')).PostFigures }));

const EDITS = ['save', 'schedule'];

/** One post: on the desk while it is a draft, and how it stands afterwards. */
export function PostPage({ isTrashed, standing, measured, ...props }: PostPageProps) {
  const { post, why, reply } = props;
  const [search] = useSearchParams();
  const isDesk = !isTrashed && (post.status === 'draft' || (why.save === null && (search.has('edit') || (isFormReply(reply) && EDITS.includes(String(reply.values.intent))))));
  const { word, tone, icon } = POST_LOOKS[post.status];
  const review = <div className="mt-8">{!isTrashed && <ReviewPanel {...props} />}</div>;
  return (
    <>
      <PageHeader
        above={<SocialLinks />}
        title={<span dir="auto" className="break-words">{nameOf(post)}</span>}
        action={
          <Badge tone={isTrashed ? 'idle' : tone} icon={icon}>
            {isTrashed ? 'In the trash' : word}
          </Badge>
        }
      />
      <Deeds {...props} isTrashed={isTrashed} isDesk={isDesk} />
      {post.recurrence && !isTrashed && <RepeatsPanel postId={post.id!} revision={post.revision} repeats={post.recurrence} isPlanned={isPlanned(post)} why={why.schedule} reply={reply} />}
      {!isDesk && (
        <Suspense>
          {measured.targets.length > 0 && <PostFigures postId={post.id!} measured={measured} standing={standing} reply={reply} />}
          <PostStanding targets={standing} back={`/social/posts/${post.id}`} why={why.schedule} />
        </Suspense>
      )}
      {isDesk ? <Composer key={post.id} {...props} reply={isFormReply(reply) && !EDITS.includes(String(reply.values.intent)) ? undefined : reply} below={review} /> : <SentWords {...props} />}
      {!isDesk && review}
    </>
  );
}

/** The moment, and what can be done with the post as a whole. */
function Deeds({ post, why, reply, isTrashed, isDesk }: ComposeProps & { isTrashed: boolean; isDesk: boolean }) {
  const { person, organization } = useShell();
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
      {post.scheduledAt && (
        <p>
          <Time at={post.scheduledAt} zone={person.timeZone} otherZone={post.timeZone === person.timeZone ? organization.timeZone : post.timeZone} />
        </p>
      )}
      {post.itemId && (
        <p className="text-sm text-ink-soft">
          Says{' '}
          <Link to={`/content/${post.itemId}`} className="underline underline-offset-2">
            {post.item ?? 'a piece of content'}
          </Link>
        </p>
      )}
      {post.repeatsId && (
        <Link to={`/social/posts/${post.repeatsId}`} className="text-sm underline underline-offset-2">
          The post that it repeats
        </Link>
      )}
      <div className="flex flex-wrap gap-2">
        {!isDesk && !isTrashed && why.save === null && (
          <LinkButton to={`/social/posts/${post.id}?edit`} size="small" icon={PencilLine}>
            Change it
          </LinkButton>
        )}
        {isDesk && post.status !== 'draft' && (
          <LinkButton to={`/social/posts/${post.id}`} size="small" tone="quiet">
            How it stands
          </LinkButton>
        )}
        {isTrashed ? (
          <Deed intent="restore" fields={{ ids: post.id! }} icon={Undo2} whyNot={null} reply={reply}>
            Restore
          </Deed>
        ) : (
          <>
            {why.cancel === null && (
              <Deed intent="unschedule" fields={{ postId: post.id!, to: 'draft' }} icon={CalendarOff} whyNot={null} reply={reply}>
                Take it off the schedule
              </Deed>
            )}
            {post.status !== 'draft' && (
              <Deed intent="repeat" fields={{ postId: post.id! }} icon={CopyPlus} whyNot={null} reply={reply}>
                Post again
              </Deed>
            )}
            <Deed intent="trash" fields={{ ids: post.id! }} icon={Trash2} tone="quiet" whyNot={why.remove} reply={reply}>
              Delete
            </Deed>
          </>
        )}
      </div>
    </div>
  );
}

function Deed({ intent, fields, reply, ...button }: Pick<ButtonProps, 'icon' | 'whyNot' | 'children' | 'tone'> & { intent: string; fields: Record<string, string>; reply: unknown }) {
  const { organization } = useShell();
  return (
    <Form reply={replyTo(reply, intent)} organizationId={organization.id} className="grid gap-2" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton size="small" tone="secondary" {...button} />
    </Form>
  );
}
