import type { Platform } from '../../connectors/connector.ts';
import type { TargetStatus } from '../../composing/post.ts';
import { Link, useLocation, useOutletContext } from '@remix-run/react';
import { CircleCheckBig } from 'lucide-react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { nameOf } from '../../composing/post.ts';
import { type Asking, askingOf } from '../../publishing/resolution.ts';
import { ClockLine } from '../clock-line.tsx';
import { DecideTarget } from '../ledger/decide-target.tsx';
import type { LedgerLine, OpenAttempt } from '../ledger/ledger-line.ts';
import { Timeline } from '../ledger/timeline.tsx';
import { PlatformMark } from '../platform-mark.tsx';
import type { SocialFrame } from '../social-frame.ts';
import { SocialLinks } from '../social-links.tsx';
import { PostsTabs } from './posts-tabs.tsx';
import { TargetBadge } from './target-states.tsx';

export interface Waiting {
  id: string;
  postId: string;
  accountId: string;
  platform: Platform;
  account: string;
  profileUrl: string | null;
  status: TargetStatus;
  scheduledAt: string | null;
  failureCode: string;
  failureMessage: string;
  attempt: OpenAttempt | null;
  words: string;
  piece: { text: string | null; title: string | null; link: string | null; parts: number } | null;
  lines: LedgerLine[];
}

interface NeedsYouProps {
  waiting: { rows: Waiting[]; next: string | null };
  needs: number;
  why: string | null;
}

/** What is asked, for each way in which it can stop. */
const QUESTIONS: Record<Asking, string> = {
  unclear: 'Look at the account: is it there?',
  'hand-off': 'Post it there by hand, then bring its link back.',
  held: 'Send it now, or let it be.',
  unapproved: 'It goes out as soon as it is approved.',
  failed: 'Nothing was published.',
};

export function NeedsYouPage({ waiting, needs, why }: NeedsYouProps) {
  const { beatAt } = useOutletContext<SocialFrame>();
  return (
    <>
      <PageHeader above={<SocialLinks />} title="Posts" />
      <PostsTabs needs={needs} />
      {waiting.rows.length === 0 ? (
        <EmptyState icon={CircleCheckBig} title="Nothing needs you">
          When nobody can tell by machine whether a post is live, or one did not go out, it stands here with what was seen, until you decide.
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {waiting.rows.map((each) => (
            <Item key={each.id} target={each} why={why} />
          ))}
        </ul>
      )}
      <Pager previous={null} next={waiting.next} />
      <ClockLine beatAt={beatAt} />
    </>
  );
}

function Item({ target, why }: { target: Waiting; why: string | null }) {
  const { person, organization } = useShell();
  const { pathname, search } = useLocation();
  const asking = askingOf(target);
  const { piece, attempt } = target;
  const handWords = piece ? [piece.title, piece.text, piece.link && !piece.text?.includes(piece.link) ? piece.link : null].filter(Boolean).join('\n\n') : null;
  const isPart = piece !== null && piece.parts > 1 && attempt !== null && attempt.segment > 0;
  return (
    <li className="grid gap-3 rounded-lg border border-rule bg-sheet p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <PlatformMark platform={target.platform} named />
        <Link to={`/social/accounts/${target.accountId}`} className="font-medium" dir="auto">
          {target.account}
        </Link>
        <TargetBadge status={target.status} />
        {target.scheduledAt && (
          <span className="text-sm text-ink-soft">
            due <Time at={target.scheduledAt} zone={person.timeZone} otherZone={organization.timeZone} />
          </span>
        )}
      </div>
      <h2 className="font-sans text-base font-medium" dir="auto">
        <Link to={`/social/posts/${target.postId}`} prefetch="intent" className="line-clamp-2">
          {target.words.replace(/\s+/g, ' ').trim() || nameOf({ text: target.words, title: piece?.title ?? '' })}
        </Link>
      </h2>
      <div className="grid gap-1">
        <p dir="auto">
          {isPart && `Part ${attempt.segment + 1} of ${piece.parts}: `}
          {target.failureMessage || 'It stopped without saying why.'}
        </p>
        {asking && <p className="text-ink-soft">{QUESTIONS[asking]}</p>}
        {asking === 'unclear' && attempt?.armedAt && (
          <p className="text-sm text-ink-soft">
            It was sent <Time at={attempt.armedAt} zone={person.timeZone} otherZone={organization.timeZone} />
            {attempt.tries > 1 && `, the last of ${attempt.tries} times`}.
          </p>
        )}
      </div>
      {asking === 'hand-off' && handWords && <pre className="max-h-48 overflow-auto rounded-md bg-hover p-3 font-sans whitespace-pre-wrap" dir="auto">{handWords}</pre>}
      <DecideTarget target={target} words={handWords} why={why} back={pathname + search} />
      {target.lines.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer text-sm text-ink-soft underline underline-offset-2">The evidence</summary>
          <div className="mt-3">
            <Timeline lines={target.lines} parts={piece?.parts ?? 1} />
          </div>
        </details>
      )}
    </li>
  );
}
