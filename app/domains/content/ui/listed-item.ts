import type { ItemSort } from '../inputs.ts';
import type { ContentStatus, ContentType } from '../status.ts';

/** An item as a list shows it. */
export interface ListedItem {
  id: string;
  title: string;
  slug: string;
  type: ContentType;
  status: ContentStatus;
  language: string;
  authorId: string | null;
  author: string | null;
  categoryId: string | null;
  projectId: string | null;
  wordCount: number;
  commentCount: number;
  viewCount: number;
  scheduledFor: string | null;
  publishedAt: string | null;
  editedAt: string;
  createdAt: string;
  deletedAt: string | null;
  tags: { id: string; name: string; color: string }[];
  /** Where one searches: the words around what was found, each find between two control characters. */
  snippet: string | null;
}

export const COLUMNS = ['status', 'type', 'author', 'category', 'project', 'tags', 'language', 'words', 'comments', 'views', 'published', 'created', 'edited'] as const;
export type ColumnName = (typeof COLUMNS)[number];
export const COLUMN_WORDS: Record<ColumnName, string> = {
  status: 'Status',
  type: 'Type',
  author: 'Author',
  category: 'Category',
  project: 'Project',
  tags: 'Tags',
  language: 'Language',
  words: 'Words',
  comments: 'Comments',
  views: 'Views',
  published: 'Published',
  created: 'Created',
  edited: 'Edited',
};
export const USUAL_COLUMNS: readonly ColumnName[] = ['status', 'type', 'author', 'tags', 'edited'];

/** What the list's address asks for. */
export interface Shown {
  q: string;
  status: ContentStatus | undefined;
  type: ContentType | undefined;
  author: string | undefined;
  category: string | undefined;
  project: string | undefined;
  campaign: string | undefined;
  tag: string | undefined;
  language: string | undefined;
  sort: ItemSort;
  view: 'all' | 'trash';
  columns: readonly ColumnName[];
}

export interface SavedView {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  own: boolean;
}

export interface Choices {
  people: { id: string; name: string }[];
  categories: { id: string; name: string; path: string }[];
  tags: { id: string; name: string }[];
  projects: { id: string; name: string }[];
  campaigns: { id: string; name: string }[];
}
