import { sql } from 'drizzle-orm';
import { projectMembers, projects } from '#db/schema/index.ts';
import { idList, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { placeAsset } from '#app/domains/media/place-asset.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import { columnsAfter } from './project-columns.ts';
import type { ProjectChanges, ProjectFields } from './project-inputs.ts';

/** What a project names beside itself has to be there, and here: an owner, categories, tags, a picture. */
export function refuseStrangers(db: Writer, projectId: string, { ownerId, categoryIds = [], tagIds = [], logoAssetId }: ProjectChanges): Statement[] {
  return [
    ...(ownerId ? [refuseUnless(db, sql`exists (select from memberships where user_id = ${ownerId})`, 'not-found', 'The owner is not a member any more.')] : []),
    ...(categoryIds.length > 0 ? [refuseUnless(db, sql`(select count(*) from content_categories where id = any (${idList(categoryIds)}) and deleted_at is null) = ${categoryIds.length}::int`, 'not-found', 'One of these categories is not there any more.')] : []),
    ...(tagIds.length > 0 ? [refuseUnless(db, sql`(select count(*) from tags where id = any (${idList(tagIds)})) = ${tagIds.length}::int`, 'not-found', 'One of these tags is not there any more.')] : []),
    ...(logoAssetId === undefined ? [] : placeAsset(db, logoAssetId, { place: 'project_logo', placeId: projectId, live: false }, 'image')),
  ];
}

/** A project, and its owner as its first lead: whoever begins it, unless they name someone. */
export async function createProject(org: Org, { ownerId, ...fields }: ProjectFields): Promise<Result<{ id: string; name: string }>> {
  const id = uuid7();
  const written = await writeFor(org, (db) => [
    ...refuseStrangers(db, id, { ...fields, logoAssetId: fields.logoAssetId ?? undefined, ownerId: ownerId ?? undefined }),
    db.insert(projects).values({ ...columnsAfter(fields, { goals: [], brandGuidelines: {} }), id, name: fields.name, ownerId: ownerId ?? sql`app.current_user_id()` }),
    db.insert(projectMembers).select(sql`select app.current_org(), p.id, m.user_id, 'lead', now(), now() from projects p join memberships m on m.user_id = p.owner_id where p.id = ${id}`),
    record(org, db, 'project.created', { type: 'project', id }, { name: fields.name }),
  ]);
  return written.ok ? done({ id, name: fields.name }) : written;
}
