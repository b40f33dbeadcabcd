import { isUuid } from './ids.ts';

const CURSORS = {
  uuid: isUuid,
  number: (text: string) => /^\d{1,15}$/.test(text),
  /** The last row's id, and the instant that it stands in order by; empty where the id is enough. */
  timed: (text: string) => isUuid(text.slice(0, 36)) && text[36] === '~' && (text.length === 37 || !Number.isNaN(Date.parse(text.slice(37)))),
};

/** The page of a list that the address asks for. A cursor that cannot be one is the first page. */
export function pageOf(request: Request, cursor: 'uuid' | 'number' | 'timed', limit = 50): { limit: number; after?: string } {
  const after = new URL(request.url).searchParams.get('after');
  return after !== null && CURSORS[cursor](after) ? { limit, after } : { limit };
}
