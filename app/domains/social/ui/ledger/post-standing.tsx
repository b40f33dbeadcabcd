import { Link } from '@remix-run/react';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { Platform } from '../../connectors/connector.ts';
import type { TargetStatus } from '../../composing/post.ts';
import { PlatformMark } from '../platform-mark.tsx';
import { TargetBadge } from '../posts/target-states.tsx';
import { DecideTarget } from './decide-target.tsx';
import type { LedgerLine, OpenAttempt } from './ledger-line.ts';
import { Timeline } from './timeline.tsx';

/** How a post stands on one account, as `standingOfPost` tells it. */
export interface ShownStanding {
  id: string;
  postId: string;
  accountId: string;
  platform: Platform;
  account: string;
  profileUrl: string | null;
  status: TargetStatus;
  scheduledAt: string | null;
  publishedAt: string | null;
  url: string | null;
  failureCode: string;
  failureMessage: string;
  attempt: OpenAttempt | null;
  attempts: readonly { segment: number }[];
  lines: readonly LedgerLine[];
}

/** Each account with its state, its moment and its link, and all that was done for it. Nothing to show before it is scheduled. */
export function PostStanding({ targets, back, why }: { targets: readonly ShownStanding[]; back: string; why: string | null }) {
  const shown = targets.filter(({ status, lines }) => status !== 'draft' || lines.length > 0);
  if (shown.length === 0) return null;
  return (
    <Section title="How it stands" lead="Each account, and every step that was taken for it." wide>
      <ul className="divide-y divide-rule">
        {shown.map((target) => (
          <li key={target.id} className="grid gap-2 py-4 first:pt-0 last:pb-0">
            <OnAccount target={target} />
            {target.failureMessage && <p dir="auto">{target.failureMessage}</p>}
            <DecideTarget target={target} why={why} back={back} />
            {target.lines.length > 0 && (
              <details>
                <summary className="w-fit cursor-pointer text-sm text-ink-soft underline underline-offset-2">
                  {target.lines.length === 1 ? '1 step' : `${target.lines.length} steps`}
                </summary>
                <div className="mt-3">
                  <Timeline lines={target.lines} parts={1 + Math.max(0, ...target.attempts.map(({ segment }) => segment))} />
                </div>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OnAccount({ target: { accountId, platform, account, status, scheduledAt, publishedAt, url } }: { target: ShownStanding }) {
  const { person, organization } = useShell();
  const at = status === 'published' ? publishedAt : scheduledAt;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <PlatformMark platform={platform} named />
      <Link to={`/social/accounts/${accountId}`} className="font-medium" dir="auto">
        {account}
      </Link>
      <TargetBadge status={status} />
      {at && status !== 'draft' && (
        <span className="text-ink-soft">
          <Time at={at} zone={person.timeZone} otherZone={organization.timeZone} />
        </span>
      )}
      {url && /^https?:\/\//.test(url) && (
        <a href={url} target="_blank" rel="noreferrer">
          Open the post
        </a>
      )}
    </p>
  );
}
