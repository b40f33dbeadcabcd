import { sql } from 'drizzle-orm';
import { postTags } from '#db/schema/index.ts';
import { idList, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { newTags } from '#app/domains/content/tag-links.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';

export interface TagLink {
  postId: string;
  tagId: string;
}

/** Links that are new, and those that are gone: what an undo turns round. */
export interface Tagged {
  added: readonly TagLink[];
  removed: readonly TagLink[];
}

const LINK = { postId: postTags.postId, tagId: postTags.tagId };
const named = (names: readonly string[]) => sql`lower(t.name) in (select lower(value) from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))`;
const allThere = (db: Writer, ids: readonly string[]) =>
  refuseUnless(db, sql`(select count(*) from posts where id = any (${idList(ids)}) and deleted_at is null) = ${new Set(ids).size}::int`, 'not-found', 'One of these posts is not there any more. Reload the list.');

/** The same tags on many, or off them. Their words and their revisions stay as they are. */
export const tagPosts = (org: Org, { ids, addTags, removeTags }: { ids: readonly string[]; addTags: readonly string[]; removeTags: readonly string[] }): Promise<Result<Tagged>> =>
  linked(org, ids, (db) => [
    ...newTags(db, addTags),
    db.insert(postTags).select(sql`select app.current_org(), chosen.id, t.id, now() from unnest(${idList(ids)}) chosen(id) cross join tags t where ${named(addTags)}`).onConflictDoNothing().returning(LINK),
    db.delete(postTags).where(sql`${postTags.postId} = any (${idList(ids)}) and ${postTags.tagId} in (select t.id from tags t where ${named(removeTags)} and not ${named(addTags)})`).returning(LINK),
  ]);

/** These links and no more of them: a tag that a post had before stays on it. */
export function untagPosts(org: Org, { added, removed }: Tagged): Promise<Result<Tagged>> {
  const pairs = (links: readonly TagLink[]) => sql`jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link("postId" uuid, "tagId" uuid)`;
  return linked(org, [...added, ...removed].map(({ postId }) => postId), (db) => [
    db.insert(postTags).select(sql`select app.current_org(), link."postId", t.id, now() from ${pairs(removed)} join tags t on t.id = link."tagId"`).onConflictDoNothing().returning(LINK),
    db.delete(postTags).where(sql`(${postTags.postId}, ${postTags.tagId}) in (select link."postId", link."tagId" from ${pairs(added)})`).returning(LINK),
  ]);
}

async function linked(org: Org, ids: readonly string[], build: (db: Writer) => Statement[]): Promise<Result<Tagged>> {
  const written = await writeFor(org, (db) => [allThere(db, ids), record(org, db, 'post.tagged', { type: 'post', id: ids[0]! }, { count: new Set(ids).size }), ...build(db)]);
  if (!written.ok) return written;
  const [added, removed] = written.value.slice(-2) as unknown as [TagLink[], TagLink[]];
  return done({ added, removed });
}
