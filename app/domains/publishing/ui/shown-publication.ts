import type { Approval, ApprovalRule, Reviewed } from '#app/domains/content/status.ts';
import type { Member } from '#app/platform/permission.ts';
import type { PublicationKind, PublicationStatus } from '../publication.ts';

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

export interface PublishProps {
  /** The piece as it is written on. */
  item: { id: string; title: string; slug: string; excerpt: string; language: string; coverAssetId: string | null; categoryId: string | null; publishedAt: string | null; deletedAt: string | null };
  /** The piece as it stands on the server now. */
  live: Reviewed;
  /** Where readers find it: its address changes for them with the next text. */
  liveAddress: string | null;
  views: readonly { day: string; views: number }[];
  publications: readonly ShownPublication[];
  previews: readonly ShownPreview[];
  releases: readonly { id: string; name: string }[];
  approvals: readonly Approval[];
  rule: ApprovalRule;
  me: Member;
  reply: unknown;
}
