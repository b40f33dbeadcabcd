import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useLoaderData } from '@remix-run/react';
import { UserPlus } from 'lucide-react';
import { figuresOf, postsByFigure } from '#db/queries/analytics.ts';
import { readingsOf } from '#db/queries/readings.ts';
import { recentActivity } from '#db/queries/audit.ts';
import { scheduledThings } from '#db/queries/calendar.ts';
import { waitingComments } from '#db/queries/comments.ts';
import { reviewsAskedOf } from '#db/queries/content.ts';
import { clockHands, deadDeliveries } from '#db/queries/deliveries.ts';
import { stoppedCount, targetsToResolve } from '#db/queries/ledger.ts';
import { openInvitations } from '#db/queries/members.ts';
import { postReviewsAskedOf } from '#db/queries/posts-list.ts';
import { overdue, unmended } from '#db/queries/publishing.ts';
import { accountsToMend, socialPause } from '#db/queries/social-pause.ts';
import { bestOfWeek, weekWords } from '#app/domains/analytics/week.ts';
import { actorOf, deed } from '#app/domains/audit/sentence.ts';
import { EntrySentence } from '#app/domains/audit/ui/entry-sentence.tsx';
import { layOut } from '#app/domains/planning/scheduled.ts';
import { OVERDUE_DAYS, todayPlan } from '#app/domains/planning/today.ts';
import { shortened, TodayPlan } from '#app/domains/planning/ui/calendar/today-plan.tsx';
import { accountName } from '#app/domains/social/accounts/account.ts';
import { nameOf } from '#app/domains/social/composing/post.ts';
import { PauseBanner } from '#app/domains/social/ui/pause-banner.tsx';
import { read } from '#app/platform/guard.server.ts';
import { may, whyNot } from '#app/platform/permission.ts';
import { DAY } from '#app/platform/time.ts';
import { Badge, type BadgeTone } from '#app/ui/badge.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { dateline } from '#app/ui/zoned-time.ts';

