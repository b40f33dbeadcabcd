import type { Member } from '#app/platform/permission.ts';
import { type Approval, type ApprovalRule, isApproved, type Reviewed } from '../../status.ts';

export interface ReviewedItem extends Reviewed {
  id: string;
}

/** One word on one revision, as db/queries/content.ts answers it. */
export interface ShownApproval extends Approval {
  id: string;
  revision: number;
  approver: string | null;
  requestedBy: string | null;
  note: string;
  comment: string;
  decidedAt: string | null;
  createdAt: string;
}

export interface Reviewer extends Member {
  id: string;
  name: string;
}

export interface ReviewProps {
  item: ReviewedItem;
  /** Newest first. */
  approvals: readonly ShownApproval[];
  rule: ApprovalRule;
  people: readonly Reviewer[];
  me: Member & { userId: string };
  reply: unknown;
  organizationId: string;
}

/** The newest approval that an edit has voided, while nothing else approves the text as it stands. */
export function voidedBy({ item, approvals, rule }: Pick<ReviewProps, 'item' | 'approvals' | 'rule'>): ShownApproval | undefined {
  if (item.status === 'archived' || isApproved(item, approvals, rule)) return undefined;
  // What was said before it went live was said about the text that readers have.
  const since = item.status === 'published' ? (item.publishedRevision ?? 0) : 0;
  return approvals.find(({ status, revision, contentHash }) => status === 'approved' && revision > since && contentHash !== item.contentHash);
}

export const nameOf = (approval: { approver: string | null }) => approval.approver ?? 'Someone who left';

/** The organization's rule in one sentence; null where it asks for nothing. */
export function ruleInWords({ required, fourEyes, fastLane }: ApprovalRule): string | null {
  if (required === 0) return null;
  const people = required === 1 ? 'one approval' : `${required} approvals`;
  return `This organization asks for ${people}${fourEyes ? ', not by whoever changed the text last' : ''}.${fastLane ? ' An owner’s is enough alone.' : ''}`;
}
