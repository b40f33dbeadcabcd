import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { PostStatus, TargetStatus } from '../schema/choices.ts';
import { campaigns, mediaAssets, postApprovals, postingSlots, posts, postTargets, postVersions, socialAccounts, users } from '../schema/index.ts';
import type { Variant } from '../schema/posts.ts';
import { idList, list, one, paged, type Reader } from '../scope.ts';
import type { Page } from './keyset.ts';

export interface TargetRow {
  id: string;
  accountId: string;
  variant: Variant;
  status: TargetStatus;
  scheduledAt: string | null;
  publishedAt: string | null;
  version: number;
  failureCode: string;
  failureMessage: string;
  platformUrl: string | null;
  /** A part of it is live, or may be: sent anew it would be there twice. */
  isBegun: boolean;
}

export interface MediaRow {
  assetId: string;
  position: number | null;
  alt: string;
}

const targetsOfPost = sql<TargetRow[]>`coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'accountId', t.social_account_id, 'variant', t.variant, 'status', t.status, 'scheduledAt', t.scheduled_at,
    'publishedAt', t.published_at, 'version', t.version, 'failureCode', t.failure_code, 'failureMessage', t.failure_message, 'platformUrl', t.platform_url,
    'isBegun', exists (select from publish_attempts a where a.organization_id = t.organization_id and a.post_target_id = t.id and a.state in ('armed', 'sent', 'ambiguous', 'needs_human', 'confirmed'))) order by t.id)
  from ${postTargets} t where t.organization_id = ${posts.organizationId} and t.post_id = ${posts.id}), '[]')`;

const mediaOfPost = sql<MediaRow[]>`coalesce((select jsonb_agg(jsonb_build_object('assetId', m.asset_id, 'position', m.position, 'alt', m.alt_text) order by m.position nulls last, m.asset_id)
  from post_media m where m.organization_id = ${posts.organizationId} and m.post_id = ${posts.id}), '[]')`;

const columns = {
  id: posts.id,
  authorId: posts.authorId,
  author: users.name,
  projectId: posts.projectId,
  campaignId: posts.campaignId,
  itemId: posts.itemId,
  templateId: posts.templateId,
  repeatsId: posts.repeatsId,
  text: posts.text,
  title: posts.title,
  thread: posts.thread,
  firstComment: posts.firstComment,
  format: posts.format,
  hashtags: posts.hashtags,
  mentions: posts.mentions,
  link: posts.link,
  status: posts.status,
  scheduledWall: posts.scheduledWall,
  timeZone: posts.timeZone,
  scheduledAt: posts.scheduledAt,
  publishedAt: posts.publishedAt,
  latePolicy: posts.latePolicy,
  lateMinutes: posts.lateMinutes,
  recurrence: posts.recurrence,
  approval: posts.approval,
  version: posts.version,
  aiGenerated: posts.aiGenerated,
  aiModel: posts.aiModel,
  aiPrompt: posts.aiPrompt,
  figuresAskedAt: posts.figuresAskedAt,
  revision: posts.revision,
  createdAt: posts.createdAt,
  updatedAt: posts.updatedAt,
  deletedAt: posts.deletedAt,
  item: sql<string | null>`(select i.title from content_items i where i.id = ${posts.itemId})`,
  tags: sql<string[]>`array(select t.name from post_tags l join tags t on t.id = l.tag_id where l.organization_id = ${posts.organizationId} and l.post_id = ${posts.id} order by lower(t.name))`,
  media: mediaOfPost,
  targets: targetsOfPost,
  contentHash: postVersions.contentHash,
  /** The targets that the version holds words for. */
  frozenFor: sql<string[]>`array(select jsonb_object_keys(coalesce(${postVersions.content}, '{}')))`,
  /** When the version that would go out now was allowed to. */
  approvedAt: postVersions.approvedAt,
  /** Whoever changed the words last: four eyes ask for another's. */
  versionBy: postVersions.createdBy,
};

const postRows = (db: Reader) =>
  db
    .select(columns)
    .from(posts)
    .leftJoin(users, eq(users.id, posts.authorId))
    .leftJoin(postVersions, and(eq(postVersions.postId, posts.id), eq(postVersions.number, posts.version)));

/** One post with all that belongs to it, also from the trash. */
export const postById = (id: string) => one((db) => postRows(db).where(eq(posts.id, id)));

export type PostRow = NonNullable<ReturnType<ReturnType<typeof postById>['pick']>>;

/** The newest first. */
export const postPage = (status: PostStatus | undefined, page: Page) =>
  paged(
    page,
    (db, most) => postRows(db).where(and(isNull(posts.deletedAt), status && eq(posts.status, status), page.after ? sql`${posts.id} < ${page.after}::uuid` : undefined)).orderBy(desc(posts.id)).limit(most),
    ({ id }) => id,
  );

