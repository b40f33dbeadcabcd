import { sql } from 'drizzle-orm';
import { mediaUsages, postMedia, posts, postTags, postTargets, postVersions } from '#db/schema/index.ts';
import { idList, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { usualProject } from '#app/domains/content/create-item.server.ts';
import { newTags } from '#app/domains/content/tag-links.server.ts';
import { isApproved } from '../composing/post.ts';
import { setMoments } from '../composing/schedule-post.server.ts';
import { tellAll } from '../publishing/tell.server.ts';
import { columnsOf } from '../composing/write-post.server.ts';
import type { PlannedPost } from './planned-posts.server.ts';

/** New posts as save-post and schedule-post would leave each of them, a table a statement: two hundred rows cost hardly more than one. */
export function writeMany(db: Writer, rows: readonly PlannedPost[]): Statement[] {
  const targets = rows.flatMap(({ postId, desk: { draft } }) => draft.targets.map(({ id, accountId, variant }) => ({ id, postId, accountId, variant })));
  const moments = new Map(rows.flatMap(({ desk: { draft }, when, freezing }) => (freezing ? draft.targets.map(({ id }): [string, Date] => [id, when!.at]) : [])));
  return [
    db.insert(posts).values(rows.map(postOf)),
    ...mediaOf(db, rows),
    ...tagsOf(db, rows),
    ...(targets.length > 0 ? [db.insert(postTargets).values(targets)] : []),
    ...versionsOf(db, rows),
    ...(moments.size > 0 ? [...setMoments(db, moments, 1), tellAll(db, [...moments.keys()], 'scheduled', sql`'It is to go out at ' || to_char(post_targets.scheduled_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC.'`)] : []),
  ];
}

const isAllowed = ({ freezing, desk: { me, rule } }: PlannedPost) => freezing !== null && isApproved(freezing.contentHash, me.userId, [], rule);

function postOf(row: PlannedPost) {
  const { postId: id, key: importKey, when, freezing, desk } = row;
  return {
    id,
    ...columnsOf(desk.draft),
    projectId: usualProject,
    importKey,
    scheduledWall: when ? `${when.wall.date} ${when.wall.time}` : null,
    timeZone: when?.wall.zone ?? desk.timeZone,
    scheduledAt: freezing ? when!.at.toISOString() : null,
    version: freezing ? 1 : 0,
    approval: desk.rule.required > 0 && isAllowed(row) ? ('approved' as const) : null,
  };
}

function versionsOf(db: Writer, rows: readonly PlannedPost[]): Statement[] {
  const versions = rows.flatMap((row) => (row.freezing ? [{ postId: row.postId, number: 1, ...row.freezing, approvedAt: isAllowed(row) ? sql`now()` : null }] : []));
  return versions.length > 0 ? [db.insert(postVersions).values(versions)] : [];
}

function mediaOf(db: Writer, rows: readonly PlannedPost[]): Statement[] {
  const media = rows.flatMap(({ postId, desk: { draft } }) => draft.media.map(({ assetId, position, alt }) => ({ postId, assetId, position, altText: alt })));
  const ids = [...new Set(media.map(({ assetId }) => assetId))];
  return media.length === 0
    ? []
    : [
        refuseUnless(db, sql`(select count(*) from (select from media_assets where id = any (${idList(ids)}) and status = 'ready' and deleted_at is null for key share) there) = ${ids.length}::int`, 'not-found', 'One of its files was deleted at the same moment.'),
        db.insert(postMedia).values(media),
        db.insert(mediaUsages).values(media.map(({ postId, assetId }) => ({ assetId, place: 'post' as const, placeId: postId }))).onConflictDoNothing(),
      ];
}

/** By their names whatever their capitals; a name that is new becomes a tag. */
function tagsOf(db: Writer, rows: readonly PlannedPost[]): Statement[] {
  const links = rows.flatMap(({ postId, desk: { draft } }) => draft.tags.map((name) => ({ post: postId, name })));
  const names = [...new Map(links.map(({ name }) => [name.toLowerCase(), name])).values()];
  return names.length === 0
    ? []
    : [
        ...newTags(db, names),
        db.insert(postTags).select(sql`select app.current_org(), (l ->> 'post')::uuid, t.id, now() from jsonb_array_elements(${JSON.stringify(links)}::jsonb) l join tags t on lower(t.name) = lower(l ->> 'name')`).onConflictDoNothing(),
      ];
}
