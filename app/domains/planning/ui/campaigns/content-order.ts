import type { LinkedPiece } from './shown-campaign.ts';

/** A piece goes in front of another one; null is the end. */
export interface Placing {
  itemId: string;
  before: string | null;
}

export function afterPlacing<Piece extends Pick<LinkedPiece, 'id'>>(pieces: readonly Piece[], { itemId, before }: Placing): Piece[] {
  const moving = pieces.find(({ id }) => id === itemId);
  if (!moving || before === itemId) return [...pieces];
  const rest = pieces.filter((piece) => piece !== moving);
  const at = rest.findIndex(({ id }) => id === before);
  return at < 0 ? [...rest, moving] : [...rest.slice(0, at), moving, ...rest.slice(at)];
}

export type Step = 'up' | 'down' | 'first' | 'last';

/** One step along the order; null where there is none to take. */
export function stepOf(pieces: readonly Pick<LinkedPiece, 'id'>[], itemId: string, step: Step): Placing | null {
  const at = pieces.findIndex(({ id }) => id === itemId);
  const isFirst = at === 0;
  const isLast = at === pieces.length - 1;
  if (at < 0 || ((step === 'up' || step === 'first') && isFirst) || ((step === 'down' || step === 'last') && isLast)) return null;
  const before = { up: pieces[at - 1]?.id, down: pieces[at + 2]?.id, first: pieces[0]?.id, last: undefined }[step];
  return { itemId, before: before ?? null };
}

export function tellPlacing(pieces: readonly { id: string; title: string }[], placing: Placing): string {
  const after = afterPlacing(pieces, placing);
  const at = after.findIndex(({ id }) => id === placing.itemId);
  return `${after[at]?.title.trim() || 'Untitled'} is now number ${at + 1} of ${after.length}.`;
}
