import type { AttemptState } from '#db/schema/choices.ts';
import type { FrozenTarget } from '#db/schema/posts.ts';
import type { TestApp } from './app.ts';
import { arrangeAccount, arrangeDrafts, arrangePost } from './posts.ts';

interface StoppedOf {
  accountId: string;
  text?: string;
  /** Of the attempt for its first open part; null: it was never begun. */
  state?: Extract<AttemptState, 'needs_human' | 'rejected' | 'prepared'> | null;
  /** 0: a person was to post it. */
  tries?: number;
  code?: string;
  sentence?: string;
  parts?: FrozenTarget['parts'];
  /** How many parts are live already. */
  live?: number;
  approved?: boolean;
  authorId?: string | null;
  minutesAgo?: number;
}

/** A target that stopped, as the publisher leaves it. */
export async function arrangeStopped(app: TestApp, organizationId: string, { accountId, state = 'needs_human', tries = 1, code = state === 'rejected' ? 'forbidden' : 'unclear', sentence = 'No answer came in time.', live = 0, minutesAgo = 20, ...post }: StoppedOf): Promise<{ postId: string; targetId: string }> {
  const { id: postId, targets } = await arrangePost(app, organizationId, { ...post, accounts: [accountId], at: new Date(Date.now() - minutesAgo * 60_000) });
  const targetId = targets[0]!;
  const armed = tries > 0 ? new Date(Date.now() - minutesAgo * 60_000).toISOString() : null;
  const attempt = (segment: number, is: string, platformId: string | null) =>
    app.owner.query(
      `insert into publish_attempts (organization_id, post_target_id, social_account_id, version, segment, state, tries, first_armed_at, armed_at, proof, sentence, platform_id, platform_url)
       values ($1, $2, $3, 1, $4, $5, $6, $7, $7, case when $5 = 'rejected' then 'The platform said no.' else '' end, $8, $9, 'https://social.example/' || $9)`,
      [organizationId, targetId, accountId, segment, is, is === 'confirmed' ? 1 : tries, is === 'confirmed' ? new Date().toISOString() : armed, sentence, platformId],
    );
  for (let segment = 0; segment < live; segment += 1) await attempt(segment, 'confirmed', `live-${targetId}-${segment}`);
  if (state) await attempt(live, state, null);
  await app.owner.query(
    `update post_targets set status = $2, failure_code = $3, failure_message = $4, fence = 3, wake_at = null, look_at = null, platform_post_id = $5, platform_url = 'https://social.example/' || $5 where id = $1`,
    [targetId, state === 'rejected' ? 'failed' : 'needs_attention', code, sentence, live > 0 ? `live-${targetId}-0` : null],
  );
  await app.owner.query(
    `insert into publish_events (organization_id, post_target_id, segment, kind, sentence, evidence) values ($1, $2, $3, 'looked', 'It is not among the newest posts.', '{"seen": 12, "alike": []}'), ($1, $2, $3, $4, $5, '{}')`,
    [organizationId, targetId, live, state ?? 'needs_human', sentence],
  );
  return { postId, targetId };
}

/** A post that is out on a platform which tells nothing of it, so that nobody has to be there to be asked. */
async function arrangeLive(app: TestApp, organizationId: string, name: string): Promise<string> {
  const { id, targets } = await arrangePost(app, organizationId, { text: `Live post of ${name}`, accounts: [await arrangeAccount(app, organizationId, { platform: 'substack' })] });
  await app.owner.query("update post_targets set status = 'published', published_at = now() where id = $1", [targets[0]]);
  return id;
}

/** One post that waits for its moment, one that is out, and one target of each kind that a person can decide about. */
export async function arrangeDecisions(app: TestApp, organizationId: string, accountId: string, name: string): Promise<Record<'plannedpost' | 'livepost' | 'unclear' | 'missing' | 'broken' | 'dropped' | keyof Awaited<ReturnType<typeof arrangeDrafts>>, string>> {
  const stopped = async (more: Partial<StoppedOf>) => (await arrangeStopped(app, organizationId, { accountId, text: `Posted by ${name}`, ...more })).targetId;
  return {
    ...(await arrangeDrafts(app, organizationId, accountId, name)),
    plannedpost: (await arrangePost(app, organizationId, { text: `Planned by ${name}`, accounts: [accountId], at: new Date('2030-01-07T10:00:00Z') })).id,
    livepost: await arrangeLive(app, organizationId, name),
    unclear: await stopped({}),
    missing: await stopped({}),
    broken: await stopped({ state: 'rejected', tries: 0, code: 'account-lost' }),
    dropped: await stopped({ state: 'rejected', tries: 0, code: 'invalid' }),
  };
}