export const postsByIds = (ids: readonly string[]) => list((db) => postRows(db).where(sql`${posts.id} = any (${idList(ids)})`));

/** The posts that these targets belong to. */
export const postsOfTargets = (ids: readonly string[]) => list((db) => postRows(db).where(sql`${posts.id} = any (array(select t.post_id from ${postTargets} t where t.id = any (${idList(ids)})))`));

const accountColumns = {
  id: socialAccounts.id,
  platform: socialAccounts.platform,
  username: socialAccounts.username,
  displayName: socialAccounts.displayName,
  profileImage: socialAccounts.profileImage,
  profileUrl: socialAccounts.profileUrl,
  place: socialAccounts.place,
  projectId: socialAccounts.projectId,
  platformData: socialAccounts.platformData,
  status: socialAccounts.status,
  statusReason: socialAccounts.statusReason,
  pausedAt: socialAccounts.pausedAt,
  deletedAt: socialAccounts.deletedAt,
};

/** What can be posted to, and what this post goes to even where it is connected no more. */
export const accountsToChoose = (postId: string) =>
  list((db) =>
    db
      .select(accountColumns)
      .from(socialAccounts)
      .where(sql`(${socialAccounts.deletedAt} is null or ${socialAccounts.id} = any (array(select t.social_account_id from post_targets t where t.post_id = ${postId}::uuid)))`)
      .orderBy(asc(socialAccounts.nameKey), asc(socialAccounts.id))
      .limit(300),
  );

export type AccountRow = ReturnType<ReturnType<typeof accountsToChoose>['pick']>[number];

/** These accounts, and those that the posts go to already. */
export const accountsOfPosts = (ids: readonly string[], postIds: readonly string[]) =>
  list((db) =>
    db
      .select(accountColumns)
      .from(socialAccounts)
      .where(sql`${socialAccounts.id} = any (${accountsMeant(ids, postIds)})`),
  );

export const fileColumns = {
  id: mediaAssets.id,
  name: mediaAssets.name,
  altText: mediaAssets.altText,
  type: mediaAssets.type,
  mimeType: mediaAssets.mimeType,
  visibility: mediaAssets.visibility,
  byteSize: mediaAssets.byteSize,
  sha256: mediaAssets.sha256,
  storageKey: mediaAssets.storageKey,
  width: mediaAssets.width,
  height: mediaAssets.height,
  durationSeconds: mediaAssets.durationSeconds,
  focalX: mediaAssets.focalX,
  focalY: mediaAssets.focalY,
  crop: mediaAssets.crop,
  color: mediaAssets.color,
  preview: mediaAssets.preview,
  usageCount: mediaAssets.usageCount,
  uploadedAt: mediaAssets.uploadedAt,
  folderId: mediaAssets.folderId,
  facts: mediaAssets.facts,
};

/** What the post that this one says again said where it is live: some platforms refuse it a second time. What the clock repeats is the person's wish as it is. */
export const wordsSaidBefore = (postId: string) =>
  list((db) =>
    db
      .select({ accountId: postTargets.accountId, text: sql<string>`coalesce(${postVersions.content} -> ${postTargets.id}::text -> 'parts' -> 0 ->> 'text', '')` })
      .from(posts)
      .innerJoin(postTargets, and(eq(postTargets.postId, posts.repeatsId), eq(postTargets.status, 'published')))
      .innerJoin(postVersions, and(eq(postVersions.postId, postTargets.postId), eq(postVersions.number, postTargets.version)))
      .where(sql`${posts.id} = ${postId}::uuid and ${posts.importKey} is null`),
  );

/** These files, and those that the post shows already; only what is there to be shown. */
export const filesOfPost = (ids: readonly string[], postId: string) =>
  list((db) =>
    db
      .select(fileColumns)
      .from(mediaAssets)
      .where(and(isNull(mediaAssets.deletedAt), eq(mediaAssets.status, 'ready'), sql`${mediaAssets.id} = any (${idList(ids)} || array(select m.asset_id from post_media m where m.post_id = ${postId}::uuid))`)),
  );

export type FileRow = ReturnType<ReturnType<typeof filesOfPost>['pick']>[number];

/** The campaign that a post names, or names from now on. */
export const campaignOfPost = (campaignId: string | null, postId: string) =>
  one((db) =>
    db
      .select({ id: campaigns.id, name: campaigns.name, utm: campaigns.utm, deletedAt: campaigns.deletedAt })
      .from(campaigns)
      .where(campaignId ? eq(campaigns.id, campaignId) : sql`${campaigns.id} = (select p.campaign_id from posts p where p.id = ${postId}::uuid)`),
  );

