import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import type { TargetStatus } from '../../composing/post.ts';
import { TargetBadge } from '../posts/target-states.tsx';

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
        { key: 'status', header: 'Status', cell: (row) => <TargetBadge status={row.status} /> },
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
