import type { ContentStatus, ContentType } from '#app/domains/content/status.ts';
import type { Card } from '../../board.ts';
import type { Goal, ProjectRole, ProjectStatus } from '../../project.ts';

export type Pieces = Partial<Record<ContentStatus, number>>;

/** A project as a list shows it. */
export interface ListedProject {
  id: string;
  name: string;
  status: ProjectStatus;
  owner: string | null;
  startsOn: string | null;
  endsOn: string | null;
  goals: Goal[];
  isDefault: boolean;
  pieces: Pieces;
}

export interface RemovedProject extends ListedProject {
  deletedAt: string | null;
}

export interface ShownProject extends ListedProject {
  description: string;
  ownerId: string | null;
  targetAudience: string;
  brandGuidelines: { voice?: string; tone?: string; style?: string; wordsToUse?: string[]; wordsToAvoid?: string[]; colors?: string[]; logoAssetId?: string };
  categoryIds: string[];
  tagIds: string[];
  revision: number;
}

export interface BoardCard extends Card {
  type: ContentType;
  language: string;
  author: string | null;
  scheduledFor: string | null;
  publishedAt: string | null;
  editedAt: string;
}

export interface ProjectPerson {
  userId: string;
  role: ProjectRole;
  name: string;
  email: string;
  image: string | null;
}

export interface Named {
  id: string;
  name: string;
}
