import type { MeasuredAccount, Summed } from '#db/queries/analytics.ts';

export interface AccountRow extends MeasuredAccount {
  now: Summed | null;
  before: Summed | null;
}

/** Every account with its figures of both spans, the most heard first; those that said nothing come last, by name. */
export function accountRows(accounts: readonly MeasuredAccount[], figures: readonly (Summed & { accountId: string; isNow: boolean })[]): AccountRow[] {
  const found = (accountId: string, isNow: boolean) => figures.find((row) => row.accountId === accountId && row.isNow === isNow) ?? null;
  const weight = ({ now }: AccountRow) => (now ? (now.impressions ?? now.engagements ?? 0) : -1);
  return accounts.map((account) => ({ ...account, now: found(account.id, true), before: found(account.id, false) })).sort((a, b) => weight(b) - weight(a));
}
