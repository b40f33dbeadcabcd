import type { PostFilter } from '#db/queries/posts-list.ts';
import { postFilterInput, type ShownPosts } from '#app/domains/social/composing/posts-filter.ts';
import { isUuid } from '#app/platform/ids.ts';

export const shownOf = (request: Request): ShownPosts => postFilterInput.parse(Object.fromEntries(new URL(request.url).searchParams));

export const filterOf = ({ view, account, platform, project, campaign, tag, author, status, from, to }: ShownPosts): PostFilter => ({ view, accountId: account, platform, projectId: project, campaignId: campaign, tagId: tag, authorId: author, status, from, to });

/** A cursor is an id and the row's place in the order; one that cannot be read is the first page. */
export function pageOf(request: Request, byAge: boolean, limit: number): { limit: number; after?: string } {
  const after = new URL(request.url).searchParams.get('after') ?? '';
  const place = after.slice(37);
  const isPlace = byAge ? place === '' : /^\d{4}-\d\d-\d\d[T ][\d:.]{8,15}(Z|\+00(:00)?)$/.test(place);
  return isUuid(after.slice(0, 36)) && after[36] === '~' && isPlace && (byAge || !Number.isNaN(Date.parse(place))) ? { limit, after } : { limit };
}
