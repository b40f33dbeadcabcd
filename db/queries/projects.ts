import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { CONTENT_STATUSES, type ContentStatus, type ProjectStatus } from '../schema/choices.ts';
import { contentItems, memberships, projectMembers, projects, users } from '../schema/index.ts';
import { list, one, paged, type Reader } from '../scope.ts';
import { activityOf } from './audit.ts';
import type { Page } from './keyset.ts';

export interface ProjectFilter {
  status?: ProjectStatus | undefined;
  search?: string | undefined;
}

export type PieceCounts = Partial<Record<ContentStatus, number>>;

/** Beyond this a list says "and more": a project can hold every piece of a large house. */
export const MOST_COUNTED = 100;

const eachStatus = sql.raw(`unnest(array[${CONTENT_STATUSES.map((status) => `'${status}'`).join(', ')}]) as each(status)`);

/** How many pieces stand in each status, counted along the board's index and no further than `most`. */
const countsOf = (project: SQL, most: number) =>
  sql<PieceCounts>`(select jsonb_object_agg(each.status, (select count(*) from (select from content_items i where i.project_id = ${project} and i.status = each.status and i.deleted_at is null limit ${most}::int) counted)) from ${eachStatus})`;

const ownerName = sql<string | null>`(select u.name from users u where u.id = ${projects.ownerId})`;

const listColumns = {
  id: projects.id,
  name: projects.name,
  nameKey: projects.nameKey,
  description: projects.description,
  status: projects.status,
  ownerId: projects.ownerId,
  owner: ownerName,
  startsOn: projects.startsOn,
  endsOn: projects.endsOn,
  goals: projects.contentGoals,
  isDefault: projects.isDefault,
  revision: projects.revision,
  updatedAt: projects.updatedAt,
};

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** By the alphabet, by keyset: the cursor is the last row's id and name. */
export const projectPage = (filter: ProjectFilter, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select({ ...listColumns, pieces: countsOf(sql`projects.id`, MOST_COUNTED) })
        .from(projects)
        .where(
          and(
            isNull(projects.deletedAt),
            filter.status && eq(projects.status, filter.status),
            filter.search ? sql`${projects.nameKey} like '%' || lower(${literally(filter.search)}) || '%'` : undefined,
            page.after === undefined ? undefined : sql`(${projects.nameKey}, ${projects.id}) > (${page.after.slice(37)}, ${page.after.slice(0, 36)}::uuid)`,
          ),
        )
        .orderBy(asc(projects.nameKey), asc(projects.id))
        .limit(most),
    ({ id, nameKey }) => `${id}~${nameKey}`,
  );

/** What was removed last comes first. */
export const removedProjects = (page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select({ ...listColumns, pieces: countsOf(sql`projects.id`, MOST_COUNTED), deletedAt: projects.deletedAt })
        .from(projects)
        .where(and(isNotNull(projects.deletedAt), page.after === undefined ? undefined : sql`(${projects.deletedAt}, ${projects.id}) < (${page.after.slice(37)}::timestamptz, ${page.after.slice(0, 36)}::uuid)`))
        .orderBy(desc(projects.deletedAt), desc(projects.id))
        .limit(most),
    ({ id, deletedAt }) => `${id}~${deletedAt}`,
  );

export const projectById = (id: string) =>
  one((db) =>
    db
      .select({
        ...listColumns,
        targetAudience: projects.targetAudience,
        brandGuidelines: projects.brandGuidelines,
        categoryIds: projects.categoryIds,
        tagIds: projects.tagIds,
        createdAt: projects.createdAt,
        deletedAt: projects.deletedAt,
        pieces: countsOf(sql`projects.id`, 1000),
        /** What the one who asks is in it. */
        myRole: sql<'lead' | 'editor' | 'viewer' | null>`(select m.role from project_members m where m.project_id = projects.id and m.user_id = (select app.current_user_id()))`,
      })
      .from(projects)
      .where(eq(projects.id, id)),
  );

