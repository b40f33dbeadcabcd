import type { COMMENT_STATUSES } from '#db/schema/choices.ts';
import type { Anchor } from '#db/schema/content.ts';
import { type Member, whyNot } from '#app/platform/permission.ts';

export const MOST_LETTERS = 5000;

export type { Anchor };
export type CommentStatus = (typeof COMMENT_STATUSES)[number];

/** Where a reader's comment can go from where it is. Each step has its way back, for the undo. */
export const NEXT = {
  pending: ['approved', 'rejected', 'spam'],
  approved: ['pending', 'rejected', 'spam'],
  rejected: ['pending', 'approved'],
  spam: ['pending', 'approved'],
} as const satisfies Record<CommentStatus, readonly CommentStatus[]>;

export const COMMENT_WORDS: Record<CommentStatus, string> = { pending: 'Waiting', approved: 'Approved', rejected: 'Rejected', spam: 'Spam' };

/** Where a comment can come there from. */
export const before = (to: CommentStatus) => (Object.keys(NEXT) as CommentStatus[]).filter((from) => (NEXT[from] as readonly CommentStatus[]).includes(to));

/** Why this person cannot mark the comment so, as a sentence for them; null when they can. */
export function whyNotMark(from: CommentStatus, to: CommentStatus, member: Member): string | null {
  if (from === to) return `It is ${COMMENT_WORDS[to].toLowerCase()} already.`;
  if (!before(to).includes(from)) return `What is ${COMMENT_WORDS[from].toLowerCase()} cannot become ${COMMENT_WORDS[to].toLowerCase()}. Take it back to waiting first.`;
  return whyNot(member, 'content:moderate');
}

/** Words are changed by whoever wrote them, and by nobody else. */
export function whyNotEdit(authorId: string | null, member: Member, userId: string): string | null {
  return whyNot(member, 'content:comment') ?? (authorId === userId ? null : 'Only who wrote a comment can change its words.');
}

export const permissionToDelete = (authorId: string | null, userId: string) => (authorId === userId ? 'content:comment' : 'content:moderate');

export const whyNotDelete = (authorId: string | null, member: Member, userId: string) => whyNot(member, permissionToDelete(authorId, userId));

/** Someone named in a comment, as @[Name](id): the name is for reading, the id for the bell. */
const MENTION = /@\[([^\]\n]{1,120})\]\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/gi;

export const mention = ({ id, name }: { id: string; name: string }) => `@[${name.replace(/[[\]\n]/g, '').slice(0, 120)}](${id})`;

/** Whom a comment names, each once. */
export const mentionsIn = (body: string) => [...new Set(Array.from(body.matchAll(MENTION), ([, , id]) => id!.toLowerCase()))];

/** A comment cut at its mentions, for drawing. */
export function partsOf(body: string): { text: string; userId?: string }[] {
  const parts: { text: string; userId?: string }[] = [];
  let at = 0;
  for (const match of body.matchAll(MENTION)) {
    if (match.index > at) parts.push({ text: body.slice(at, match.index) });
    parts.push({ text: match[1]!, userId: match[2]!.toLowerCase() });
    at = match.index + match[0].length;
  }
  return at < body.length ? [...parts, { text: body.slice(at) }] : parts;
}

/** The words as a bell shows them: mentions by name, and not more than a glance. */
export function glance(body: string): string {
  const text = body.replace(MENTION, '@$1').replace(/\s+/g, ' ').trim();
  return text.length > 200 ? `${text.slice(0, 199).trimEnd()}…` : text;
}
