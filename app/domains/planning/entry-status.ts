export const ENTRY_STATUSES = ['planned', 'in_progress', 'completed', 'cancelled'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

export const ENTRY_STATUS_WORDS: Record<EntryStatus, string> = {
  planned: 'Planned',
  in_progress: 'In progress',
  completed: 'Completed',
  cancelled: 'Cancelled',
};