export const campaignsForPosts = () =>
  list((db) =>
    db
      .select({ id: campaigns.id, name: campaigns.name, utm: campaigns.utm })
      .from(campaigns)
      .where(and(isNull(campaigns.deletedAt), eq(campaigns.isTemplate, false), sql`${campaigns.status} in ('draft', 'planned', 'active', 'paused')`))
      .orderBy(asc(campaigns.nameKey), asc(campaigns.id))
      .limit(200),
  );

/** What was said of a post, the newest first. */
export const approvalsOfPost = (postId: string) =>
  list((db) =>
    db
      .select({
        id: postApprovals.id,
        version: postApprovals.version,
        contentHash: postApprovals.contentHash,
        approverId: postApprovals.approverId,
        approver: users.name,
        requestedBy: postApprovals.requestedBy,
        status: postApprovals.status,
        note: postApprovals.note,
        comment: postApprovals.comment,
        decidedAt: postApprovals.decidedAt,
        createdAt: postApprovals.createdAt,
      })
      .from(postApprovals)
      .leftJoin(users, eq(users.id, postApprovals.approverId))
      .where(eq(postApprovals.postId, postId))
      .orderBy(desc(postApprovals.id))
      .limit(100),
  );

/** What these accounts said within a month, and say in the next: what another post can come into the way of. */
export const neighboursOf = (accountIds: readonly string[] | null, exceptPost: string) =>
  list((db) =>
    db
      .select({ postId: postTargets.postId, accountId: postTargets.accountId, text: sql<string>`left(coalesce(${postTargets.variant} ->> 'text', ${posts.text}), 2000)`, at: sql<string>`${postTargets.scheduledAt}`.mapWith(postTargets.scheduledAt) })
      .from(postTargets)
      .innerJoin(posts, eq(posts.id, postTargets.postId))
      .where(
        and(
          accountIds === null ? undefined : sql`${postTargets.accountId} = any (${idList(accountIds)})`,
          sql`${postTargets.postId} <> ${exceptPost}::uuid and ${postTargets.status} not in ('draft', 'cancelled', 'failed') and ${postTargets.scheduledAt} > now() - interval '30 days'`,
          isNull(posts.deletedAt),
        ),
      )
      .orderBy(desc(postTargets.scheduledAt))
      .limit(500),
  );

/** The hashtags and names of the last posts, the most used first: what is proposed while someone writes. */
export const usualSigns = () =>
  one((db) =>
    db
      .select({
        hashtags: sql<string[]>`array(select word from (select unnest(p.hashtags) as word from (select hashtags from posts where deleted_at is null order by id desc limit 200) p) said group by word order by count(*) desc, word limit 40)`,
        mentions: sql<string[]>`array(select word from (select unnest(p.mentions) as word from (select mentions from posts where deleted_at is null order by id desc limit 200) p) said group by word order by count(*) desc, word limit 40)`,
      })
      .from(sql`(values (true)) as once`),
  );

const accountsMeant = (ids: readonly string[], postIds: readonly string[]) => sql`(${idList(ids)} || array(select t.social_account_id from post_targets t where t.post_id = any (${idList(postIds)})))`;

export const slotsOfPosts = (ids: readonly string[], postIds: readonly string[]) =>
  list((db) =>
    db
      .select({ accountId: postingSlots.accountId, weekday: postingSlots.weekday, localTime: postingSlots.localTime, timeZone: postingSlots.timeZone })
      .from(postingSlots)
      .where(sql`${postingSlots.accountId} = any (${accountsMeant(ids, postIds)})`),
  );

/** The moments at which these accounts are to speak, but for what the posts themselves say. */
export const takenByAccounts = (ids: readonly string[], postIds: readonly string[]) =>
  list((db) =>
    db
      .select({ accountId: postTargets.accountId, at: sql<string>`${postTargets.scheduledAt}`.mapWith(postTargets.scheduledAt) })
      .from(postTargets)
      .where(sql`${postTargets.accountId} = any (${accountsMeant(ids, postIds)}) and ${postTargets.scheduledAt} > now() - interval '1 hour' and ${postTargets.status} not in ('draft', 'cancelled') and ${postTargets.postId} <> all (${idList(postIds)})`)
      .limit(5000),
  );

export const slotsToChoose = () =>
  list((db) => db.select({ accountId: postingSlots.accountId, weekday: postingSlots.weekday, localTime: postingSlots.localTime, timeZone: postingSlots.timeZone }).from(postingSlots).limit(5000));

/** When any account is to speak, but for this post. */
export const takenAhead = (exceptPost: string) =>
  list((db) =>
    db
      .select({ accountId: postTargets.accountId, at: sql<string>`${postTargets.scheduledAt}`.mapWith(postTargets.scheduledAt) })
      .from(postTargets)
      .where(sql`${postTargets.scheduledAt} > now() - interval '1 hour' and ${postTargets.status} not in ('draft', 'cancelled') and ${postTargets.postId} <> ${exceptPost}::uuid`)
      .limit(5000),
  );
