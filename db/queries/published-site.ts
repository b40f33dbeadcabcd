import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Crop } from '../schema/media.ts';
import { publishedItems as pieces } from '../schema/index.ts';
import { call, list, one } from '../scope.ts';

/** What only the pages of the public site show; everything else is in published.ts. */
export interface PublishedLogo {
  id: string;
  name: string;
  sha256: string;
  crop: Crop | null;
}

export const publishedLogo = () => one((db) => call<PublishedLogo | null>(db, sql`app.published_logo()`));

export interface PublishedComment {
  id: string;
  parentId: string | null;
  name: string;
  body: string;
  createdAt: string;
}

const column = <T>(name: string) => sql.raw(name) as SQL<T>;

/** What a moderator let through, oldest first; nothing where the organization takes no comments. */
export const publishedComments = (slug: string, most: number) =>
  list<PublishedComment>((db) =>
    db
      .select({ id: column<string>('id'), parentId: column<string | null>('parent_id'), name: column<string>('name'), body: column<string>('body'), createdAt: sql<string>`to_jsonb(created_at) #>> '{}'` })
      .from(sql`app.published_comments(${slug}, ${most})`),
  );

/** The categories at the top, by name, found by stepping through the index: however many pieces there are, it costs one probe for each category. */
export const publishedSections = (most: number) =>
  list((db) =>
    db
      .select({ slug: column<string>('section.slug'), name: column<string>('section.name') })
      .from(
        sql`(with recursive seen as (
            (select t.slug, t.name, t.content_item_id from published_terms t where t.kind = 'category' order by t.slug limit 1)
            union all
            select n.slug, n.name, n.content_item_id from seen s cross join lateral (
              select t.slug, t.name, t.content_item_id from published_terms t where t.kind = 'category' and t.slug > s.slug order by t.slug limit 1) n)
          select s.slug, s.name from (select * from seen limit 200) s join published_items p on p.content_item_id = s.content_item_id and p.categories -> 0 ->> 'slug' = s.slug) section`,
      )
      .orderBy(sql`lower(section.name)`, sql`section.slug`)
      .limit(most),
  );

/** The months in which something was published, the newest first, on the organization's own calendar. */
export const publishedMonths = (most: number) =>
  list((db) =>
    db.select({ month: column<string>('month') }).from(
      sql`(with recursive zone as (select app.reading_zone() as name), seen as (
          (select date_trunc('month', p.published_at, zone.name) as start from published_items p, zone where p.withdrawn_at is null order by p.published_at desc limit 1)
          union all
          select n.start from seen s, zone cross join lateral (
            select date_trunc('month', p.published_at, zone.name) as start from published_items p where p.withdrawn_at is null and p.published_at < s.start order by p.published_at desc limit 1) n)
        select to_char(start at time zone zone.name, 'YYYY-MM') as month from (select start from seen limit ${most}) s, zone) months`,
    ),
  );

/** Whether something stood at the address and was taken back. Asked of the index only where nothing stands there now. */
export const withdrawnAt = (slug: string) =>
  one((db) =>
    db
      .select({ withdrawnAt: pieces.withdrawnAt })
      .from(pieces)
      .where(and(eq(pieces.slug, slug), isNotNull(pieces.withdrawnAt), sql`not exists (select from published_items p where p.slug = ${slug} and p.withdrawn_at is null)`))
      .limit(1),
  );
