import type { Platform } from '#db/schema/choices.ts';
import type { FrozenTarget } from '#db/schema/posts.ts';
import { sealTokens } from '#app/domains/social/accounts/open-account.server.ts';
import { hashOf } from '#app/domains/social/composing/freeze.ts';
import { uuid7 } from '#app/platform/ids.ts';
import type { Program } from '../api/program.ts';
import type { TestApp } from './app.ts';

let counter = 0;

interface AccountOf {
  platform?: Platform;
  username?: string;
  token?: string;
  place?: string | null;
  data?: Record<string, unknown>;
  projectId?: string | null;
  status?: string;
  deletedAt?: string | null;
}

/** A connected account with a token that can be opened. */
export async function arrangeAccount(app: TestApp, organizationId: string, { platform = 'mastodon', username = `harbour-${(counter += 1)}`, token = 'a-token', place = null, data = {}, projectId = null, status = 'active', deletedAt = null }: AccountOf = {}): Promise<string> {
  const id = uuid7();
  const { accessToken } = await sealTokens(app.env, { id, organizationId }, { accessToken: token, refreshToken: null });
  await app.owner.query(
    `insert into social_accounts (id, organization_id, platform, platform_account_id, username, display_name, place, access_token, platform_data, project_id, status, deleted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [id, organizationId, platform, `at-${id}`, username, `The ${username}`, place, accessToken, JSON.stringify(data), projectId, status, deletedAt],
  );
  return id;
}

/** What takes back a file of posts that this program brought in. */
export async function arrangePostImport(program: Program): Promise<string> {
  return String((await program.post('/post-imports', { body: { csv: 'text\nBrought in from a file' } })).body.undoId);
}

interface PostOf {
  text?: string;
  accounts?: readonly string[];
  /** When it goes out; without one it is a draft. */
  at?: Date | null;
  approved?: boolean;
  parts?: FrozenTarget['parts'];
  authorId?: string | null;
  latePolicy?: 'publish' | 'hold' | 'skip';
  lateMinutes?: number;
  deletedAt?: string | null;
}

/** A post as save-post and schedule-post leave it: a draft, or frozen and waiting for its instant, which may have passed. */
export async function arrangePost(app: TestApp, organizationId: string, { text = `The harbour at dawn ${(counter += 1)}`, accounts = [], at = null, approved = true, parts = [{ part: 'post', text, media: [] }], authorId = null, latePolicy = 'publish', lateMinutes = 240, deletedAt = null }: PostOf = {}): Promise<{ id: string; targets: string[] }> {
  const id = uuid7();
  const targets = accounts.map((accountId) => ({ id: uuid7(), accountId }));
  const content = Object.fromEntries(targets.map(({ id: targetId, accountId }): [string, FrozenTarget] => [targetId, { accountId, format: 'text', title: null, link: null, options: {}, parts }]));
  await app.owner.query(
    `insert into posts (id, organization_id, author_id, text, version, scheduled_at, scheduled_wall, late_policy, late_minutes, deleted_at)
     values ($1, $2, $3, $4, $5, $6::timestamptz, $6::timestamptz at time zone 'UTC', $7, $8, $9)`,
    [id, organizationId, authorId, text, at ? 1 : 0, at?.toISOString() ?? null, latePolicy, lateMinutes, deletedAt],
  );
  if (at) {
    await app.owner.query('insert into post_versions (organization_id, post_id, number, content, content_hash, approved_at) values ($1, $2, 1, $3, $4, case when $5::boolean then now() end)', [
      organizationId, id, JSON.stringify(content), await hashOf(content), approved,
    ]);
  }
  for (const target of targets) {
    await app.owner.query(
      `insert into post_targets (id, organization_id, post_id, social_account_id, status, version, scheduled_at, wake_at, look_at)
       select $1, $2, $3, $4, case when at is null then 'draft' else 'scheduled' end, case when at is null then 0 else 1 end, at, wake, wake - interval '70 seconds'
       from (select $5::timestamptz as at, greatest($5::timestamptz - interval '30 minutes', least($5::timestamptz, now() + interval '1 second')) as wake) moment`,
      [target.id, organizationId, id, target.accountId, at?.toISOString() ?? null],
    );
  }
  return { id, targets: targets.map((target) => target.id) };
}

/** Posts at each step that a page or a program can take with them. */
export async function arrangeDrafts(app: TestApp, organizationId: string, accountId: string, name: string): Promise<Record<'draftpost' | 'reviewpost' | 'laterpost' | 'weeklypost' | 'dailypost' | 'sparepost' | 'binnedpost', string>> {
  const post = async (called: string, more: Partial<PostOf> = {}) => (await arrangePost(app, organizationId, { text: `${called} of ${name}`, accounts: [accountId], ...more })).id;
  const repeating = async (called: string, pattern: Record<string, unknown>) => {
    const id = await post(called, { at: new Date('2030-02-04T10:00:00Z') });
    await app.owner.query('update posts set recurrence = $2 where id = $1', [id, JSON.stringify({ pattern, ends: null, on: '2030-02-04', time: '10:00', zone: 'UTC' })]);
    return id;
  };
  return {
    draftpost: await post('Draft'),
    reviewpost: await post('Ready'),
    laterpost: await post('Later', { at: new Date('2030-02-04T10:00:00Z') }),
    weeklypost: await repeating('Weekly', { every: 'week', interval: 1, weekdays: ['MO'] }),
    dailypost: await repeating('Daily', { every: 'day', interval: 1 }),
    sparepost: await post('Spare'),
    binnedpost: await post('Binned', { deletedAt: new Date().toISOString() }),
  };
}
