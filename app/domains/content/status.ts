import type { ContentStatus, ContentType } from '#db/schema/choices.ts';
import { type Member, type Permission, whyNot } from '#app/platform/permission.ts';

export type { ContentStatus, ContentType };

/** Where an item can go from where it is. */
export const NEXT = {
  draft: ['in_review', 'approved', 'scheduled', 'published', 'archived'],
  in_review: ['draft', 'approved', 'archived'],
  approved: ['in_review', 'draft', 'scheduled', 'published', 'archived'],
  scheduled: ['draft', 'approved', 'published', 'archived'],
  published: ['draft', 'archived'],
  archived: ['draft'],
} as const satisfies Record<ContentStatus, readonly ContentStatus[]>;

export const STATUS_WORDS: Record<ContentStatus, string> = {
  draft: 'Draft',
  in_review: 'In review',
  approved: 'Approved',
  scheduled: 'Scheduled',
  published: 'Published',
  archived: 'Archived',
};

/** What an organization asks of an item before it may go out. */
export interface ApprovalRule {
  /** How many people have to approve; 0 asks nobody. */
  required: number;
  /** Whoever changed the text last does not count. */
  fourEyes: boolean;
  /** An owner may approve alone; it is recorded as such. */
  fastLane: boolean;
}

export const NO_RULE: ApprovalRule = { required: 0, fourEyes: false, fastLane: true };

export function ruleOf(settings: Record<string, unknown>): ApprovalRule {
  const { required, fourEyes, fastLane } = (settings.approvals ?? {}) as Partial<ApprovalRule>;
  return {
    required: Number.isInteger(required) && required! >= 0 ? Math.min(required!, 10) : NO_RULE.required,
    fourEyes: fourEyes === true,
    fastLane: fastLane !== false,
  };
}

export interface Reviewed {
  status: ContentStatus;
  revision: number;
  /** The one that readers have, while it is live. */
  publishedRevision: number | null;
  contentHash: string;
  editedBy: string | null;
  /** What its template asks for and it lacks, as a sentence; null when it lacks nothing. */
  unfinished: string | null;
}

export interface Approval {
  approverId: string | null;
  status: string;
  contentHash: string;
  fastLane: boolean;
}

/** The approvals that count now: given for these very words, each person once, by the organization's rule. */
export function approvalsThatCount(item: Reviewed, approvals: readonly Approval[], rule: ApprovalRule): number {
  const people = approvals
    .filter(({ status, contentHash }) => status === 'approved' && contentHash === item.contentHash)
    .filter(({ approverId, fastLane }) => approverId !== null && (fastLane || !rule.fourEyes || approverId !== item.editedBy));
  return new Set(people.map(({ approverId }) => approverId)).size;
}

export function isApproved(item: Reviewed, approvals: readonly Approval[], rule: ApprovalRule): boolean {
  const current = approvals.filter(({ status, contentHash }) => status === 'approved' && contentHash === item.contentHash);
  if (rule.fastLane && current.some(({ fastLane }) => fastLane)) return true;
  return approvalsThatCount(item, approvals, rule) >= Math.max(rule.required, 1);
}

/** What each step asks of whoever takes it. */
const STEP: Record<ContentStatus, Permission> = {
  draft: 'content:write',
  in_review: 'content:write',
  approved: 'content:approve',
  scheduled: 'content:publish',
  published: 'content:publish',
  archived: 'content:delete',
};

export const permissionOf = (to: ContentStatus): Permission => STEP[to];

/** Why this person cannot take the item there now, as a sentence for them; null when they can. */
export function whyNotMove(item: Reviewed, to: ContentStatus, member: Member, approvals: readonly Approval[], rule: ApprovalRule): string | null {
  if (item.status === to) return `It is ${STATUS_WORDS[to].toLowerCase()} already.`;
  const next: readonly ContentStatus[] = NEXT[item.status];
  if (!next.includes(to)) return `What is ${STATUS_WORDS[item.status].toLowerCase()} cannot become ${STATUS_WORDS[to].toLowerCase()}.`;
  const refusal = whyNot(member, permissionOf(to));
  if (refusal) return refusal;
  if (item.unfinished && to !== 'draft' && to !== 'archived') return item.unfinished;
  if (to === 'scheduled' || to === 'published') return whyUnapproved(item, approvals, rule);
  return null;
}

/** Why the text as it stands may not go out yet. */
function whyUnapproved(item: Reviewed, approvals: readonly Approval[], rule: ApprovalRule): string | null {
  const missing = rule.required - approvalsThatCount(item, approvals, rule);
  if (missing <= 0 || isApproved(item, approvals, rule)) return null;
  return `${missing === 1 ? 'One approval is' : `${missing} approvals are`} missing for the text as it stands now.`;
}

/** A live piece with a text that its readers do not have yet. */
export const hasUpdate = ({ status, revision, publishedRevision }: Pick<Reviewed, 'status' | 'revision' | 'publishedRevision'>) => status === 'published' && revision > (publishedRevision ?? 0);

/** Why nobody can be asked for their word on it. A live piece stays live: only its new text is asked about. */
export function whyNotAsk(item: Reviewed, member: Member, approvals: readonly Approval[], rule: ApprovalRule): string | null {
  if (item.status === 'published' && !hasUpdate(item)) return 'Readers have this text already.';
  if (item.status === 'published' || item.status === 'in_review') return whyNot(member, permissionOf('in_review')) ?? item.unfinished;
  return whyNotMove(item, 'in_review', member, approvals, rule);
}

/** A live piece stays where it is; only its new text goes out. */
export const whyNotRenew = (item: Reviewed, member: Member, approvals: readonly Approval[], rule: ApprovalRule): string | null =>
  whyNot(member, 'content:publish') ?? item.unfinished ?? whyUnapproved(item, approvals, rule);

/** Why this person's approval would not count. */
export function whyNotApprove(item: Reviewed, member: Member, userId: string, rule: ApprovalRule): string | null {
  const refusal = whyNot(member, 'content:approve');
  if (refusal) return refusal;
  if (item.status === 'published' && !hasUpdate(item)) return 'Readers have this text already.';
  if (item.status === 'archived' || item.status === 'scheduled') return `What is ${STATUS_WORDS[item.status].toLowerCase()} is not up for review.`;
  if (rule.fourEyes && item.editedBy === userId && !(rule.fastLane && member.role === 'owner')) return 'You changed this text last. Someone else has to approve it.';
  return null;
}
