import { and, eq, notInArray, sql } from 'drizzle-orm';
import { mediaUsages, postApprovals, postMedia, posts, postTags, postTargets, postVersions } from '#db/schema/index.ts';
import type { FrozenTarget } from '#db/schema/posts.ts';
import { idList, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { usualProject } from '#app/domains/content/create-item.server.ts';
import { setTagLinks } from '#app/domains/content/tag-links.server.ts';
import type { Problem } from '#app/platform/problem.ts';
import { problem } from '#app/platform/problem.ts';
import type { Draft } from './draft.ts';
import type { Desk } from './look-at-post.server.ts';
import { isApproved } from './post.ts';

export const STALE = 'Someone else saved this post meanwhile. Nothing of yours was lost: compare the two, then save again.';
export const SENDING_NOW = 'One of its accounts is being sent to at this very moment. Look again, then decide.';

export const FIELD_PROBLEMS: Record<string, Problem> = {
  posts_pkey: problem('conflict', STALE),
  posts_project_fk: problem('not-found', 'There is no such project.', { field: 'projectId' }),
  posts_item_fk: problem('not-found', 'There is no such piece of content.', { field: 'itemId' }),
  posts_template_fk: problem('not-found', 'There is no such template.', { field: 'templateId' }),
  post_media_asset_fk: problem('not-found', 'One of these files is not in the library any more. Take it out or choose another.', { field: 'media' }),
  post_tags_tag_fk: problem('conflict', 'One of these tags was removed at the same moment. Try again.', { field: 'tags' }),
  post_targets_account_key: problem('conflict', STALE),
  post_versions_key: problem('conflict', STALE),
};

/** There, alive, and as the writer saw it. The post is locked before its targets: whoever publishes takes the locks in the same order. */
export const refuseStale = (db: Writer, postId: string, revision: number): Statement[] => [
  refuseUnless(db, sql`exists (select from posts where id = ${postId} and deleted_at is null)`, 'not-found', 'There is no such post.'),
  refuseUnless(db, sql`exists (select from posts where id = ${postId} and revision = ${revision}::int for update)`, 'conflict', STALE),
];

const ASKED_ABOUT = 'It was scheduled or sent to review meanwhile, so it does not save itself any more. Reload the page to see how it stands: what you wrote stays on this device.';

/** Nobody waits for these words and nothing will send them: the rule of savesItself, behind the post's lock. */
export const refuseAskedAbout = (db: Writer, postId: string) =>
  refuseUnless(db, sql`exists (select from posts where id = ${postId} and status = 'draft' and coalesce(approval, '') not in ('pending', 'approved'))`, 'forbidden', ASKED_ABOUT);

const BEGUN = sql`exists (select from publish_attempts a where a.organization_id = t.organization_id and a.post_target_id = t.id and a.state in ('armed', 'sent', 'ambiguous', 'needs_human', 'confirmed'))`;

/** Of all these nothing has left yet. Asked behind the post's lock: whoever sends takes it first. */
export const refuseSending = (db: Writer, targetIds: readonly string[]) =>
  refuseUnless(
    db,
    sql`not exists (select from post_targets t where t.id = any (${idList(targetIds)}) and (t.status in ('sending', 'published') or (t.status = 'needs_attention' and t.failure_code not in ('late', 'not-approved')) or ${BEGUN}))`,
    'conflict',
    SENDING_NOW,
  );

/** What of a post its own row holds. */
export function columnsOf({ text, title, link, format, thread, firstComment, hashtags, mentions, campaignId, itemId, templateId, aiGenerated, aiModel, aiPrompt, latePolicy, lateMinutes }: Draft) {
  return { text, title, link, format, thread: thread.map((part) => ({ ...part, mediaIds: [...part.mediaIds] })), firstComment, hashtags, mentions, campaignId, itemId, templateId, aiGenerated, aiModel, aiPrompt, latePolicy, lateMinutes };
}

/** Where a post that begins comes from: the one that it says again, the row of a file; and who wrote it, where the clock begins it. */
export interface Origin {
  repeatsId?: string;
  importKey?: string;
  authorId?: string | null;
  recurrence?: Record<string, unknown>;
}

/** The post with all that belongs to it. Part of every write that changes its words. */
export function writePost(db: Writer, postId: string, { post, draft, files }: Pick<Desk, 'post' | 'draft' | 'files'>, origin: Origin = {}): Statement[] {
  const [columns, { projectId }] = [columnsOf(draft), draft];
  return [
    ...(post
      ? [db.update(posts).set({ ...columns, projectId, revision: sql`${posts.revision} + 1` }).where(eq(posts.id, postId))]
      : [db.insert(posts).values({ id: postId, ...columns, projectId: projectId ?? usualProject, ...origin })]),
    ...writeMedia(db, postId, draft, [...files.keys()]),
    ...setTagLinks(db, postTags, 'post_id', postId, draft.tags),
    ...writeTargets(db, postId, draft),
  ];
}

/** Each file stands in the library's index of usages too, so that nobody deletes it unawares. */
export function writeMedia(db: Writer, postId: string, { media }: Pick<Draft, 'media'>, there: readonly string[]): Statement[] {
  const ids = media.map(({ assetId }) => assetId);
  const shown = ids.filter((id) => there.includes(id));
  const isOther = sql`not (asset_id = any (${idList(ids)}))`;
  return [
    db.delete(postMedia).where(and(eq(postMedia.postId, postId), isOther)),
    db.delete(mediaUsages).where(and(eq(mediaUsages.place, 'post'), eq(mediaUsages.placeId, postId), isOther)),
    ...(media.length === 0
      ? []
      : [
          refuseUnless(db, sql`(select count(*) from (select from media_assets where id = any (${idList(shown)}) and status = 'ready' and deleted_at is null for key share) there) = ${shown.length}::int`, 'not-found', 'One of these files was deleted at the same moment. Take it out or choose another.'),
          db
            .insert(postMedia)
            .values(media.map(({ assetId, position, alt }) => ({ postId, assetId, position, altText: alt })))
            .onConflictDoUpdate({ target: [postMedia.organizationId, postMedia.postId, postMedia.assetId], set: { position: sql`excluded.position`, altText: sql`excluded.alt_text` } }),
          db.insert(mediaUsages).values(ids.map((assetId) => ({ assetId, place: 'post' as const, placeId: postId }))).onConflictDoNothing(),
        ]),
  ];
}

/** A target that something was ever done for keeps its ledger: it is cancelled instead of taken away. */
function writeTargets(db: Writer, postId: string, { targets, removed }: Draft): Statement[] {
  const goes = sql`${postTargets.id} = any (${idList(removed)})`;
  return [
    ...(removed.length === 0
      ? []
      : [
          refuseSending(db, removed),
          db.delete(postTargets).where(and(goes, sql`not exists (select from publish_attempts a where a.post_target_id = ${postTargets.id})`)),
          db.update(postTargets).set({ status: 'cancelled', wakeAt: null, lookAt: null, takenAt: null, fence: sql`${postTargets.fence} + 1` }).where(goes),
        ]),
    ...(targets.length === 0
      ? []
      : [
          db
            .insert(postTargets)
            .values(targets.map(({ id, accountId, variant }) => ({ id, postId, accountId, variant })))
            .onConflictDoUpdate({ target: [postTargets.organizationId, postTargets.postId, postTargets.accountId], set: { variant: sql`excluded.variant` }, setWhere: notInArray(postTargets.status, ['sending', 'published']) }),
        ]),
  ];
}

export interface Freezing {
  content: Record<string, FrozenTarget>;
  contentHash: string;
}

/** Which version goes out with these words: the one there is, where they are the same, else the next. */
export const versionOf = ({ post }: Pick<Desk, 'post'>, { contentHash }: Freezing, targetIds: readonly string[]) =>
  post && post.version > 0 && post.contentHash === contentHash && targetIds.every((id) => post.frozenFor.includes(id)) ? post.version : (post?.version ?? 0) + 1;

/** The words kept as they are. What was said of other words holds no more; what was said of these does. */
export function freeze(db: Writer, postId: string, desk: Desk, freezing: Freezing, version: number, by: { createdBy?: string | null } = {}): Statement[] {
  const { post, approvals, rule, me } = desk;
  const { content, contentHash } = freezing;
  const isKnown = post !== null && version === post.version;
  const writer = isKnown ? post.versionBy : me.userId;
  const isAllowed = isApproved(contentHash, writer, approvals, rule);
  const approval = rule.required === 0 ? null : isAllowed ? ('approved' as const) : isKnown && post.approval === 'pending' ? post.approval : null;
  return [
    ...(isKnown
      ? isAllowed && !post.approvedAt
        ? [db.update(postVersions).set({ approvedAt: sql`now()` }).where(and(eq(postVersions.postId, postId), eq(postVersions.number, version)))]
        : []
      : [db.insert(postVersions).values({ postId, number: version, content, contentHash, approvedAt: isAllowed ? sql`now()` : null, ...by })]),
    ...(isKnown ? [] : [withdrawOthers(db, postId, contentHash)]),
    db.update(posts).set({ version, approval }).where(eq(posts.id, postId)),
  ];
}

/** Nobody is waited for any more about other words than these. */
export const withdrawOthers = (db: Writer, postId: string, contentHash: string) =>
  db.update(postApprovals).set({ status: 'withdrawn', decidedAt: sql`now()` }).where(and(eq(postApprovals.postId, postId), eq(postApprovals.status, 'pending'), sql`${postApprovals.contentHash} <> ${contentHash}`));
