import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import { type Figure, FIGURE_WORDS, type MeasuredPost, percent, rateOf, shown } from '../figure.ts';
import { Choices } from './choices.tsx';

interface PostsViewProps {
  posts: { rows: MeasuredPost[]; next: string | null };
  later: boolean;
  figure: Figure;
  mark: (post: Pick<MeasuredPost, 'platform'>) => ReactNode;
}

/** What stands in the table: what most platforms tell. All eight stand in the file. */
const COLUMNS = ['impressions', 'engagements', 'clicks', 'shares', 'comments', 'likes'] as const satisfies readonly Figure[];

/** Every post of the days on each of its accounts, by one figure. */
export function PostsView({ posts, later, figure, mark }: PostsViewProps) {
  const { search } = useLocation();
  const { person } = useShell();
  const columns = COLUMNS.includes(figure as (typeof COLUMNS)[number]) ? COLUMNS : ([figure, ...COLUMNS] as const);
  return (
    <>
      <div className="mb-3">
        <Choices label="In the order of" choices={(Object.keys(FIGURE_WORDS) as Figure[]).map((name) => ({ to: withParams(search, { figure: name, after: null }), word: FIGURE_WORDS[name].word, current: name === figure }))} />
      </div>
      <Table
        caption={`Posts by ${FIGURE_WORDS[figure].word.toLowerCase()}, the most first`}
        rows={posts.rows}
        rowKey={({ targetId }) => targetId}
        href={({ postId }) => `/social/posts/${postId}`}
        columns={[
          {
            key: 'post',
            header: 'Post',
            cell: (row) => (
              <span className="inline-flex min-w-0 items-center gap-2.5">
                {mark(row)}
                <span className="grid min-w-0">
                  <span dir="auto" className="line-clamp-2">{row.words || 'A post without words'}</span>
                  <span className="text-xs font-normal text-ink-soft">
                    {row.account} · <Time at={row.publishedAt} zone={person.timeZone} show="absolute" />
                  </span>
                </span>
              </span>
            ),
          },
          ...columns.map((name) => ({ key: name, header: FIGURE_WORDS[name].word, cell: (row: MeasuredPost) => shown(row[name]), align: 'end' as const })),
          { key: 'rate', header: 'Engagement rate', cell: (row) => percent(rateOf([row])), align: 'end' },
        ]}
        empty={
          later ? (
            <EmptyState title="No more posts" action={<LinkButton to={withParams(search, { after: null })}>Back to the first page</LinkButton>}>
              The list ended on the page before.
            </EmptyState>
          ) : (
            <EmptyState title="No post went out in these days" action={<LinkButton to="/social/posts/new">Write a post</LinkButton>}>
              Each post that is out stands here with what its platform tells of it, from an hour after it went out. Choose more days, or another account.
            </EmptyState>
          )
        }
      />
      <Pager previous={null} next={posts.next} />
    </>
  );
}
