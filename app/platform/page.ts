import { isUuid } from './ids.ts';

/** The page of a list that the address asks for. A cursor that cannot be one is the first page. */
export function pageOf(request: Request, cursor: 'uuid' | 'number', limit = 50): { limit: number; after?: string } {
  const after = new URL(request.url).searchParams.get('after');
  const valid = cursor === 'uuid' ? isUuid(after) : after !== null && /^\d{1,15}$/.test(after);
  return valid ? { limit, after: after! } : { limit };
}
