import type { ItemFilter } from '#db/queries/content.ts';
import { itemFilterInput } from '#app/domains/content/inputs.ts';
import { COLUMNS, type Shown, USUAL_COLUMNS } from '#app/domains/content/ui/listed-item.ts';
import { isUuid } from '#app/platform/ids.ts';

/** What the address asks for. Whatever cannot be read is as if it were not there. */
export function shownOf(request: Request): Shown {
  const search = new URL(request.url).searchParams;
  const { q, sort, view, ...filters } = itemFilterInput.parse(Object.fromEntries(search));
  const asked = (search.get('columns') ?? '').split('.');
  const columns = COLUMNS.filter((name) => asked.includes(name));
  return {
    status: undefined, type: undefined, author: undefined, category: undefined, project: undefined, campaign: undefined, tag: undefined, language: undefined,
    ...filters,
    q: (q ?? '').replace(/\p{Cc}+/gu, ' ').trim(),
    sort: sort ?? 'edited',
    view: view ?? 'all',
    columns: columns.length > 0 ? columns : USUAL_COLUMNS,
  };
}

export function filterOf({ q, status, type, author, category, project, campaign, tag, language, sort, view }: Shown): ItemFilter {
  return { status, type, authorId: author, categoryId: category, projectId: project, campaignId: campaign, tagId: tag, language, sort, view, ...(q ? { search: q } : {}) };
}

/** A cursor is an id and the row's place in the order; one that cannot be read is the first page. */
export function pageOf(request: Request, limit: number): { limit: number; after?: string } {
  const after = new URL(request.url).searchParams.get('after') ?? '';
  return isUuid(after.slice(0, 36)) && after[36] === '~' && after.length < 400 ? { limit, after } : { limit };
}
