import { accountToOpen } from '#db/queries/accounts.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { accountName } from './account.ts';
import { connectorOf } from '../connectors/registry.ts';
import { freshAccount } from './renew-tokens.server.ts';

/** At somebody's press, long before it is due. A platform that refuses takes nothing away that still lives. */
export async function renewNow(org: Org, accountId: string): Promise<Result<{ name: string }>> {
  const found = await readFor(org, { row: accountToOpen(accountId) });
  if (!found.ok) return found;
  const { row } = found.value;
  if (!row) return refused(notFound('account'));
  const connector = connectorOf(row.platform);
  if (!connector.refresh || row.tokenExpiresAt === null) return refused(problem('conflict', row.tokenExpiresAt === null ? 'Its access has no end, so there is nothing to renew.' : `${connector.name} renews nothing without you. Connect the account again.`));
  const fresh = await freshAccount(org, accountId, { goodForMinutes: Number.POSITIVE_INFINITY });
  if (!fresh.ok) return refused('lost' in fresh ? problem('conflict', fresh.lost) : problem('upstream', fresh.sentence, { retryAfterSeconds: fresh.later }));
  if (fresh.row.tokenGeneration === row.tokenGeneration) return refused(problem('upstream', `${connector.name} did not renew it now. What there is lasts until its end, and Masthead tries again before.`));
  const written = await writeFor(org, (db) => [record(org, db, 'account.renewed', { type: 'social-account', id: accountId }, { account: accountName(row) })]);
  return written.ok ? done({ name: accountName(row) }) : written;
}
