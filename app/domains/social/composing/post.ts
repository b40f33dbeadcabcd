import type { LatePolicy, PostStatus, TargetStatus } from '#db/schema/choices.ts';
import { type Member, whyNot } from '#app/platform/permission.ts';

export type { LatePolicy, PostStatus, TargetStatus };

/** In the order in which they are offered. */
export const LATE_WORDS: Record<LatePolicy, string> = { publish: 'Send it late, up to a limit', hold: 'Hold it for a person', skip: 'Skip it' };

export const STATUS_WORDS: Record<PostStatus, string> = {
  draft: 'Draft',
  scheduled: 'Scheduled',
  publishing: 'Publishing',
  published: 'Published',
  partially_published: 'Partly published',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export interface Target {
  status: TargetStatus;
  failureCode: string;
  /** A part of it is live, or may be. */
  isBegun: boolean;
}

export interface Standing {
  status: PostStatus;
  deletedAt: string | null;
  targets: readonly Target[];
}

/** A post has no title: its first words stand for it. */
export const nameOf = ({ text, title = '' }: { text: string; title?: string }) => (text.trim() || title.trim()).replace(/\s+/g, ' ').slice(0, 60).trim() || 'Untitled post';

/** Its time passed and nothing of it was sent: it waits for a person, and can still be given another time. */
const HELD = ['late', 'not-approved'];
export const isHeld = ({ status, failureCode }: Target) => status === 'needs_attention' && HELD.includes(failureCode);

/** What waits for its moment: until it is armed it can be stopped. */
export const isWaiting = (target: Target) => target.status === 'scheduled' || target.status === 'claimed' || isHeld(target);

/** What no request was ever sent for, or what surely did nothing: its words are still ours to change. */
export const isOpen = (target: Target) => !target.isBegun && (target.status === 'draft' || target.status === 'cancelled' || target.status === 'failed' || isWaiting(target));

export const isPlanned = ({ targets }: Pick<Standing, 'targets'>) => targets.some(isWaiting);

const SENDING = 'It is being sent right now. What is sent cannot be changed any more.';

/** Why this person cannot change the words; null when they can. */
export function whyNotEditable(post: Standing, member: Member): string | null {
  if (post.deletedAt) return 'It is in the trash. Restore it first.';
  if (post.targets.length > 0 && !post.targets.some(isOpen)) return post.targets.some(({ status }) => status === 'sending' || status === 'needs_attention') ? SENDING : 'It is published. Post it again to say it differently.';
  const refusal = whyNot(member, 'post:write');
  if (refusal || !isPlanned(post)) return refusal;
  const unable = whyNot(member, 'post:schedule');
  return unable && `It is scheduled, so a change would go out. ${unable}`;
}

/** Whether it is saved without being asked: nothing of it has a time, and nobody was asked about it or said yes to it. */
export const savesItself = ({ status, deletedAt, approval }: Pick<Standing, 'status' | 'deletedAt'> & { approval: string | null }) => status === 'draft' && deletedAt === null && approval !== 'pending' && approval !== 'approved';

/** Why nobody can give it a time as it stands. */
export function whyNotSchedulable(post: Standing, member: Member): string | null {
  if (post.deletedAt) return 'It is in the trash. Restore it first.';
  const refusal = whyNot(member, 'post:schedule');
  if (refusal) return refusal;
  if (post.targets.length === 0) return 'Choose at least one account.';
  return post.targets.some(isOpen) ? null : whyNotEditable(post, member);
}

export function whyNotCancellable(post: Standing, member: Member): string | null {
  const refusal = whyNot(member, 'post:schedule');
  if (refusal) return refusal;
  if (isPlanned(post)) return null;
  return post.targets.some(({ status }) => status === 'sending') ? 'It is being sent right now and cannot be stopped any more.' : 'Nothing of it is scheduled.';
}

export function whyNotDeletable(post: Standing, member: Member): string | null {
  if (post.deletedAt) return 'It is in the trash already.';
  const refusal = whyNot(member, 'post:delete');
  if (refusal) return refusal;
  if (post.targets.some(({ status }) => status === 'sending')) return 'It is being sent right now. Wait a moment.';
  return post.targets.some((target) => target.status === 'needs_attention' && !isHeld(target)) ? 'Say first whether it is live: one of its accounts waits for that.' : null;
}

/** What an organization asks before a post may go out. */
export interface ApprovalRule {
  /** How many people have to approve; 0 asks nobody. */
  required: number;
  /** Whoever wrote it does not count. */
  fourEyes: boolean;
}

export function postRuleOf(settings: Record<string, unknown>): ApprovalRule {
  const { required, fourEyes } = (settings.postApprovals ?? {}) as Partial<ApprovalRule>;
  return { required: Number.isInteger(required) && required! > 0 ? Math.min(required!, 10) : 0, fourEyes: fourEyes === true };
}

export interface Approval {
  approverId: string | null;
  status: string;
  contentHash: string;
}

/** The approvals that count: given for these very words, each person once, and not by whoever put them there. */
export function approvalsThatCount(contentHash: string, writerId: string | null, approvals: readonly Approval[], { fourEyes }: ApprovalRule): number {
  const people = approvals.filter((each) => each.status === 'approved' && each.contentHash === contentHash && each.approverId !== null && !(fourEyes && each.approverId === writerId));
  return new Set(people.map(({ approverId }) => approverId)).size;
}

export const isApproved = (contentHash: string, writerId: string | null, approvals: readonly Approval[], rule: ApprovalRule) => approvalsThatCount(contentHash, writerId, approvals, rule) >= rule.required;

/** How many are missing, as a sentence; null when none is. */
export function whyUnapproved(contentHash: string | null, writerId: string | null, approvals: readonly Approval[], rule: ApprovalRule): string | null {
  const missing = rule.required - (contentHash ? approvalsThatCount(contentHash, writerId, approvals, rule) : 0);
  return missing <= 0 ? null : `${missing === 1 ? 'One approval is' : `${missing} approvals are`} missing for the post as it stands now.`;
}

/** Why this person's approval would not count. */
export function whyNotApprove(writerId: string | null, member: Member & { userId: string }, rule: ApprovalRule): string | null {
  return whyNot(member, 'post:approve') ?? (rule.fourEyes && writerId === member.userId ? 'You wrote this last. Someone else has to approve it.' : null);
}
