import type { BadgeTone } from '#app/ui/badge.tsx';

export type ImportStatus = 'uploading' | 'reading' | 'ready' | 'fetching' | 'running' | 'done' | 'cancelled' | 'failed';
export type Verdict = 'new' | 'known' | 'changed' | 'kept' | 'made' | 'updated' | 'failed';

export interface ListedImport {
  id: string;
  source: string | null;
  files: { name: string; byteSize: number }[];
  status: ImportStatus;
  pieceCount: number;
  by: string | null;
  createdAt: string;
}

export interface ShownImport extends ListedImport {
  withPictures: boolean;
  withUpdates: boolean;
  commentCount: number;
  troubles: { where: string; sentence: string }[];
  troubleCount: number;
  reached: number;
  folderId: string | null;
  verdicts: { verdict: Verdict; count: number; pictures: number }[];
  pieces: { rows: { place: number; title: string; verdict: Verdict; itemId: string | null; pictures: number; trouble: string }[]; next: string | null };
  pictures: { all: number; waiting: number; failed: number };
  failedPictures: { address: string; trouble: string }[];
  /** Drafts that it made and nobody touched since: what can be taken back. */
  untouched: number;
  whyNotUndo: string | null;
}

export const SOURCES: Record<string, string> = { markdown: 'Markdown', ghost: 'Ghost', wordpress: 'WordPress' };

export const IMPORT_STATUSES: Record<ImportStatus, { word: string; tone: BadgeTone }> = {
  uploading: { word: 'Uploading', tone: 'waiting' },
  reading: { word: 'Reading', tone: 'waiting' },
  ready: { word: 'Ready to import', tone: 'planned' },
  fetching: { word: 'Fetching pictures', tone: 'waiting' },
  running: { word: 'Importing', tone: 'waiting' },
  done: { word: 'Done', tone: 'done' },
  cancelled: { word: 'Cancelled', tone: 'idle' },
  failed: { word: 'Nothing to import', tone: 'failed' },
};

export const VERDICTS: Record<Verdict, { word: string; tone: BadgeTone; one: string; many: string }> = {
  new: { word: 'New', tone: 'planned', one: 'would be a new draft', many: 'would be new drafts' },
  changed: { word: 'Changed there', tone: 'waiting', one: 'is known, and changed there since', many: 'are known, and changed there since' },
  known: { word: 'Known', tone: 'idle', one: 'is known already and is left alone', many: 'are known already and are left alone' },
  kept: { word: 'Left as it is', tone: 'idle', one: 'is left as it is here', many: 'are left as they are here' },
  made: { word: 'Imported', tone: 'done', one: 'is imported as a draft', many: 'are imported as drafts' },
  updated: { word: 'Updated', tone: 'done', one: 'is updated', many: 'are updated' },
  failed: { word: 'Not imported', tone: 'failed', one: 'cannot be imported', many: 'cannot be imported' },
};

export const isUnderWay = (status: ImportStatus) => status === 'reading' || status === 'fetching' || status === 'running';
export const namesOf = ({ files }: Pick<ListedImport, 'files'>) => (files.length === 1 ? files[0]!.name : `${files.length} files`);
