import { Client } from 'pg';
import { noTrips } from '#db/client.ts';
import { accountsMeasured, figuresByAccount, figuresByHour, figuresOf, figuresOver, postsByFigure, spanAsked } from '#db/queries/analytics.ts';
import { piecesByViews, readingsOf, referrersOf } from '#db/queries/readings.ts';
import { urlsOf } from '#db/local/databases.ts';
import { type Queries, read, type Scope } from '#db/scope.ts';
import type { Cluster } from '../support/cluster.ts';
import { cloneTemplate, MANY } from './arena.ts';
import { fill, type Tenant } from './fill.ts';
import { repeated, type Spread, timed } from './measure.ts';
import { asApp, type Plan, planOf } from './plans.ts';
import { ms, table } from './print.ts';

const SPANS = [28, 364];
const PIECES = 500;

export interface Added {
  name: string;
  /** One for each of SPANS: the trip, with what the driver and the proof of the session take, and what Postgres did in it. */
  bySpan: { trip: Spread; plans: Plan[] }[];
}

const questions = (days: number): Record<string, Queries> => {
  const filter = { span: { days } };
  const summary = { figures: figuresOf(filter) };
  const series = { over: figuresOver(filter, days > 35 ? 'week' : 'day') };
  const hours = { hours: figuresByHour(filter) };
  const accounts = { measured: accountsMeasured(filter), perAccount: figuresByAccount(filter) };
  const top = { posts: postsByFigure(filter, 'impressions', { limit: 5 }) };
  return {
    'all of these in one trip': { asked: spanAsked(filter.span), ...summary, ...series, ...hours, ...accounts, ...top },
    'summary, with the span before': summary,
    'series, by day or by week': series,
    'by weekday and hour': hours,
    'by account, with followers': accounts,
    'the five best posts': top,
    'a page of 50 posts': { posts: postsByFigure(filter, 'impressions', { limit: 50 }) },
    'a chunk of 5,000 posts (export)': { posts: postsByFigure(filter, 'impressions', { limit: 5_000 }) },
    'readings of pieces': { readings: readingsOf(filter.span) },
    'a page of 50 pieces': { pieces: piecesByViews(filter.span, { limit: 50 }) },
    'where readers came from': { referrers: referrersOf(filter.span) },
  };
};

/** What it costs to add up an organization that said 100,000 things in a year, beside another one's. */
export async function measureAnalytics(cluster: Cluster): Promise<Added[]> {
  await cloneTemplate(cluster, 'bench_analytics');
  const { appUrl } = urlsOf(cluster, 'bench_analytics');
  const superuser = new Client({ connectionString: new URL('/bench_analytics', cluster.superuserUrl).href });
  await superuser.connect();
  const app = await asApp(appUrl, cluster.postgresPort);
  try {
    const tenant = await fill(superuser, 'measured', { sizes: {}, from: 1, to: 0 });
    for (const [each, count] of [[tenant, MANY], [await fill(superuser, 'besides', { sizes: {}, from: 1, to: 0 }), MANY / 5]] as const) await arrangeFigures(superuser, each, count, SPANS.at(-1)!);
    await superuser.query('vacuum analyze');
    const scope: Scope = { url: appUrl, credential: { kind: 'session', token: tenant.token }, trips: noTrips() };
    const asked = SPANS.map(questions);
    const added: Added[] = [];
    for (const name of Object.keys(asked[0]!)) {
      const bySpan: Added['bySpan'] = [];
      for (const queries of asked.map((each) => each[name]!)) {
        const trip = await repeated(30, () => timed(() => read(scope, queries)));
        const plans: Plan[] = [];
        for (const query of Object.values(queries)) plans.push(await planOf(app, appUrl, tenant.token, query));
        bySpan.push({ trip, plans });
      }
      added.push({ name, bySpan });
    }
    return added;
  } finally {
    await Promise.all([superuser.end(), app.end()]);
  }
}

