import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { ACTIONS } from '#app/domains/audit/sentence.ts';
import { composeKey } from '#app/domains/identity/api-key.ts';

export interface Sizes {
  members: number;
  invitations: number;
  keys: number;
  audit: number;
  notifications: number;
  deliveries: number;
  assets: number;
  items: number;
  published: number;
  webhooks: number;
  campaigns: number;
  entries: number;
  posts: number;
}

export interface Tenant {
  organizationId: string;
  /** Its owner, to whom three of four of its notifications belong. */
  userId: string;
  email: string;
  /** A session of the owner. */
  token: string;
}

export interface Shape {
  sizes: Partial<Sizes>;
  /** In which days its rows were made, counted back from today. */
  from: number;
  to: number;
  /** How many of its deliveries are still on the way. */
  waiting?: number;
  /** How long each piece of content is: reading its words for the search costs more than all else. */
  lines?: number;
  passwordHash?: string;
}

export const allOf = (size: number): Sizes => ({ members: size, invitations: size, keys: size, audit: size, notifications: size, deliveries: size, assets: size, items: size, webhooks: size, published: size, campaigns: size, entries: size, posts: size });

/**
 * An organization of a given size. What a screen looks for is rare and old (a dead delivery, an open invitation, an
 * unread notice): the hard case for a list that is read from its newest row. A superuser writes it, without the
 * triggers: 100,000 links of an audit chain would take minutes.
 */
export async function fill(superuser: Client, slug: string, { sizes, from, to, waiting = 5, lines = 40, passwordHash }: Shape): Promise<Tenant> {
  const email = `owner@${slug}.test`;
  const token = randomBytes(32).toString('base64url');
  const one = async (text: string, values: unknown[]) => (await superuser.query<{ id: string }>(text, values)).rows[0]!.id;
  await superuser.query('set session_replication_role = replica');
  const organizationId = await one("insert into organizations (name, slug, time_zone) values ($1, $1, 'Europe/Berlin') returning id", [slug]);
  const userId = await one("insert into users (email, name, password_hash, email_verified_at, time_zone) values ($1, 'Olga Owner', $2, now(), 'Europe/Berlin') returning id", [email, passwordHash ?? null]);
  await superuser.query("insert into memberships (organization_id, user_id, role) values ($1, $2, 'owner')", [organizationId, userId]);
  await superuser.query(
    "insert into sessions (token_hash, user_id, current_organization_id, expires_at) values (sha256(convert_to($1, 'UTF8')), $2, $3, now() + interval '1 day')",
    [token, userId, organizationId],
  );
  for (const [what, count] of Object.entries(sizes)) {
    const at = `(now() - interval '${from} days' + i * (interval '${from - to} days' / ${count}))`;
    const id = `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '70008' || substr(md5('${slug}' || i), 1, 15))::uuid`;
    const words: Record<string, string> = { id, at, org: `'${organizationId}'`, me: `'${userId}'`, slug, open: String(3 + waiting), lines: String(lines), n: String(count) };
    await superuser.query(FILLERS[what as keyof Sizes].replace(/:(id|at|org|me|slug|open|lines|n)\b/g, (_, word: string) => words[word]!));
  }
  await superuser.query('set session_replication_role = origin');
  return { organizationId, userId, email, token };
}

const TABLES = ['users', 'memberships', 'invitations', 'api_keys', 'audit_log', 'notifications', 'outbox', 'media_folders', 'media_assets', 'content_categories', 'content_items', 'webhook_endpoints', 'webhook_deliveries', 'published_items', 'published_terms', 'campaigns', 'campaign_spending', 'campaign_tags', 'calendar_entries', 'social_accounts', 'posts', 'post_targets', 'post_tags', 'publish_attempts', 'publish_events'];

/** All of it at once, for a database of its own: indexes that stand for no rule are built from the whole, which is cheaper than row by row. */
export async function fillAll<S extends Record<string, Shape>>(superuser: Client, shapes: S): Promise<Record<keyof S, Tenant>> {
  const { rows } = await superuser.query<{ name: string; definition: string }>(
    'select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i where i.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)',
    [TABLES],
  );
  await superuser.query(`set jit = off; set maintenance_work_mem = '256MB'; drop index ${rows.map(({ name }) => name).join(', ')}`);
  const tenants: Record<string, Tenant> = {};
  for (const [slug, shape] of Object.entries(shapes)) tenants[slug] = await fill(superuser, slug, shape);
  await cluster(superuser);
  await superuser.query(`vacuum ${TABLES.join(', ')}`);
  await superuser.query(rows.map(({ definition }) => definition).join(';'));
  await superuser.query(`analyze ${TABLES.join(', ')}`);
  return tenants as Record<keyof S, Tenant>;
}

