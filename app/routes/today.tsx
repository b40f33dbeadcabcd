import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useLoaderData } from '@remix-run/react';
import { recentActivity } from '#db/queries/audit.ts';
import { clockHands, deadDeliveries } from '#db/queries/deliveries.ts';
import { openInvitations } from '#db/queries/members.ts';
import { sentence } from '#app/domains/audit/sentence.ts';
import { read } from '#app/platform/guard.server.ts';
import { may } from '#app/platform/permission.ts';
import { Badge } from '#app/ui/badge.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'Today · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, ...page } = await read(args, 'organization:read', {
    activity: recentActivity(12),
    dead: deadDeliveries(),
    invitations: openInvitations(),
    clock: clockHands(),
  });
  return {
    activity: may(viewer, 'audit:read') ? page.activity : [],
    dead: may(viewer, 'delivery:read') ? page.dead : [],
    invitations: may(viewer, 'member:invite') ? page.invitations.length : 0,
    beatAt: page.clock.find((hand) => hand.name === 'tick')?.beatAt ?? null,
    mayInvite: may(viewer, 'member:invite'),
  };
}

export default function Today() {
  const { activity, dead, invitations, beatAt, mayInvite } = useLoaderData<typeof loader>();
  const { person, organization, now } = useShell();
  const late = beatAt === null || Date.parse(now) - Date.parse(beatAt) > 180_000;
  return (
    <>
      <PageHeader
        title="Today"
        lead={new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: person.timeZone }).format(new Date(now))}
        action={mayInvite && <LinkButton to="/settings/people">Invite people</LinkButton>}
      />
      <Section title="Needs you" lead="What waits for a decision or a repair.">
        {dead.length === 0 && invitations === 0 ? (
          <p className="text-ink-soft">Nothing waits for you.</p>
        ) : (
          <ul className="grid gap-2">
            {dead.map((delivery) => (
              <li key={delivery.id} className="flex flex-wrap items-center gap-2">
                <Badge tone="failed">Not sent</Badge>
                <Link to="/settings/deliveries?show=dead">{delivery.label}</Link>
                <span className="text-sm text-ink-soft">{delivery.lastError}</span>
              </li>
            ))}
            {invitations > 0 && (
              <li className="flex flex-wrap items-center gap-2">
                <Badge tone="waiting">Waiting</Badge>
                <Link to="/settings/people">{invitations === 1 ? 'One invitation is not answered yet' : `${invitations} invitations are not answered yet`}</Link>
              </li>
            )}
          </ul>
        )}
      </Section>
      <Section title="Activity" lead="Who did what, newest first.">
        {activity.length === 0 ? (
          <EmptyState title="Quiet so far">What your team does appears here as it happens.</EmptyState>
        ) : (
          <ul className="grid gap-2.5">
            {activity.map((entry) => (
              <li key={entry.sequence} className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span>{sentence(entry)}</span>
                <span className="text-sm text-ink-soft">
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
