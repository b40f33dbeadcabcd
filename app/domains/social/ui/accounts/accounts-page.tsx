import { Link } from '@remix-run/react';
import { Plus, Share2 } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Table } from '#app/ui/table.tsx';
import type { ShownAccount } from '../../accounts/shown-account.ts';
import { PlatformMark } from '../platform-mark.tsx';
import { SocialLinks } from '../social-links.tsx';
import { AccountBadge } from './account-badge.tsx';
import { AccessEnd, figure, handleOf } from './account-words.tsx';
import { PauseButton } from './pause-button.tsx';

interface AccountsPageProps {
  accounts: { rows: ShownAccount[]; next: string | null };
  later: boolean;
  whyNot: string | null;
}

/** Where the organization speaks, one account a line. */
export function AccountsPage({ accounts, later, whyNot }: AccountsPageProps) {
  const connect = (words: string) =>
    whyNot === null ? (
      <LinkButton to="/social/connect" tone="primary" icon={Plus}>
        {words}
      </LinkButton>
    ) : (
      <Button tone="primary" icon={Plus} whyNot={whyNot}>
        {words}
      </Button>
    );
  return (
    <>
      <PageHeader above={<SocialLinks />} title="Accounts" lead="Where your posts go: each account with its access, its queue and its times." action={connect('Connect an account')} />
      <Table
        caption="Accounts, by name"
        rows={accounts.rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/social/accounts/${id}`}
        columns={[
          { key: 'name', header: 'Account', cell: (row) => <AccountName account={row} /> },
          { key: 'status', header: 'Status', cell: (row) => <Standing account={row} /> },
          { key: 'followers', header: 'Followers', cell: (row) => figure(row.followerCount), align: 'end' },
          { key: 'end', header: 'Access ends', cell: (row) => <AccessEnd account={row} /> },
          { key: 'project', header: 'Project', cell: (row) => (row.project ? <Link to={`/projects/${row.projectId}`}>{row.project}</Link> : '–') },
          { key: 'queued', header: 'In the queue', cell: (row) => (row.queued === 0 ? '–' : row.queued === 1000 ? '1,000 or more' : row.queued), align: 'end' },
          { key: 'pause', header: 'Pause', hideHeader: true, cell: (row) => (row.status === 'active' ? <PauseButton account={row} whyNot={whyNot} size="small" /> : null) },
        ]}
        empty={
          later ? (
            <EmptyState title="No more accounts" action={<LinkButton to="/social/accounts">Back to the first page</LinkButton>}>
              The list ended on the page before.
            </EmptyState>
          ) : (
            <EmptyState icon={Share2} title="No accounts yet" action={connect('Connect the first account')}>
              Connect the accounts that your organization speaks with. Masthead publishes to them at the minute you choose, and shows what became of every post.
            </EmptyState>
          )
        }
      />
      <Pager previous={null} next={accounts.next} />
    </>
  );
}

function AccountName({ account }: { account: ShownAccount }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2.5">
      <PlatformMark platform={account.platform} />
      <span className="grid min-w-0">
        <span dir="auto" className="truncate">{account.displayName}</span>
        <span className="truncate text-xs font-normal text-ink-soft">{handleOf(account)}</span>
      </span>
    </span>
  );
}

function Standing({ account }: { account: ShownAccount }) {
  return (
    <span className="grid justify-items-start gap-0.5">
      <AccountBadge account={account} />
      {account.statusReason && <span className="max-w-[26ch] text-xs text-ink-soft">{account.statusReason}</span>}
    </span>
  );
}
