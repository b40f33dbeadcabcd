import { isUuid } from '#app/platform/ids.ts';

/** A cursor says in which order it counts, the place of the last row there, and its id. Readers pass it on and read nothing in it. */
export const encodeCursor = (order: string, place: string): string => btoa(`${order}:${place}`).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** The place behind it; null for what we did not give, or gave for another order. */
export function decodeCursor(order: string, cursor: string): string | null {
  if (!/^[\w-]{1,200}$/.test(cursor)) return null;
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const place = text.slice(order.length + 1);
    return text.startsWith(`${order}:`) && isPlace(order, place) && encodeCursor(order, place) === cursor ? place : null;
  } catch {
    return null;
  }
}

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,6})?Z$/;

function isPlace(order: string, place: string): boolean {
  const [at = '', id] = place.split('~');
  if (!isUuid(id) || place.length !== at.length + 37) return false;
  if (order === 'sync') return /^\d{1,15}$/.test(at);
  const [, second] = INSTANT.exec(at) ?? [];
  const read = Date.parse(`${second}Z`);
  return second !== undefined && !Number.isNaN(read) && new Date(read).toISOString().slice(0, 19) === second;
}
