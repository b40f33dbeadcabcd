import { Link } from '@remix-run/react';
import { useRef } from 'react';
import type { Selection } from '#app/ui/use-selection.ts';
import { classes } from '#app/ui/class-names.ts';
import { useRowKeys } from '#app/ui/row-keys.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Tick } from '#app/ui/tick.tsx';
import { Time } from '#app/ui/time.tsx';
import { titleOf } from '../words.ts';

export interface ReaderComment {
  id: string;
  guestName: string;
  guestEmail: string;
  body: string;
  /** The comment that this one answers. */
  answers: string | null;
  createdAt: string;
  itemId: string;
  itemTitle: string;
}

/** One comment a row: who, on what, when, and the words as they were typed. */
export function ReaderComments({ rows, selection }: { rows: readonly ReaderComment[]; selection: Selection }) {
  const list = useRef<HTMLUListElement>(null);
  const { person, organization } = useShell();
  useRowKeys(list);
  return (
    <ul ref={list} aria-label="Comments, newest first" className="divide-y divide-rule border-y border-rule">
      {rows.map((comment) => (
        <li key={comment.id} className={classes('flex items-start gap-3 px-1 py-4', selection.ids.has(comment.id) && 'bg-accent-wash')}>
          <span className="flex h-6 items-center pointer-coarse:h-8">
            <Tick
              type="checkbox"
              name="ids[]"
              value={comment.id}
              aria-label={`Choose the comment of ${comment.guestName}`}
              checked={selection.ids.has(comment.id)}
              onChange={(event) => selection.toggle(comment.id, (event.nativeEvent as MouseEvent).shiftKey)}
            />
          </span>
          <div className="grid min-w-0 flex-1 gap-1">
            <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-soft">
              <b className="text-base font-medium text-ink" dir="auto">
                {comment.guestName}
              </b>
              {comment.guestEmail && <a href={`mailto:${encodeURIComponent(comment.guestEmail).replace('%40', '@')}`}>{comment.guestEmail}</a>}
              <Time at={comment.createdAt} zone={person.timeZone} otherZone={organization.timeZone} show="relative" />
            </p>
            <p className="max-w-prose break-words whitespace-pre-wrap" dir="auto">
              {comment.body}
            </p>
            <p className="text-sm text-ink-soft">
              {comment.answers ? 'Answers a comment on ' : 'On '}
              <Link to={`/content/${comment.itemId}`} data-row-link dir="auto">
                {titleOf({ title: comment.itemTitle })}
              </Link>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
