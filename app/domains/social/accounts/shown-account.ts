import type { ListedAccount } from '#db/queries/accounts.ts';
import { accountName, endOf, isRenewable, warningDue } from './account.ts';
import { CONNECTORS } from '../connectors/registry.ts';

/** What a list tells of an account: with the end of its access, as far as a person has to know it. */
export function shownAccount<Row extends ListedAccount>({ nameKey: _, hasRefreshToken, signInEnds, ...row }: Row) {
  const connector = CONNECTORS[row.platform];
  const renewable = connector !== undefined && isRenewable(connector, hasRefreshToken);
  const end = endOf({ tokenExpiresAt: row.tokenExpiresAt, renewable, platformData: { signInEnds } });
  return { ...row, name: accountName(row), end, endsSoon: row.status === 'active' && warningDue(end, connector?.warnDays ?? [], null, new Date()) !== null, renews: renewable && row.tokenExpiresAt !== null, tellsFigures: connector?.profile !== undefined };
}

export type ShownAccount = ReturnType<typeof shownAccount<ListedAccount>>;
