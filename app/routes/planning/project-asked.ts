import { projectFilterInput } from '#app/domains/planning/project-inputs.ts';
import { isUuid } from '#app/platform/ids.ts';

/** What the list's address asks for. */
export function askedProjects(request: Request) {
  const params = new URL(request.url).searchParams;
  const { q, status } = projectFilterInput.parse(Object.fromEntries(params));
  const show = params.get('show') === 'removed' ? ('removed' as const) : ('list' as const);
  return { show, status, q: (q ?? '').replace(/\p{Cc}+/gu, ' ').trim() };
}

/** The cursor of a list is an id and the row's place in the order; one that cannot be read is the first page. */
export function projectCursor(request: Request, place: 'name' | 'instant', limit: number): { limit: number; after?: string } {
  const after = new URL(request.url).searchParams.get('after') ?? '';
  const isPlace = place === 'name' ? !after.includes('\0') : !Number.isNaN(Date.parse(after.slice(37)));
  return isUuid(after.slice(0, 36)) && after[36] === '~' && after.length < 400 && isPlace ? { limit, after } : { limit };
}
