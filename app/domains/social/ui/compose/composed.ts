import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import type { UtmRules } from '#app/domains/planning/campaign.ts';
import type { FormReply } from '#app/platform/form-reply.ts';
import type { Member } from '#app/platform/permission.ts';
import type { Limits, OptionField, Platform, PostFormat } from '../../connectors/connector.ts';
import type { Approval, ApprovalRule, LatePolicy, PostStatus, TargetStatus } from '../../composing/post.ts';
import type { Repeats } from '../../composing/repeats.ts';
import type { ThreadPart, Variant } from '../../composing/variant.ts';

/** An account, with all that the browser must know to judge a post for it. */
export interface ChosenAccount {
  id: string;
  platform: Platform;
  /** What the platform is called in a sentence. */
  platformName: string;
  name: string;
  username: string;
  image: string | null;
  projectId: string | null;
  /** Why nothing goes out there at present; null when it does. */
  stopped: string | null;
  limits: Limits;
  options: readonly OptionField[];
  /** Its next free posting time; null where it has none. */
  nextSlot: string | null;
}

export interface ComposeFile extends LibraryAsset {
  facts: { animated?: boolean; videoCodec?: string | null; frameRate?: number | null; pages?: number | null };
}

export interface ComposedTarget {
  id: string;
  accountId: string;
  variant: Variant;
  status: TargetStatus;
  failureCode: string;
  isBegun: boolean;
}

/** A post as the composer begins with it. */
export interface Composed {
  id: string | null;
  revision: number;
  status: PostStatus;
  text: string;
  title: string;
  link: string;
  format: PostFormat;
  media: readonly { assetId: string; position: number | null; alt: string }[];
  thread: readonly ThreadPart[];
  firstComment: string;
  targets: readonly ComposedTarget[];
  tags: readonly string[];
  projectId: string | null;
  campaignId: string | null;
  itemId: string | null;
  item: string | null;
  templateId: string | null;
  repeatsId: string | null;
  aiGenerated: boolean;
  aiModel: string;
  aiPrompt: string;
  latePolicy: LatePolicy;
  lateMinutes: number;
  scheduledAt: string | null;
  timeZone: string;
  recurrence: Repeats | null;
  /** The time that a draft was brought in with, while it lies ahead. */
  proposedAt: string | null;
  approval: string | null;
  contentHash: string | null;
  approvedAt: string | null;
  versionBy: string | null;
  updatedAt: string;
}

export interface ComposeProps {
  post: Composed;
  accounts: readonly ChosenAccount[];
  files: readonly ComposeFile[];
  campaigns: readonly { id: string; name: string; utm: UtmRules }[];
  projects: readonly { id: string; name: string }[];
  people: readonly { id: string; name: string; role: string }[];
  approvals: readonly (Approval & { id: string; approver: string | null; note: string; comment: string; decidedAt: string | null })[];
  rule: ApprovalRule;
  neighbours: readonly { postId: string; accountId: string; text: string; at: string }[];
  signs: { hashtags: readonly string[]; mentions: readonly string[] };
  /** What the linked page says of itself, where it is one of ours. */
  card: { title: string; description: string } | null;
  me: Member & { userId: string };
  why: { save: string | null; schedule: string | null; cancel: string | null; remove: string | null; approve: string | null };
  reply: FormReply | undefined;
}
