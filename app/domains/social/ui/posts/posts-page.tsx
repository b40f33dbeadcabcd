import { useLocation, useOutletContext } from '@remix-run/react';
import { MessageSquarePlus, SearchX, Send, Upload } from 'lucide-react';
import { Suspense } from 'react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, isFormReply, SubmitButton } from '#app/ui/form.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { late } from '#app/ui/late.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { useSelection } from '#app/ui/use-selection.ts';
import type { ShownPosts } from '../../composing/posts-filter.ts';
import { ClockLine } from '../clock-line.tsx';
import { PauseDialog } from '../pause-banner.tsx';
import type { SocialFrame } from '../social-frame.ts';
import { SocialLinks } from '../social-links.tsx';
import type { ListedPost, PostChoices, PostWhys } from './listed-post.ts';
import { PostsTable } from './posts-table.tsx';
import { PostsTabs } from './posts-tabs.tsx';
import { PostsChips, PostsTools } from './posts-tools.tsx';

const SelectionBar = late(() => import('./selection-bar.tsx'));

export interface PostsPageProps {
  posts: { rows: ListedPost[]; next: string | null };
  needs: number;
  choices: PostChoices;
  shown: ShownPosts;
  later: boolean;
  why: PostWhys;
  reply: unknown;
}

export function PostsPage({ posts, needs, choices, shown, later, why, reply }: PostsPageProps) {
  const { organization } = useShell();
  const { pause, beatAt } = useOutletContext<SocialFrame>();
  const hydrated = useHydrated();
  const selection = useSelection(posts.rows, isFormReply(reply));
  return (
    <>
      <PageHeader
        above={<SocialLinks />}
        title="Posts"
        action={
          <>
            {!pause.pausedAt && <PauseDialog why={why.schedule} />}
            {why.write === null && (
              <LinkButton to="/social/import" icon={Upload}>
                Bring in
              </LinkButton>
            )}
            <LinkButton to="/social/posts/new" tone="primary" icon={MessageSquarePlus}>
              New post
            </LinkButton>
          </>
        }
      />
      <PostsTabs needs={needs} />
      <div className={selection.ids.size > 0 ? 'sticky top-13 z-10 mb-4 grid content-end bg-paper py-1 sm:min-h-18' : 'mb-4'}>
        {selection.ids.size > 0 ? (
          <Suspense>
            <SelectionBar posts={posts.rows} selection={selection} inTrash={shown.view === 'trash'} organizationId={organization.id} reply={reply} why={why} tags={choices.tags} />
          </Suspense>
        ) : (
          <PostsTools shown={shown} choices={choices} />
        )}
        <PostsChips shown={shown} choices={choices} />
      </div>
      {posts.rows.length === 0 ? (
        <Nothing shown={shown} later={later} hasAccounts={choices.accounts.length > 0} />
      ) : (
        <Form reply={hydrated ? undefined : isFormReply(reply) ? reply : undefined} organizationId={organization.id} className="grid gap-4" onSubmit={(event) => hydrated && event.preventDefault()}>
          <PostsTable posts={posts.rows} selection={selection} />
          {!hydrated && (
            <p>
              <SubmitButton tone="secondary" name="intent" value={shown.view === 'trash' ? 'restore' : 'trash'} whyNot={why.remove}>
                {shown.view === 'trash' ? 'Restore the ticked' : 'Move the ticked to the trash'}
              </SubmitButton>
            </p>
          )}
        </Form>
      )}
      <Pager previous={null} next={posts.next} />
      <ClockLine beatAt={beatAt} />
    </>
  );
}

const isPlain = ({ account, platform, project, campaign, tag, author, status, from, to }: ShownPosts) => [account, platform, project, campaign, tag, author, status, from, to].every((each) => each === undefined);

function Nothing({ shown, later, hasAccounts }: { shown: ShownPosts; later: boolean; hasAccounts: boolean }) {
  const { search } = useLocation();
  if (later) {
    return (
      <EmptyState title="No more posts" action={<LinkButton to={withParams(search, { after: null })}>Back to the first page</LinkButton>}>
        The list ended on the page before.
      </EmptyState>
    );
  }
  if (!isPlain(shown)) {
    return (
      <EmptyState icon={SearchX} title="Nothing matches" action={<LinkButton to={shown.view === 'all' ? '/social' : `/social?view=${shown.view}`}>Remove all filters</LinkButton>}>
        No post here fits all of these filters. Remove one of them.
      </EmptyState>
    );
  }
  if (shown.view === 'trash') return <EmptyState title="The trash is empty">What you move to the trash waits here and can be restored.</EmptyState>;
  if (shown.view === 'scheduled') return <EmptyState title="Nothing is scheduled">A post with a time stands here until it is out, the next one first.</EmptyState>;
  if (shown.view === 'published') return <EmptyState title="Nothing is published yet">What went out stands here, the newest first, with the link to each account.</EmptyState>;
  if (shown.view === 'drafts') return <EmptyState title="No drafts">A post without a time waits here until you give it one.</EmptyState>;
  return (
    <EmptyState
      icon={Send}
      title="No posts yet"
      action={
        hasAccounts ? (
          <LinkButton to="/social/posts/new" tone="primary">
            Write the first post
          </LinkButton>
        ) : (
          <LinkButton to="/social/accounts" tone="primary">
            Connect an account
          </LinkButton>
        )
      }
    >
      {hasAccounts ? 'Write once, look at it as each platform will show it, and choose when it goes out.' : 'Connect the accounts you speak with; then one post goes to all of them, each at its time, once.'}
    </EmptyState>
  );
}
