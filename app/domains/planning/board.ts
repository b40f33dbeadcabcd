import { type ContentStatus, NEXT, NO_RULE, STATUS_WORDS, whyNotMove } from '../content/status.ts';
import type { Member } from '#app/platform/permission.ts';

export interface Card {
  id: string;
  title: string;
  status: ContentStatus;
  revision: number;
  publishedRevision: number | null;
}

/** Whether a drop is one press, or has to ask first whom to ask. */
export type Drop = 'move' | 'ask';

export const dropOf = (to: ContentStatus): Drop | null => (to === 'draft' || to === 'archived' ? 'move' : to === 'in_review' ? 'ask' : null);

/** Whether a drop can be taken back by another one: the steps that are one person's word both ways. */
export const comesBack = (from: ContentStatus, to: ContentStatus): from is 'draft' | 'archived' => dropOf(from) === 'move' && (NEXT[to] as readonly ContentStatus[]).includes(from);

/**
 * Why a card cannot be dropped there. A board only takes the steps that are one person's word on the desk: what readers
 * have or wait for, and what reviewers decide, is decided on the piece's own page. The commands ask again.
 */
export function whyNotDrop(card: Card, to: ContentStatus, member: Member): string | null {
  if (card.status === to) return `It is ${STATUS_WORDS[to].toLowerCase()} already.`;
  if (card.status === 'published') return 'Readers have it. Open the piece to take it down first.';
  if (card.status === 'scheduled') return 'It is scheduled. Open the piece to take it off the schedule first.';
  if (to === 'approved') return 'Its reviewers approve a piece. Ask for a review instead.';
  if (to === 'scheduled' || to === 'published') return `What becomes ${STATUS_WORDS[to].toLowerCase()} is decided on its own page: open the piece.`;
  return whyNotMove({ ...card, contentHash: '', editedBy: null, unfinished: null }, to, member, [], NO_RULE);
}
