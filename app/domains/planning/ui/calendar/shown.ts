import type { CalendarView } from '../../calendar-window.ts';
import type { EntryStatus } from '../../entry-status.ts';
import type { Thing } from '../../scheduled.ts';

/** What the address asks for, with what it leaves out filled in. */
export interface ShownCalendar {
  view: CalendarView;
  date: string;
  today: string;
  zone: string;
  calendar?: string | undefined;
  project?: string | undefined;
  campaign?: string | undefined;
  channel?: string | undefined;
  person?: string | undefined;
  status?: EntryStatus | undefined;
  tag?: string | undefined;
}

interface Named {
  id: string;
  name: string;
}

export interface CalendarChoices {
  calendars: (Named & { timeZone: string; color: string })[];
  people: Named[];
  projects: Named[];
  campaigns: Named[];
  tags: Named[];
}

export interface KeptView extends Named {
  query: string;
  shared: boolean;
  own: boolean;
}

export interface CalendarWhys {
  write: string | null;
  manage: string | null;
  publish: string | null;
  schedulePosts: string | null;
}

export interface CalendarData {
  shown: ShownCalendar;
  things: Thing[];
  /** How many stand on each day, and under each status, shown or not. */
  totals: Record<string, number>;
  choices: CalendarChoices;
  views: KeptView[];
  me: string;
  why: CalendarWhys;
}

export const isFiltered = ({ calendar, project, campaign, channel, person, status, tag }: ShownCalendar) => [calendar, project, campaign, channel, person, status, tag].some((value) => value !== undefined);