/** Posts that are out, each on two of twelve accounts, evenly over the last days, with what their platforms tell; and pieces that are read each day. */
async function arrangeFigures(superuser: Client, { organizationId }: Tenant, count: number, days: number): Promise<void> {
  const run = (text: string) => superuser.query(text.replace(/:(org|n|days|pieces)\b/g, (_, word: string) => ({ org: `'${organizationId}'`, n: String(count / 2), days: String(days), pieces: String(PIECES) })[word]!));
  await superuser.query('set session_replication_role = replica');
  await run(`insert into social_accounts (id, organization_id, platform, platform_account_id, username, display_name)
    select md5(:org || ' account ' || a)::uuid, :org, (array['mastodon', 'twitter', 'linkedin'])[1 + a % 3], 'account-' || a, 'account-' || a, 'Account ' || a from generate_series(0, 11) a`);
  await run(`insert into posts (id, organization_id, text, version, status, scheduled_at, published_at, created_at)
    select md5(:org || ' post ' || i)::uuid, :org, 'The ferry leaves the harbour for the ' || i || 'th time, and the gulls follow it out to the sea.', 1, 'published', at, at, at
    from generate_series(1, :n) i, lateral (select now() - interval '1 minute' - (:n - i) * (interval '1 day' * :days / :n) as at) t`);
  await run(`insert into post_targets (organization_id, post_id, social_account_id, version, status, scheduled_at, published_at, platform_post_id, platform_url)
    select :org, p.id, md5(:org || ' account ' || (i + each) % 12)::uuid, 1, 'published', p.published_at, p.published_at, 'there-' || i, 'https://social.example/' || i
    from generate_series(1, :n) i join posts p on p.id = md5(:org || ' post ' || i)::uuid, (values (0), (5)) e(each) order by p.published_at`);
  await run(`insert into target_figures (organization_id, post_target_id, post_id, social_account_id, published_at, read_at, impressions, reach, engagements, clicks, shares, comments, likes)
    select :org, t.id, t.post_id, t.social_account_id, t.published_at, t.published_at + interval '1 day', case when a.platform <> 'mastodon' then (random() * 5000)::int end, case when a.platform = 'linkedin' then (random() * 3000)::int end,
      (random() * 200)::int, case when a.platform <> 'mastodon' then (random() * 90)::int end, (random() * 30)::int, (random() * 20)::int, (random() * 60)::int
    from post_targets t join social_accounts a on a.id = t.social_account_id where t.organization_id = :org order by t.published_at`);
  await run(`insert into metric_snapshots (organization_id, post_target_id, social_account_id, recorded_at, impressions, engagements, source)
    select :org, f.post_target_id, f.social_account_id, f.published_at + turn * interval '8 hours', f.impressions, f.engagements, 'bench' from target_figures f, generate_series(1, 3) turn where f.organization_id = :org order by 4`);
  // Two of the accounts are on platforms that never tell how many follow.
  await run(`insert into metric_snapshots (organization_id, social_account_id, recorded_at, followers, source)
    select :org, md5(:org || ' account ' || a)::uuid, now() - d * interval '1 day', case when a < 10 then 100000 - d end, 'bench' from generate_series(0, 11) a, generate_series(:days * 2, 0, -1) d`);
  await run(`insert into projects (organization_id, name, is_default) select :org, 'Everyday', true`);
  await run(`insert into content_items (id, organization_id, project_id, title, slug, type, status, body, published_at, edited_at)
    select md5(:org || ' piece ' || i)::uuid, :org, (select p.id from projects p where p.organization_id = :org), 'Story ' || i, 'story-' || i, 'article', 'published', '{"type": "doc"}', now(), now() from generate_series(1, :pieces) i`);
  await run(`insert into content_performance (organization_id, content_item_id, day, views, read_seconds, referrers)
    select :org, md5(:org || ' piece ' || i)::uuid, current_date - d, 1 + (i * 7 + d) % 50, 100, '{"news.example": 3, "search.example": 2}' from generate_series(:days - 1, 0, -1) d, generate_series(1, :pieces) i`);
  await superuser.query('set session_replication_role = origin');
}

export function reportAnalytics(added: readonly Added[]) {
  const sum = (plans: Plan[], of: (plan: Plan) => number) => plans.reduce((total, plan) => total + of(plan), 0);
  table(
    `Figures of ${MANY.toLocaleString('en')} posts of a year, and of ${PIECES} pieces that are read each day, in ms`,
    ['', ...SPANS.flatMap((days) => [`${days} days: median`, 'p99', 'Postgres', 'rows read']), 'indexes'],
    added.map(({ name, bySpan }) => [
      name,
      ...bySpan.flatMap(({ trip, plans }) => [ms(trip.median), ms(trip.p99), ms(sum(plans, (plan) => plan.ms)), sum(plans, (plan) => plan.rowsRead).toLocaleString('en')]),
      [...new Set(bySpan.flatMap(({ plans }) => plans.flatMap(({ scanned, indexes }) => [...scanned.map((each) => `ALL OF ${each}`), ...indexes])))].join(' '),
    ]),
  );
}
