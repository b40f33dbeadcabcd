import type { RequiredSection } from '../../document/required-sections.ts';
import type { ContentStatus } from '../../status.ts';

/** What the page knows of an item beside the version that is written on. */
export interface KnownItem {
  id: string;
  status: ContentStatus;
  contentHash: string;
  editedBy: string | null;
  categoryId: string | null;
  category: string | null;
  projectId: string | null;
  author: string | null;
  createdAt: string;
  publishedAt: string | null;
  publishedRevision: number | null;
  deletedAt: string | null;
  requiredSections: readonly RequiredSection[];
}

/** What the project of a piece says to whoever writes it. */
export interface WritersProject {
  id: string;
  name: string;
  /** Offered first. */
  categoryIds: readonly string[];
  tagIds: readonly string[];
  wordsToAvoid: readonly string[];
}

export interface LinkedItem {
  id: string;
  title: string;
  language: string;
  status: ContentStatus;
}

export interface ListedRevision {
  number: number;
  name: string;
  reason: string;
  createdAt: string;
  author: string | null;
}