export const meta = () => [{ title: 'Today · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const now = new Date();
  const [from, to] = [new Date(now.getTime() - (OVERDUE_DAYS + 1) * DAY), new Date(now.getTime() + 2 * DAY)];
  const { viewer, ...page } = await read(args, 'organization:read', {
    activity: recentActivity(12),
    dead: deadDeliveries(),
    invitations: openInvitations(),
    clock: clockHands(),
    reviews: reviewsAskedOf(20),
    comments: waitingComments(),
    ...scheduledThings(from, to, {}, 2000),
    overdue: overdue(10),
    unmended: unmended(10),
    stopped: targetsToResolve({ limit: MOST_STOPPED }),
    stoppedAll: stoppedCount(),
    postReviews: postReviewsAskedOf(20),
    accounts: accountsToMend(10),
    pause: socialPause(),
    figures: figuresOf(WEEK),
    readings: readingsOf(WEEK.span),
    best: postsByFigure(WEEK, 'impressions', { limit: 3 }),
  });
  return {
    activity: may(viewer, 'audit:read') ? page.activity.map((entry) => ({ sequence: entry.sequence, createdAt: entry.createdAt, who: actorOf(entry), what: deed(entry.action, entry.metadata) })) : [],
    dead: may(viewer, 'delivery:read') ? page.dead : [],
    invitations: may(viewer, 'member:invite') ? page.invitations.length : 0,
    beatAt: page.clock.find((hand) => hand.name === 'tick')?.beatAt ?? null,
    mayInvite: may(viewer, 'member:invite'),
    plan: shortened(todayPlan(layOut(page, from, to), now, viewer.timeZone)),
    reviews: page.reviews,
    unpublished: may(viewer, 'content:publish') ? [...page.overdue, ...page.unmended] : [],
    stopped: may(viewer, 'post:schedule') ? page.stopped.rows.map(({ id, postId, words, status, account, failureMessage }) => ({ id, postId, name: nameOf({ text: words }), status, account, failureMessage })) : [],
    stoppedMore: may(viewer, 'post:schedule') ? Math.max(0, (page.stoppedAll?.count ?? 0) - page.stopped.rows.length) : 0,
    postReviews: page.postReviews.map(({ words, ...review }) => ({ ...review, name: nameOf({ text: words }) })),
    accounts: may(viewer, 'account:manage') ? page.accounts.map(({ id, status, reason, endsAt, ...account }) => ({ id, status, reason, endsAt, name: accountName(account) })) : [],
    week: { words: weekWords(page), best: bestOfWeek(page.best.rows) },
    pause: { pausedAt: page.pause!.pausedAt, reason: page.pause!.reason, late: page.pause!.late },
    whySchedule: whyNot(viewer, 'post:schedule'),
    comments: may(viewer, 'content:moderate') ? (page.comments?.count ?? 0) : 0,
  };
}

const MOST_STOPPED = 5;
const WEEK = { span: { days: 7 } };

export default function Today() {
  const { activity, dead, invitations, beatAt, mayInvite, plan, reviews, unpublished, comments, stopped, stoppedMore, postReviews, accounts, pause, week, whySchedule } = useLoaderData<typeof loader>();
  const { person, organization, now } = useShell();
  const late = beatAt === null || Date.parse(now) - Date.parse(beatAt) > 180_000;
  return (
    <>
      <PageHeader
        title="Today"
        lead={<span className="lg:hidden">{dateline(new Date(now), person.timeZone)}</span>}
        action={
          mayInvite && (
            <LinkButton to="/settings/people?invite=1" icon={UserPlus}>
              Invite people
            </LinkButton>
          )
        }
      />
      <PauseBanner pause={pause} why={whySchedule} back="/" />
      <Section title="Needs you" lead="What waits for a decision or a repair.">
        {dead.length === 0 && invitations === 0 && reviews.length === 0 && comments === 0 && unpublished.length === 0 && stopped.length === 0 && postReviews.length === 0 && accounts.length === 0 ? (
          <p className="text-ink-soft">Nothing waits for you.</p>
        ) : (
          <ul className="divide-y divide-rule">
            {unpublished.map(({ id, itemId, title, isLate, kind, failure }) => (
              <Need
                key={id}
                tone="failed"
                status={isLate ? 'Late' : 'Failed'}
                to={`/content/${itemId}`}
                name={title.trim() || 'Untitled'}
                why={isLate ? `It should have ${kind === 'publish' ? 'gone live' : 'been taken down'} by now. The clock makes up for it as soon as it runs.` : failure}
              />
            ))}
            {stopped.map(({ id, name, status, account, failureMessage }) => (
              <Need key={id} tone={status === 'failed' ? 'failed' : 'waiting'} status={status === 'failed' ? 'Failed' : 'Unclear'} to="/social/needs-you" name={`“${name}” to ${account}`} why={failureMessage} />
            ))}
            {stoppedMore > 0 && <Need tone="waiting" status="Unclear" to="/social/needs-you" name={`${stoppedMore} more ${stoppedMore === 1 ? 'post' : 'posts'}`} why="They failed, or nobody can tell whether they are live." />}
            {accounts.map(({ id, name, status, reason, endsAt }) => (
              <Need key={id} tone={status === 'active' ? 'waiting' : 'failed'} status={status === 'active' ? 'Ends soon' : 'Lost'} to={`/social/accounts/${id}`} name={name} why={status === 'active' && endsAt ? `Its access ends on ${dateline(new Date(endsAt), person.timeZone)}. Connect it again before then.` : reason} />
            ))}
            {postReviews.map(({ postId, name, asker, note }) => (
              <Need key={postId} tone="waiting" status="Review" to={`/social/posts/${postId}`} name={name} why={note || `${asker ?? 'Someone'} asks for your word on this post.`} />
            ))}
            {reviews.map(({ itemId, title, asker, note }) => (
              <Need key={itemId} tone="waiting" status="Review" to={`/content/${itemId}`} name={title.trim() || 'Untitled'} why={note || `${asker ?? 'Someone'} asks for your word on it.`} />
            ))}
            {dead.map((delivery) => (
              <Need key={delivery.id} tone="failed" status="Not sent" to="/settings/deliveries?show=dead" name={delivery.label} why={delivery.lastError} />
            ))}
            {comments > 0 && <Need tone="waiting" status="Waiting" to="/content/comments" name={comments === 1 ? 'A reader’s comment' : `${comments} readers’ comments`} why="Nobody sees them before you say yes." />}
            {invitations > 0 && (
              <Need
                tone="waiting"
                status="Waiting"
                to="/settings/people"
                name={invitations === 1 ? 'One invitation' : `${invitations} invitations`}
                why={invitations === 1 ? 'It is not answered yet.' : 'They are not answered yet.'}
              />
            )}
          </ul>
        )}
      </Section>
      <TodayPlan {...plan} />
      {week.words && (
        <Section title="How it went" lead="The last 7 days." action={<Link to="/analytics?days=7">All figures</Link>}>
          <p>{week.words}</p>
          {week.best.length > 0 && (
            <ul className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-1">
              {week.best.map(({ targetId, postId, words, account, shown }) => (
                <li key={targetId} className="flex items-baseline justify-between gap-x-4">
                  <Link to={`/social/posts/${postId}`} dir="auto" className="min-w-0 truncate">
                    {words || account}
                  </Link>
                  <span className="shrink-0 text-sm text-ink-soft tabular-nums">shown {shown}</span>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      <Section title="Activity" lead="Who did what, newest first." action={activity.length > 0 && <Link to="/settings/activity">All activity</Link>}>
        {activity.length === 0 ? (
          <EmptyState title="Quiet so far">What your team does appears here as it happens.</EmptyState>
        ) : (
          <ul className="grid gap-2.5">
            {activity.map((entry) => (
              <li key={entry.sequence} className="flex items-baseline justify-between gap-x-4">
                <EntrySentence who={entry.who} what={entry.what} />
                <span className="shrink-0 text-sm text-ink-soft">
                  <Time at={entry.createdAt} zone={person.timeZone} otherZone={organization.timeZone} show="relative" />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="The clock" lead="Sends what is due, each minute.">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={late ? 'failed' : 'done'}>{late ? 'Late' : 'On time'}</Badge>
          {beatAt ? (
            <span className="text-ink-soft">
              Last tick <Time at={beatAt} zone={person.timeZone} show="relative" />
            </span>
          ) : (
            <span className="text-ink-soft">It has not ticked yet.</span>
          )}
        </p>
      </Section>
    </>
  );
}

/** One thing to do: how it stands, where to do it, and why. */
function Need({ tone, status, to, name, why }: { tone: BadgeTone; status: string; to: string; name: string; why: string | null }) {
  return (
    <li className="grid gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0 sm:grid-cols-[5.5rem_minmax(0,1fr)]">
      <span>
        <Badge tone={tone}>{status}</Badge>
      </span>
      <span className="grid gap-0.5">
        <span className="font-medium">
          <Link to={to} prefetch="intent">
            {name}
          </Link>
        </span>
        {why && <span className="text-sm text-ink-soft">{why}</span>}
      </span>
    </li>
  );
}
