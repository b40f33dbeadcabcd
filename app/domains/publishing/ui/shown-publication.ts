import type { PublicationKind, PublicationStatus } from '#db/schema/choices.ts';
import type { Approval, ApprovalRule, Reviewed } from '#app/domains/content/status.ts';
import type { Member } from '#app/platform/permission.ts';

/** One decision, as db/queries/publishing.ts answers it. */
export interface ShownPublication {
  id: string;
  itemId: string;
  title: string;
  releaseId: string | null;
  release: string | null;
  kind: PublicationKind;
  revision: number | null;
  dueAt: string;
  timeZone: string;
  status: PublicationStatus;
  asker: string | null;
  doneAt: string | null;
  failure: string;
  isLate: boolean;
}

export interface ShownPreview {
  id: string;
  revision: number;
  expiresAt: string;
  lastUsedAt: string | null;
  maker: string | null;
}

/** The piece as it stands on the server now. */
export interface LivePiece extends Reviewed {
  revision: number;
}

export interface PublishProps {
  item: { id: string; title: string; slug: string; publishedAt: string | null; publishedRevision: number | null; deletedAt: string | null };
  live: LivePiece;
  publications: readonly ShownPublication[];
  previews: readonly ShownPreview[];
  releases: readonly { id: string; name: string }[];
  approvals: readonly Approval[];
  rule: ApprovalRule;
  me: Member;
  reply: unknown;
}
