import { Plug, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import type { ButtonProps } from '#app/ui/button.tsx';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';
import { PLATFORM_NAMES } from '../../accounts/account.ts';
import type { ShownAccount } from '../../accounts/shown-account.ts';
import { PlatformMark } from '../platform-mark.tsx';
import { AccountBadge } from './account-badge.tsx';
import { type AccountPost, AccountPosts } from './account-posts.tsx';
import { AccessEnd, figure, handleOf } from './account-words.tsx';
import { AccountsLink } from './connect-page.tsx';
import { PauseButton } from './pause-button.tsx';
import { type ShownSlot, SlotsForm } from './slots-form.tsx';

interface AccountPageProps {
  account: ShownAccount & { connectedBy: string | null };
  posts: readonly AccountPost[];
  slots: readonly ShownSlot[];
  nextFree: string | null;
  projects: readonly { id: string; name: string }[];
  whyNot: string | null;
  reply: unknown;
  /** What happened to it. */
  children: ReactNode;
}

export function AccountPage({ account, posts, slots, nextFree, projects, whyNot, reply, children }: AccountPageProps) {
  const { person, organization } = useShell();
  const when = (at: string | null) => (at ? <Time at={at} zone={person.timeZone} otherZone={organization.timeZone} /> : '–');
  const again = `/social/connect/${account.platform}?account=${account.id}`;
  const isActive = account.status === 'active';
  return (
    <>
      <PageHeader
        above={<AccountsLink />}
        title={
          <span className="inline-flex items-center gap-2.5">
            <PlatformMark platform={account.platform} silent />
            <span dir="auto" className="[overflow-wrap:anywhere]">{account.displayName}</span>
          </span>
        }
        lead={
          <span className="[overflow-wrap:anywhere]">
            {account.profileUrl && /^https?:/.test(account.profileUrl) ? (
              <a href={account.profileUrl} rel="noreferrer" className="underline-offset-2 hover:underline">
                {handleOf(account)}
              </a>
            ) : (
              handleOf(account)
            )}{' '}
            on {PLATFORM_NAMES[account.platform]}
          </span>
        }
        action={
          <>
            {isActive && account.pausedAt !== null && <PauseButton account={account} whyNot={whyNot} reply={reply} />}
            {whyNot === null && (
              <LinkButton to={again} tone={isActive ? 'secondary' : 'primary'} icon={Plug}>
                Connect again
              </LinkButton>
            )}
          </>
        }
      />
      <Section title="Standing" lead="Its access is renewed ahead of its end. Where a platform allows that to nobody, owners and admins are told days before.">
        <DefinitionList
          items={[
            { term: 'Status', value: <AccountBadge account={account} /> },
            ...(account.statusReason ? [{ term: 'Why', value: account.statusReason }] : []),
            ...(account.pausedAt ? [{ term: 'Paused since', value: when(account.pausedAt) }] : []),
            { term: 'Access ends', value: <AccessEnd account={account} /> },
            { term: 'In the queue', value: account.queued === 0 ? '–' : account.queued === 1 ? '1 post' : `${figure(account.queued)} posts` },
            { term: 'Followers', value: figure(account.followerCount) },
            { term: 'Follows', value: figure(account.followingCount) },
            { term: 'Posts there', value: figure(account.postCount) },
            { term: 'Figures taken', value: when(account.lastSyncedAt) },
            { term: 'Connected', value: <>{when(account.createdAt)}{account.connectedBy && ` by ${account.connectedBy}`}</> },
          ]}
        />
        {isActive && (
          <div className="mt-4 flex flex-wrap gap-2">
            {account.tellsFigures && (
              <Deed account={account} intent="sync" reply={reply} whyNot={whyNot} tone="secondary" icon={RefreshCw}>
                Take the figures now
              </Deed>
            )}
            {account.renews && (
              <Deed account={account} intent="renew" reply={reply} whyNot={whyNot} tone="secondary">
                Renew the access now
              </Deed>
            )}
          </div>
        )}
      </Section>
      <Section title="Posts" lead="What it said last, and what it is about to say." wide>
        <AccountPosts posts={posts} />
      </Section>
      <Section title="Posting times" lead="When it likes to speak. “Next free time” takes the first of them without a post." wide>
        <SlotsForm key={slots.map((slot) => `${slot.weekday}${slot.localTime}${slot.timeZone}`).join()} accountId={account.id} slots={slots} nextFree={nextFree} whyNot={whyNot} reply={reply} />
      </Section>
      {(projects.length > 0 || account.projectId) && (
        <Section title="Project" lead="The account is offered first for posts of its project.">
          <Form reply={replyTo(reply, 'project')} organizationId={organization.id} className="grid max-w-xl gap-5">
            <Hidden intent="project" id={account.id} />
            <SelectField name="projectId" label="Project" hideLabel defaultValue={account.projectId ?? ''} options={[{ value: '', label: 'Every project' }, ...projects.map(({ id, name }) => ({ value: id, label: name }))]} />
            <FormActions>
              <SubmitButton whyNot={whyNot} tone="secondary">Save the project</SubmitButton>
            </FormActions>
          </Form>
        </Section>
      )}
      {isActive && account.pausedAt === null && (
        <Section title="Pause" lead="Nothing goes out with it while it is paused. What is planned waits, each by its own rule for posts that are late.">
          <Form reply={replyTo(reply, 'pause')} organizationId={organization.id} className="grid max-w-xl gap-5">
            <Hidden intent="pause" id={account.id} />
            <TextField name="reason" label="Reason" optional maxLength={200} hint="Shown to everyone who would post with it, such as “Until the press office has looked at it”." autoComplete="off" />
            <FormActions>
              <SubmitButton whyNot={whyNot} tone="secondary">Pause the account</SubmitButton>
            </FormActions>
          </Form>
        </Section>
      )}
      <Section title="Activity" wide>
        {children}
      </Section>
      <Section title="Disconnect" tone="danger" lead="Its access is forgotten at once, and what is scheduled with it is cancelled. What is live stays where it is.">
        <Deed account={account} intent="disconnect" reply={reply} whyNot={whyNot} tone="danger">
          Disconnect the account
        </Deed>
      </Section>
    </>
  );
}

const Hidden = ({ intent, id }: { intent: string; id: string }) => (
  <>
    <input type="hidden" name="intent" value={intent} />
    <input type="hidden" name="accountId" value={id} />
  </>
);

function Deed({ account, intent, reply, children, ...look }: ButtonProps & { account: ShownAccount; intent: string; reply: unknown }) {
  const { organization } = useShell();
  return (
    <Form reply={replyTo(reply, intent)} organizationId={organization.id} className="">
      <Hidden intent={intent} id={account.id} />
      <SubmitButton {...look}>{children}</SubmitButton>
    </Form>
  );
}