export const projectMembersOf = (projectId: string) =>
  list((db) =>
    db
      .select({ userId: projectMembers.userId, role: projectMembers.role, name: users.name, email: users.email, image: users.image, memberRole: memberships.role })
      .from(projectMembers)
      .innerJoin(users, eq(users.id, projectMembers.userId))
      .innerJoin(memberships, eq(memberships.userId, projectMembers.userId))
      .where(eq(projectMembers.projectId, projectId))
      .orderBy(sql`array_position(array['lead', 'editor', 'viewer'], ${projectMembers.role})`, asc(users.name), asc(projectMembers.userId))
      .limit(500),
  );

const cards = (db: Reader) =>
  db
    .select({
      id: contentItems.id,
      title: contentItems.title,
      type: contentItems.type,
      status: contentItems.status,
      language: contentItems.language,
      author: users.name,
      revision: contentItems.revision,
      publishedRevision: contentItems.publishedRevision,
      scheduledFor: contentItems.scheduledFor,
      publishedAt: contentItems.publishedAt,
      editedAt: contentItems.editedAt,
    })
    .from(contentItems)
    .leftJoin(users, eq(users.id, contentItems.authorId));

/** The last edited of each status: what a board has room for. */
export const boardOf = (projectId: string, most: number) =>
  list((db) =>
    cards(db)
      .innerJoin(
        sql`unnest(array(select card.id from ${eachStatus}, lateral (select i.id from content_items i where i.project_id = ${projectId} and i.status = each.status and i.deleted_at is null
          order by i.edited_at desc, i.id desc limit ${most}::int) card)) as found(id)`,
        sql`found.id = ${contentItems.id}`,
      )
      .orderBy(desc(contentItems.editedAt), desc(contentItems.id)),
  );

/** All of them, last edited first. */
export const piecesOf = (projectId: string, page: Page) =>
  paged(
    page,
    (db, most) =>
      cards(db)
        .where(
          and(
            eq(contentItems.projectId, projectId),
            isNull(contentItems.deletedAt),
            page.after === undefined ? undefined : sql`(${contentItems.editedAt}, ${contentItems.id}) < (${page.after.slice(37)}::timestamptz, ${page.after.slice(0, 36)}::uuid)`,
          ),
        )
        .orderBy(desc(contentItems.editedAt), desc(contentItems.id))
        .limit(most),
    ({ id, editedAt }) => `${id}~${editedAt}`,
  );

/** What was done to the project itself, newest first. */
export const projectActivity = (projectId: string, page: Page) => activityOf('project', projectId, page);

/** What a piece can be filed under: those that go on come first. */
export const projectChoices = () =>
  list((db) =>
    db
      .select({ id: projects.id, name: projects.name, status: projects.status, isDefault: projects.isDefault })
      .from(projects)
      .where(isNull(projects.deletedAt))
      .orderBy(sql`${projects.status} in ('completed', 'archived')`, asc(projects.nameKey), asc(projects.id))
      .limit(500),
  );

/** What a project says to whoever writes for it. */
const forWriters = {
  id: projects.id,
  name: projects.name,
  categoryIds: projects.categoryIds,
  tagIds: projects.tagIds,
  wordsToAvoid: sql<string[]>`coalesce(${projects.brandGuidelines} -> 'wordsToAvoid', '[]'::jsonb)`,
};

export const projectOfItem = (itemId: string) =>
  one((db) =>
    db
      .select(forWriters)
      .from(contentItems)
      .innerJoin(projects, and(eq(projects.id, contentItems.projectId), isNull(projects.deletedAt)))
      .where(eq(contentItems.id, itemId)),
  );

/** The project, or without one the organization's default. */
export const projectToWriteFor = (id: string | null) =>
  one((db) => db.select(forWriters).from(projects).where(and(isNull(projects.deletedAt), id === null ? eq(projects.isDefault, true) : eq(projects.id, id))));

export const removedProject = (id: string) => one((db) => db.select({ name: projects.name, revision: projects.revision }).from(projects).where(and(eq(projects.id, id), isNotNull(projects.deletedAt))));
