import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { campaigns, mediaAssets, posts } from '../schema/index.ts';
import { idList, list } from '../scope.ts';
import { fileColumns } from './posts.ts';

const textList = (texts: readonly string[]) => sql`array(select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;

/** Files that are called so, or have these ids. */
export const filesNamed = (names: readonly string[], ids: readonly string[]) =>
  list((db) =>
    db
      .select(fileColumns)
      .from(mediaAssets)
      .where(and(isNull(mediaAssets.deletedAt), eq(mediaAssets.status, 'ready'), sql`(${mediaAssets.name} = any (${textList(names)}) or ${mediaAssets.id} = any (${idList(ids)}))`))
      .limit(5000),
  );

/** Campaigns by their names in lower case. */
export const campaignsNamed = (names: readonly string[]) =>
  list((db) =>
    db
      .select({ id: campaigns.id, name: campaigns.name, utm: campaigns.utm })
      .from(campaigns)
      .where(and(isNull(campaigns.deletedAt), eq(campaigns.isTemplate, false), sql`${campaigns.nameKey} = any (${textList(names)})`))
      .limit(5000),
  );

/** Which rows of a file are here already. */
export const postsImportedAs = (keys: readonly string[]) =>
  list((db) =>
    db
      .select({ id: posts.id, key: sql<string>`${posts.importKey}` })
      .from(posts)
      .where(and(isNotNull(posts.importKey), isNull(posts.deletedAt), sql`${posts.importKey} = any (${textList(keys)})`)),
  );
