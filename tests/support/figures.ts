import { noTrips } from '#db/client.ts';
import type { Figures } from '#db/queries/analytics.ts';
import { type Query, read } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import type { TestApp } from './app.ts';
import type { Colleague } from './people.ts';

interface OutOf {
  accounts: readonly string[];
  at: string;
  text?: string;
  campaignId?: string | null;
  /** What each platform told an hour later; without it nobody was asked. */
  told?: Partial<Figures>;
}

/** A post that is out, as publish-target leaves it; answers it and its targets in the order of the accounts. */
export async function arrangeOut(app: TestApp, organizationId: string, { accounts, at, text = 'The ferry is back', campaignId = null, told }: OutOf): Promise<{ id: string; targets: string[] }> {
  const id = uuid7();
  await app.owner.query('insert into posts (id, organization_id, text, campaign_id) values ($1, $2, $3, $4)', [id, organizationId, text, campaignId]);
  const targets: string[] = [];
  for (const accountId of accounts) {
    const { rows } = await app.owner.query("insert into post_targets (organization_id, post_id, social_account_id, status, published_at, platform_url) values ($1, $2, $3, 'published', $4, 'https://social.example/1') returning id", [organizationId, id, accountId, at]);
    targets.push(rows[0].id);
    if (told) await arrangeReading(app, { targetId: rows[0].id, at: new Date(Date.parse(at) + 3_600_000).toISOString(), told });
  }
  return { id, targets };
}

/** What the platform of a target said at one moment. */
export async function arrangeReading(app: TestApp, { targetId, at, told }: { targetId: string; at: string; told: Partial<Figures> }): Promise<void> {
  const names = Object.keys(told);
  await app.owner.query(
    `insert into metric_snapshots (organization_id, post_target_id, social_account_id, recorded_at, source${names.map((name) => `, ${name}`).join('')})
     select t.organization_id, t.id, t.social_account_id, $2, 'a test'${names.map((_, index) => `, $${index + 3}::int`).join('')} from post_targets t where t.id = $1`,
    [targetId, at, ...Object.values(told)],
  );
}

export async function arrangeFollowers(app: TestApp, accountId: string, at: string, followers: number | null): Promise<void> {
  await app.owner.query("insert into metric_snapshots (organization_id, social_account_id, recorded_at, followers, source) select organization_id, id, $2, $3, 'a test' from social_accounts where id = $1", [accountId, at, followers]);
}

/** Readings of a piece on a day, as count_view leaves them. */
export async function arrangeViews(app: TestApp, itemId: string, day: string, views: number, { readSeconds = 0, referrers = {} }: { readSeconds?: number; referrers?: Record<string, number> } = {}): Promise<void> {
  await app.owner.query('insert into content_performance (organization_id, content_item_id, day, views, read_seconds, referrers) select organization_id, id, $2, $3, $4, $5 from content_items where id = $1', [itemId, day, views, readSeconds, JSON.stringify(referrers)]);
}

export const inZone = (app: TestApp, organizationId: string, zone: string) => app.owner.query('update organizations set time_zone = $2 where id = $1', [organizationId, zone]);

/** Asks one query as a person of the organization does. */
export const askedBy = (app: TestApp, { browser }: Colleague) => {
  const token = JSON.parse(atob(decodeURIComponent(browser.cookies.get('mh-session')!))) as string;
  return async <T>(query: Query<T>): Promise<T> => (await read({ url: app.env.DATABASE_URL, credential: { kind: 'session', token }, trips: noTrips() }, { query })).answers.query as T;
};
