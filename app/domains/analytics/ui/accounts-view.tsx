import type { ReactNode } from 'react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Table } from '#app/ui/table.tsx';
import type { AccountRow } from '../account-rows.ts';
import { changeOf, percent, shown } from '../figure.ts';
import { ChangeLine } from './change-line.tsx';

/** "+120": how many more there are, where both ends are known. */
function grown({ followers, followersBefore }: AccountRow): string | null {
  if (followers === null || followersBefore === null) return null;
  const more = followers - followersBefore;
  return more === 0 ? 'as before' : `${more > 0 ? '+' : '−'}${shown(Math.abs(more))}`;
}

/** Each account beside the others: what it said, and how it was heard. */
export function AccountsView({ rows, mark }: { rows: readonly AccountRow[]; mark: (account: Pick<AccountRow, 'platform'>) => ReactNode }) {
  return (
    <Table
      caption="Accounts by impressions, the most first"
      rows={rows}
      rowKey={({ id }) => id}
      href={({ id }) => `/social/accounts/${id}`}
      columns={[
        {
          key: 'name',
          header: 'Account',
          cell: (row) => (
            <span className="inline-flex min-w-0 items-center gap-2.5">
              {mark(row)}
              <span className="grid min-w-0">
                <span dir="auto" className="truncate">{row.name}</span>
                <span className="truncate text-xs font-normal text-ink-soft">{row.username}</span>
              </span>
            </span>
          ),
        },
        { key: 'posts', header: 'Posts', cell: ({ now }) => shown(now?.posts ?? 0), align: 'end' },
        {
          key: 'impressions',
          header: 'Impressions',
          cell: ({ now, before }) => (
            <span className="grid justify-items-end">
              {shown(now?.impressions)}
              {now && before && <ChangeLine change={changeOf(now.impressions, before.impressions)} />}
            </span>
          ),
          align: 'end',
        },
        { key: 'engagements', header: 'Engagements', cell: ({ now }) => shown(now?.engagements), align: 'end' },
        { key: 'rate', header: 'Engagement rate', cell: ({ now }) => percent(now?.engagementRate), align: 'end' },
        { key: 'clicks', header: 'Clicks', cell: ({ now }) => shown(now?.clicks), align: 'end' },
        {
          key: 'followers',
          header: 'Followers',
          cell: (row) => (
            <span className="grid justify-items-end">
              {shown(row.followers)}
              {grown(row) && <span className="text-sm text-ink-soft">{grown(row)}</span>}
            </span>
          ),
          align: 'end',
        },
      ]}
      empty={
        <EmptyState title="No accounts yet" action={<LinkButton to="/social/connect">Connect an account</LinkButton>}>
          Connect the accounts that your organization speaks with, and see here how each is heard.
        </EmptyState>
      }
    />
  );
}
