import { and, eq, sql } from 'drizzle-orm';
import { socialAccounts } from '#db/schema/index.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { nameOfAccount } from './change-account.server.ts';
import { platformProblem } from './connecting-problem.ts';
import { PlatformRefused, type Profile } from '../connectors/connector.ts';
import { connectorOf } from '../connectors/registry.ts';
import { columnsOf, followersTold } from './keep-accounts.server.ts';
import { sealedAnew } from './open-account.server.ts';
import { type Fresh, freshAccount } from './renew-tokens.server.ts';

const whyNot = (fresh: Extract<Fresh, { ok: false }>) => ('lost' in fresh ? problem('conflict', fresh.lost) : problem('upstream', fresh.sentence, { retryAfterSeconds: fresh.later }));

/** Its name, its picture and its figures, as the platform shows them now. What an older key sealed is sealed anew in passing. */
export async function syncProfile(org: Org, accountId: string): Promise<Result<{ name: string }>> {
  const name = await nameOfAccount(org, accountId);
  if (!name.ok) return name;
  let fresh = await freshAccount(org, accountId);
  if (!fresh.ok) return refused(whyNot(fresh));
  const connector = connectorOf(fresh.row.platform);
  let profile: Profile | null = null;
  for (let attempt = 1; connector.profile && profile === null; attempt += 1) {
    try {
      profile = await connector.profile(fresh.wire, fresh.account);
    } catch (error) {
      const isOver = error instanceof PlatformRefused && (error.why === 'expired' || error.why === 'revoked');
      if (!isOver || attempt === 2) return refused(platformProblem(error, connector));
      const again = await freshAccount(org, accountId, { refusedGeneration: fresh.row.tokenGeneration });
      if (!again.ok) return refused(whyNot(again));
      fresh = again;
    }
  }
  const { row } = fresh;
  if (profile && profile.platformAccountId !== row.platformAccountId) return refused(problem('upstream', `${connector.name} told of another account than this one. Nothing was changed.`));
  const sealed = await sealedAnew(org.context.env, row);
  const { data, ...columns } = profile ? { ...columnsOf(profile), data: JSON.stringify(profile.data).replaceAll('\\u0000', '') } : { data: '{}' };
  const written = await writeFor(org, (db) => [
    db
      .update(socialAccounts)
      .set({ ...columns, lastSyncedAt: sql`now()`, platformData: sql`${socialAccounts.platformData} || ${data}::jsonb` })
      .where(eq(socialAccounts.id, accountId)),
    ...followersTold(db, accountId, row.platform, profile?.followers ?? null),
    ...(Object.keys(sealed).length > 0 ? [db.update(socialAccounts).set(sealed).where(and(eq(socialAccounts.id, accountId), eq(socialAccounts.tokenGeneration, row.tokenGeneration)))] : []),
  ]);
  return written.ok ? done({ name: name.value }) : written;
}
