import type { Platform, PostFormat } from '../../connectors/connector.ts';
import type { PostStatus, TargetStatus } from '../../composing/post.ts';

/** A post as a list shows it. */
export interface ListedPost {
  id: string;
  words: string;
  title: string;
  status: PostStatus;
  format: PostFormat;
  approval: 'pending' | 'approved' | 'changes_requested' | 'withdrawn' | null;
  moment: string | null;
  timeZone: string;
  isRecurring: boolean;
  author: string | null;
  campaign: string | null;
  createdAt: string;
  deletedAt: string | null;
  targets: { id: string; platform: Platform; account: string; status: TargetStatus; at: string | null; url: string | null }[];
  tags: { id: string; name: string; color: string }[];
}

export interface PostChoices {
  accounts: { id: string; name: string; platform: Platform }[];
  people: { id: string; name: string }[];
  projects: { id: string; name: string }[];
  campaigns: { id: string; name: string }[];
  tags: { id: string; name: string }[];
}

export interface PostWhys {
  write: string | null;
  schedule: string | null;
  remove: string | null;
}