/** Rows of all tenants lie side by side, in the order of time, as they would have been written; statistics are fresh. */
export async function settle(superuser: Client) {
  await cluster(superuser);
  await superuser.query(`vacuum analyze ${TABLES.join(', ')}`);
}

async function cluster(superuser: Client) {
  for (const table of TABLES) await superuser.query(`cluster ${table} using ${table.startsWith('published_') || table === 'campaign_tags' || table === 'post_tags' ? `${table}_key` : `${table}_pkey`}`);
}

/** A key that the hourly limit does not stop. */
export async function keyFor(superuser: Client, tenant: Tenant): Promise<string> {
  const publicId = randomBytes(5).toString('hex');
  const key = composeKey(publicId, randomBytes(32).toString('hex'));
  await superuser.query("insert into api_keys (organization_id, created_by, name, prefix, hashed_key, scopes, rate_limit) values ($1, $2, 'Bench', $3, sha256(convert_to($4, 'UTF8')), '{member:read}', 2000000000)", [
    tenant.organizationId,
    tenant.userId,
    `mh_${publicId}`,
    key,
  ]);
  return key;
}

const COMMON_ACTIONS = ACTIONS.filter((action) => action !== 'organization.transferred');

const FILLERS: Record<keyof Sizes, string> = {
  members: `with people as (
      insert into users (id, email, name, email_verified_at, created_at) select :id, 'person-' || i || '@:slug.test', 'Person ' || i, :at, :at from generate_series(2, :n) i returning id, created_at)
    insert into memberships (id, organization_id, user_id, role, joined_at, created_at) select id, :org, id, 'editor', created_at, created_at from people`,
  invitations: `insert into invitations (id, organization_id, email, role, token_hash, invited_by, expires_at, accepted_at, created_at)
    select :id, :org, 'guest-' || i || '@:slug.test', 'editor', sha256(convert_to(':slug' || i, 'UTF8')), :me, now() + interval '7 days', case when i > 20 then :at end, :at
    from generate_series(1, :n) i`,
  keys: `insert into api_keys (id, organization_id, created_by, name, prefix, hashed_key, scopes, revoked_at, created_at)
    select :id, :org, :me, 'Key ' || i, 'mh_:slug' || i, sha256(convert_to('key :slug' || i, 'UTF8')), '{member:read}', case when i > 20 then :at end, :at
    from generate_series(1, :n) i`,
  audit: `with people as (select array_agg(user_id) as ids from (select user_id from memberships where organization_id = :org order by id limit 60) few)
    insert into audit_log (id, organization_id, sequence, actor_kind, actor_id, action, resource_type, resource_id, metadata, ip, user_agent, personal_salt, personal_digest, previous_hash, hash, created_at)
    select :id, :org, i, 'user', ids[1 + i % cardinality(ids)],
      case when i = 7 then 'organization.transferred' when i % 2 = 0 then 'session.opened' else (array['${COMMON_ACTIONS.join("', '")}'])[1 + i % ${COMMON_ACTIONS.length}] end,
      'user', ids[1 + i % cardinality(ids)], jsonb_build_object('email', 'person@example.test', 'role', 'editor', 'number', i), '192.0.2.' || i % 250,
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', sha256('salt'), sha256('digest'), sha256('before'), sha256('after'), :at
    from people, generate_series(1, :n) i;
    insert into audit_heads (organization_id, sequence, hash) values (:org, :n, sha256('after'))`,
  notifications: `with people as (select array_agg(user_id) as ids from (select user_id from memberships where organization_id = :org order by id desc limit 60) few)
    insert into notifications (id, organization_id, user_id, type, title, message, data, read_at, created_at)
    select :id, :org, case when i % 4 > 0 or i <= 3 then :me else ids[1 + i % cardinality(ids)] end, 'member.joined', 'Person ' || i || ' joined', 'Your invitation was accepted.', '{"url": "/settings/people"}', case when i > 3 then :at end, :at
    from people, generate_series(1, :n) i`,
  deliveries: `insert into outbox (id, organization_id, type, label, payload, status, attempts, due_at, last_error, finished_at, created_at)
    select :id, :org, 'mail.invitation', 'Invitation for guest-' || i || '@:slug.test', jsonb_build_object('invitationId', gen_random_uuid()),
      case when i <= 3 then 'dead' when i <= :open then 'waiting' else 'done' end, 1, now() + interval '1 hour', case when i <= 3 then 'The mail service did not answer.' end, case when i > :open then :at end, :at
    from generate_series(1, :n) i`,
  // A hundred folders; one word in every name, and each of a hundred others in a hundredth of them.
  assets: `insert into media_folders (id, organization_id, name, path) select id, :org, 'Folder ' || k, '/' || id || '/'
      from (select k, md5('folder of :slug ' || k)::uuid as id from generate_series(0, 99) k) named;
    insert into media_assets (id, organization_id, folder_id, uploaded_by, name, alt_text, type, mime_type, storage_key, byte_size, sha256, width, height, color, status, usage_count, uploaded_at, deleted_at, created_at)
    select :id, :org, md5('folder of :slug ' || i % 100)::uuid, :me, 'photo-word' || (i / 100) % 100 || '-' || i || '.jpg', case when i > 20 then 'A harbour at dawn' else '' end,
      case when i <= 40 then 'video' else 'image' end, case when i <= 40 then 'video/mp4' else 'image/jpeg' end, 'o/' || :org || '/' || :id || '/1', 1000 + i % 1000, encode(sha256(convert_to(':slug' || i, 'UTF8')), 'hex'),
      1600, 1200, '#8899aa', 'ready', i % 3, :at, case when i between 41 and 60 then :at end, :at
    from generate_series(1, :n) i`,
  // As carry_out leaves them: a hundred categories, twenty tags, fifty authors, ten projects and a rare one, and one in a hundred a tombstone.
  published: `insert into published_items (organization_id, content_item_id, language, translation_group, type, format, slug, title, excerpt, html, markdown, body_text, body, word_count, seo, author_id, author, project_id, categories, tags, revision, published_at, modified_at, sequence, withdrawn_at)
    select :org, :id, case when i <= 30 then 'de' else 'en' end, md5('translation of :slug ' || i / 2)::uuid, case when i <= 40 then 'podcast' else 'article' end, 'text', 'story-' || i, 'Story of word' || (i / 100) % 100 || ' number ' || i, 'How the harbour woke',
      repeat('<p>Boats come in at dawn.</p>', :lines), repeat('Boats come in at dawn. ', :lines), repeat('Boats come in at dawn. ', :lines) || 'lighthouse' || i % 1000, '{"type": "doc"}', 200, '{}', md5('author of :slug ' || i % 50)::uuid,
      jsonb_build_object('id', md5('author of :slug ' || i % 50)::uuid, 'name', 'Author ' || i % 50, 'slug', 'author-' || i % 50), md5('project of :slug ' || case when i <= 30 then 'rare' else (i % 10)::text end)::uuid, jsonb_build_array(jsonb_build_object('id', md5('category of :slug ' || i % 100)::uuid, 'slug', 'category-' || i % 100, 'name', 'Category ' || i % 100)),
      jsonb_build_array(jsonb_build_object('id', md5('tag of :slug ' || i % 20)::uuid, 'slug', 'tag-' || i % 20, 'name', 'Tag ' || i % 20)), 1, :at, :at, i, case when i % 100 = 99 then :at end
    from generate_series(1, :n) i;
    insert into published_terms (organization_id, content_item_id, kind, slug, term_id, name, published_at, modified_at)
      select p.organization_id, p.content_item_id, 'category', c.value ->> 'slug', (c.value ->> 'id')::uuid, c.value ->> 'name', p.published_at, p.modified_at from published_items p, jsonb_array_elements(p.categories) c where p.organization_id = :org and p.withdrawn_at is null
      union all select p.organization_id, p.content_item_id, 'tag', t.value ->> 'slug', (t.value ->> 'id')::uuid, t.value ->> 'name', p.published_at, p.modified_at from published_items p, jsonb_array_elements(p.tags) t where p.organization_id = :org and p.withdrawn_at is null
      union all select p.organization_id, p.content_item_id, 'slug', 'former-' || p.sequence, p.content_item_id, p.slug, p.published_at, p.modified_at from published_items p where p.organization_id = :org and p.withdrawn_at is null and p.sequence % 10 = 0;
    insert into publishing_heads (organization_id, sequence, announced) values (:org, :n, :n)`,
  // A hundred categories; one word in every title and text, and each of a hundred others in a hundredth of them.
  items: `insert into content_categories (id, organization_id, name, slug, path) select id, :org, 'Category ' || k, 'category-' || k, '/' || id || '/'
      from (select k, md5('category of :slug ' || k)::uuid as id from generate_series(0, 99) k) named;
    insert into projects (organization_id, name, is_default) select :org, 'Everyday', true where not exists (select from projects where organization_id = :org and is_default);
    insert into content_items (id, organization_id, project_id, author_id, category_id, title, slug, type, status, excerpt, body, body_text, word_count, content_hash, edited_at, published_at, deleted_at, created_at)
    select :id, :org, (select p.id from projects p where p.organization_id = :org and p.is_default and i % 10 > 0), case when i % 100 = 0 then null else :me::uuid end, md5('category of :slug ' || i % 100)::uuid, 'Story of word' || (i / 100) % 100 || ' number ' || i, 'story-' || i,
      case when i <= 40 then 'podcast' else 'article' end, case when i <= 30 then 'in_review' when i % 4 = 0 then 'draft' else 'published' end, 'How the harbour woke',
      jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object('type', 'paragraph', 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', repeat('Boats come in at dawn. ', :lines)))))),
      repeat('Boats come in at dawn. ', :lines) || 'lighthouse' || i % 1000, 200, md5(i::text), :at, case when i > 30 and i % 4 > 0 then :at end, case when i between 41 and 60 then :at end, :at
    from generate_series(1, :n) i`,
  // Twenty endpoints, and a fifth as many as there are deliveries that were removed; all but a few were sent to the first.
  webhooks: `insert into webhook_endpoints (id, organization_id, url, events, secret, deleted_at) select md5('endpoint of :slug ' || k)::uuid, :org, 'https://hooks.site.org/' || k, '{content.published}', 'v1.none', case when k >= 20 then now() end from generate_series(0, :n / 5) k;
    insert into webhook_deliveries (id, organization_id, webhook_endpoint_id, event, payload, status, attempts, tried_at, created_at)
    select :id, :org, md5('endpoint of :slug ' || case when i % 500 = 0 then i % 19 + 1 else 0 end)::uuid, 'content.published', '{"data": {}}', 'delivered', 1, :at, :at
    from generate_series(1, :n) i`,
  // A fiftieth of them in this month, twenty that repeat each week, the others long ago.
  // Ten accounts that say nearly all, one that says little, and one that is silent; nine of ten posts are out.
  posts: `insert into social_accounts (organization_id, platform, platform_account_id, username, display_name)
      select :org, case when a = 11 then 'ghost' when a = 12 then 'medium' when a % 2 = 0 then 'mastodon' else 'twitter' end, 'account-' || a, 'account-' || a, 'Account ' || a from generate_series(1, 12) a;
    insert into social_accounts (organization_id, platform, platform_account_id, username, display_name, status, deleted_at)
      select :org, 'wordpress', 'former-' || a, 'former-' || a, 'Former ' || a, 'inactive', now() from generate_series(1, 3000) a;
    insert into tags (organization_id, name, slug) values (:org, 'Post tag 1', 'post-tag-1'), (:org, 'Post tag 2', 'post-tag-2');
    insert into posts (id, organization_id, author_id, campaign_id, text, version, status, scheduled_at, published_at, deleted_at, created_at)
      select :id, :org, case when i % 500 = 0 then :me::uuid else (select m.user_id from memberships m where m.organization_id = :org order by m.id desc limit 1) end, case when i % 3 = 0 then (select c.id from campaigns c where c.organization_id = :org and c.name = 'Zest') end,
        'The ferry leaves the harbour for the ' || i || 'th time, and the gulls follow it out to the sea.', 1, s.status, case when s.status <> 'draft' then s.at end, case when s.status in ('published', 'partially_published') then s.at end, case when i % 100 = 50 then :at end, :at
      from generate_series(1, :n) i cross join lateral (select case when i % 10 = 3 then 'draft' when i > :n * 9 / 10 then 'scheduled' when i % 700 = 1 then 'failed' when i % 900 = 2 then 'publishing' when i % 300 = 7 then 'partially_published' else 'published' end as status, :at + case when i > :n * 9 / 10 then interval '401 days' else interval '0' end as at) s;
    with told as (select array_agg(id order by length(platform_account_id), platform_account_id) as accounts from social_accounts where organization_id = :org and deleted_at is null),
      numbered as (select *, row_number() over (order by id) as i from posts where organization_id = :org)
    insert into post_targets (id, organization_id, post_id, social_account_id, version, status, scheduled_at, published_at, platform_post_id)
      select app.uuid7(), :org, p.id, accounts[a], 1, case when p.status = 'partially_published' then 'published' when p.status = 'publishing' then 'needs_attention' else p.status end, p.scheduled_at, p.published_at, case when p.published_at is not null then 'there-' || p.id end
      from told, numbered p, unnest(array[1 + p.i % 10, case when p.i % 3 = 0 then 1 + (p.i + 1) % 10 end, case when p.i % 400 = 9 then 11 end]) a where a is not null;
    insert into publish_attempts (organization_id, post_target_id, social_account_id, version, segment, state, tries, armed_at)
      select :org, t.id, t.social_account_id, 1, 0, case t.status when 'published' then 'confirmed' when 'failed' then 'rejected' else 'needs_human' end, 1, t.scheduled_at from post_targets t where t.organization_id = :org and t.status in ('published', 'failed', 'needs_attention');
    insert into publish_events (organization_id, post_target_id, kind, sentence) select :org, t.id, k.kind, 'It was ' || k.kind || '.' from post_targets t cross join (values ('prepared'), ('armed'), ('sent'), ('confirmed')) k(kind) where t.organization_id = :org and t.status in ('needs_attention', 'failed');
    insert into post_tags (organization_id, post_id, tag_id)
      select :org, p.id, case when p.i % 2 = 0 then t.often else t.rare end from (select id, row_number() over (order by id) as i from posts where organization_id = :org) p,
        (select (array_agg(id) filter (where name = 'Post tag 2'))[1] as often, (array_agg(id) filter (where name = 'Post tag 1'))[1] as rare from tags where organization_id = :org) t
      where p.i % 2 = 0 or p.i % 1000 = 5`,
  entries: `insert into calendars (organization_id, name, time_zone) values (:org, 'Desk', 'Europe/Berlin');
    insert into calendar_entries (id, organization_id, calendar_id, owner_id, title, channel, starts_wall, time_zone, scheduled_for, ends_by, recurrence, created_at)
    select :id, :org, (select c.id from calendars c where c.organization_id = :org), :me, 'Entry of word' || i % 100, 'web', t.at, 'UTC', t.at at time zone 'UTC', case when i > 20 then t.at at time zone 'UTC' end,
      case when i <= 20 then '{"pattern":{"every":"week","interval":1,"weekdays":["MO"]},"ends":null}'::jsonb end, :at
    from generate_series(1, :n) i, lateral (select case when i between 21 and 20 + :n / 50 then date_trunc('month', now() at time zone 'UTC') + (i - 21) * interval '1 month' / (:n / 50) else (:at - interval '70 days') at time zone 'UTC' end as at) t`,
  // A third without a day, one in a hundred a template, a few paused ones long ago; all spending but a little is the last one's by its name.
  campaigns: `insert into projects (organization_id, name, is_default) select :org, 'Everyday', true where not exists (select from projects where organization_id = :org and is_default);
    insert into tags (id, organization_id, name, slug) select md5('campaign tag of :slug ' || k)::uuid, :org, 'Campaign tag ' || k, 'campaign-tag-' || k from generate_series(1, 2) k;
    insert into campaigns (id, organization_id, project_id, owner_id, name, status, starts_at, ends_at, is_template, deleted_at, created_at)
    select :id, :org, (select p.id from projects p where p.organization_id = :org and p.is_default and i % 10 > 0), case when i % 100 = 0 then null else :me::uuid end, case when i = 61 then 'Zest' else 'Campaign of word' || (i / 100) % 100 || ' number ' || i end,
      case when i <= 30 then 'paused' when i % 4 = 0 then 'draft' else 'active' end, case when i % 3 > 0 then :at end, case when i % 3 > 0 then :at + interval '20 days' end, i % 100 = 50, case when i between 41 and 60 then :at end, :at
    from generate_series(1, :n) i;
    insert into campaign_tags (organization_id, campaign_id, tag_id) select :org, :id, md5('campaign tag of :slug ' || case when i <= 60 then 1 else 2 end)::uuid from generate_series(1, :n) i where i <= 60 or i % 2 = 0;
    insert into campaign_spending (id, organization_id, campaign_id, spent_on, amount, currency) select :id, :org, (select c.id from campaigns c where c.organization_id = :org and c.name = 'Zest'), (:at)::date, 12.5, 'EUR' from generate_series(1, :n) i where i % 5 = 0;
    insert into campaign_spending (organization_id, campaign_id, spent_on, amount, currency) select :org, :id, (:at)::date, 12.5, 'EUR' from generate_series(1, :n) i where i % 4 = 0`,
};
