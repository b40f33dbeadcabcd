import { Badge, type BadgeTone } from '#app/ui/badge.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import type { TargetStatus } from '../../composing/post.ts';

export interface AccountPost {
  id: string;
  postId: string;
  status: TargetStatus;
  scheduledAt: string | null;
  publishedAt: string | null;
  platformUrl: string | null;
  words: string;
  title: string;
}

const WORDS: Record<TargetStatus, { tone: BadgeTone; word: string }> = {
  draft: { tone: 'idle', word: 'Draft' },
  scheduled: { tone: 'planned', word: 'Scheduled' },
  claimed: { tone: 'planned', word: 'Scheduled' },
  sending: { tone: 'waiting', word: 'Going out' },
  published: { tone: 'done', word: 'Published' },
  failed: { tone: 'failed', word: 'Failed' },
  needs_attention: { tone: 'waiting', word: 'Needs you' },
  cancelled: { tone: 'idle', word: 'Cancelled' },
};

export function AccountPosts({ posts }: { posts: readonly AccountPost[] }) {
  const { person } = useShell();
  return (
    <Table
      caption="Posts of this account, the latest first"
      rows={posts}
      rowKey={({ id }) => id}
      href={({ postId }) => `/social/posts/${postId}`}
      columns={[
        { key: 'words', header: 'Post', cell: (row) => <span dir="auto" className="line-clamp-2">{row.title || row.words || 'A post without words'}</span> },
        { key: 'status', header: 'Status', cell: (row) => <Badge tone={WORDS[row.status].tone}>{WORDS[row.status].word}</Badge> },
        { key: 'when', header: 'When', cell: (row) => ((at) => (at ? <Time at={at} zone={person.timeZone} /> : '–'))(row.publishedAt ?? row.scheduledAt) },
      ]}
      empty={
        <EmptyState title="No posts yet" action={<LinkButton to="/social">See all posts</LinkButton>}>
          Choose this account when you write a post. Here you see what became of it.
        </EmptyState>
      }
    />
  );
}
