/** Names under which caches keep an organization's answers: short, without spaces, and never another organization's. */
const tagOf = (organizationId: string, key: string) => `${organizationId}:${encodeURI(key.toLowerCase())}`;

/** Everything of it: when its name, its logo or who may read changes. */
export const WHOLE = 'all';
/** Whatever shows more than one piece and is not of one category, tag or author: lists, feeds, searches, the sitemap. */
export const LISTS = 'lists';

/** The keys of published_keys (drizzle/0018) as cache tags: 'slug:…', 'category:…', 'tag:…', 'author:…'. */
export const cacheTags = (organizationId: string, keys: readonly string[]): string[] => [...new Set(keys)].map((key) => tagOf(organizationId, key));

/** A change of these keys reaches the pieces themselves and every list. */
export const purgedBy = (organizationId: string, keys: readonly string[]): string[] => cacheTags(organizationId, [LISTS, ...keys]);

/** A list of one category, tag or author changes with the pieces that it holds or held; every other list with any piece. */
export function keysOfList(filter: { category?: string | undefined; tag?: string | undefined; author?: string | undefined }): string[] {
  const narrow = (['category', 'tag', 'author'] as const).flatMap((name) => (filter[name] === undefined ? [] : [`${name}:${filter[name]}`]));
  return narrow.length > 0 ? narrow : [LISTS];
}
