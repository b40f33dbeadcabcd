import type { TargetAtWork } from '#db/queries/publisher.ts';
import type { AccountToOpen } from '#db/queries/accounts.ts';
import type { FrozenTarget } from '#db/schema/posts.ts';
import type { Published } from '#app/domains/social/connectors/connector.ts';
import { connectorOf } from '#app/domains/social/connectors/registry.ts';
import { fireOnce } from '#app/domains/social/publishing/classify.ts';
import { openAccount, sealTokens, wireOf } from '#app/domains/social/accounts/open-account.server.ts';
import { pieceOf } from '#app/domains/social/publishing/piece.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { query } from '../../publishing/sim/naive.ts';
import type { Publisher } from '../../publishing/sim/world.ts';

/**
 * The publisher that everyone writes first: looks for what is due, sends, tries three times on an error, and then says that
 * it is done, or that it failed. It speaks to the platforms as ours does; it has no ledger, no lease and no second look.
 */
interface Due {
  id: string;
  frozen: FrozenTarget;
  account: AccountToOpen;
  isEnding: boolean;
}

const ACCOUNT = `jsonb_build_object('id', a.id, 'organizationId', a.organization_id, 'platform', a.platform, 'platformAccountId', a.platform_account_id, 'username', a.username,
  'accessToken', a.access_token, 'refreshToken', a.refresh_token, 'place', a.place, 'platformData', a.platform_data, 'client', a.client)`;

const dueOf = async (context: RequestContext, id: string) =>
  (
    await query(
      context,
      `select t.id, v.content -> t.id::text as frozen, ${ACCOUNT} as account, coalesce(a.token_expires_at < now() + interval '1 minute', false) as "isEnding"
       from post_targets t join post_versions v on v.post_id = t.post_id and v.number = t.version join social_accounts a on a.id = t.social_account_id where t.id = $1 and t.status = 'scheduled'`,
      [id],
    )
  )[0] as unknown as Due | undefined;

async function renewed(context: RequestContext, { account, isEnding }: Due): Promise<AccountToOpen> {
  const connector = connectorOf(account.platform);
  if (!isEnding || !connector.refresh) return account;
  const tokens = await connector.refresh(await wireOf(context, account), await openAccount(context.env, account));
  const sealed = await sealTokens(context.env, account, tokens);
  await query(context, 'update social_accounts set access_token = $2, refresh_token = coalesce($3, refresh_token), token_expires_at = $4, token_generation = token_generation + 1 where id = $1', [account.id, sealed.accessToken, sealed.refreshToken, tokens.expiresAt?.toISOString() ?? null]);
  return { ...account, accessToken: sealed.accessToken, refreshToken: sealed.refreshToken ?? account.refreshToken };
}

const MOST_WAITS = 10;

async function send(context: RequestContext, due: Due, segment: number, before: Published[]): Promise<Published> {
  const row = await renewed(context, due);
  const connector = connectorOf(row.platform);
  const [wire, account] = [await wireOf(context, row), await openAccount(context.env, row)];
  const attempts = before.map((published, at) => ({ segment: at, platformId: published.id, platformUrl: published.url, platformData: published.data }));
  const piece = await pieceOf(context, { frozen: due.frozen, attempts } as unknown as TargetAtWork, segment, uuid7(), new Date());
  let handle = {};
  for (let wait = 0; wait < MOST_WAITS; wait += 1) {
    const prepared = (await connector.prepare?.(wire, account, piece, handle, async (kept) => void (handle = kept))) ?? { kind: 'ready' };
    if (prepared.kind === 'refused') throw new Error(prepared.sentence);
    if (prepared.kind === 'ready') break;
    await new Promise((resolve) => setTimeout(resolve, prepared.seconds * 1000));
  }
  const { outcome } = await fireOnce(wire, await connector.fire!(wire, account, piece, handle), connector.name);
  if (outcome.kind !== 'confirmed') throw new Error(outcome.kind);
  return outcome.published;
}

async function publish(context: RequestContext, due: Due): Promise<void> {
  const done: Published[] = [];
  for (const segment of due.frozen.parts.keys()) {
    for (let tries = 1; done.length === segment; tries += 1) {
      try {
        done.push(await send(context, due, segment, done));
      } catch (error) {
        if (tries === 3) throw error;
      }
    }
  }
}

export const NAIVE: Publisher = {
  isNaive: true,
  async tick(context) {
    const due = await query(context, "select id from post_targets where status = 'scheduled' and scheduled_at <= now()");
    for (const { id } of due) await context.env.JOBS.send({ id, type: 'social.target' });
  },
  async consume(context, message) {
    const { id } = message.body as { id: string };
    const due = await dueOf(context, id);
    if (!due) return message.ack();
    const status = await publish(context, due).then(() => 'published', () => 'failed');
    await query(context, 'update post_targets set status = $2, wake_at = null, look_at = null where id = $1', [id, status]).catch(() => undefined);
    message.ack();
  },
};
