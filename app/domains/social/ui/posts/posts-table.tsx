// biome-ignore-all lint/a11y/noRedundantRoles: a table laid out as cards loses its own roles in some browsers
import { Link } from '@remix-run/react';
import { Repeat2 } from 'lucide-react';
import { useRef } from 'react';
import { Badge } from '#app/ui/badge.tsx';
import { classes } from '#app/ui/class-names.ts';
import { useRowKeys } from '#app/ui/row-keys.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Tick } from '#app/ui/tick.tsx';
import { Time } from '#app/ui/time.tsx';
import type { Selection } from '#app/ui/use-selection.ts';
import { TagList } from '#app/domains/content/ui/tag-list.tsx';
import { nameOf } from '../../composing/post.ts';
import type { ListedPost } from './listed-post.ts';
import { TargetStates } from './target-states.tsx';

const HEADERS = ['Post', 'Goes to', 'When', 'Author', 'Campaign', 'Tags'] as const;

/** The posts, one a line. */
export function PostsTable({ posts, selection }: { posts: readonly ListedPost[]; selection: Selection }) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  return (
    <div className="@container">
      <table role="table" className="data-table">
        <caption className="sr-only">Posts</caption>
        <thead role="rowgroup">
          <tr role="row">
            {HEADERS.map((name) => (
              <th key={name} role="columnheader" scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} role="rowgroup">
          {posts.map((post) => (
            <Row key={post.id} post={post} selection={selection} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ post, selection }: { post: ListedPost; selection: Selection }) {
  const name = nameOf({ text: post.words, title: post.title });
  const isChosen = selection.ids.has(post.id);
  const cell = (header: (typeof HEADERS)[number], children: React.ReactNode, look?: string) => (
    <td role="cell" data-header={header} className={look}>
      {children}
    </td>
  );
  return (
    <tr role="row" className={classes(isChosen && 'bg-accent-wash')}>
      <th role="rowheader" scope="row">
        <span className="flex min-w-0 items-center gap-3">
          <Tick type="checkbox" name="ids[]" value={post.id} aria-label={`Choose ${name}`} checked={isChosen} onChange={(event) => selection.toggle(post.id, (event.nativeEvent as MouseEvent).shiftKey)} />
          <Link to={`/social/posts/${post.id}`} data-row-link prefetch="intent" dir="auto" className={classes('row-link line-clamp-2 min-w-0 leading-snug', !post.words.trim() && !post.title.trim() && 'text-ink-faint italic')}>
            {post.words.replace(/\s+/g, ' ').trim() || name}
          </Link>
        </span>
      </th>
      {cell(
        'Goes to',
        <span className="grid justify-items-start gap-1">
          <TargetStates targets={post.targets} />
          {post.approval === 'pending' && <Badge tone="waiting">In review</Badge>}
          {post.approval === 'changes_requested' && <Badge tone="waiting">Changes asked for</Badge>}
        </span>,
      )}
      {cell('When', <When post={post} />, 'whitespace-nowrap')}
      {cell('Author', post.author ?? '–')}
      {cell('Campaign', post.campaign ?? '–')}
      {cell('Tags', post.tags.length > 0 ? <TagList tags={post.tags} most={3} /> : '–')}
    </tr>
  );
}

function When({ post: { moment, timeZone, isRecurring, deletedAt } }: { post: ListedPost }) {
  const { person } = useShell();
  if (deletedAt) return <>Thrown away <Time at={deletedAt} zone={person.timeZone} show="relative" /></>;
  if (!moment) return <>–</>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Time at={moment} zone={person.timeZone} otherZone={timeZone} />
      {isRecurring && (
        <>
          <Repeat2 size={14} aria-hidden className="text-ink-soft" />
          <span className="sr-only">It is repeated.</span>
        </>
      )}
    </span>
  );
}
