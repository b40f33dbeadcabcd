import type { Platform } from '#db/schema/choices.ts';
import { csvLine } from '#app/domains/planning/csv-line.ts';
import { addDays, wallOf, wallText } from '#app/platform/time.ts';
import { PLATFORM_NAMES } from '../accounts/account.ts';
import { connectorOf } from '../connectors/registry.ts';

const HEADER = ['text', 'date', 'time', 'time zone', 'accounts', 'link', 'title', 'first comment', 'hashtags', 'media', 'campaign', 'tags'];

interface Own {
  platform: Platform;
  username: string;
}

/** Words alone are enough there. */
const takesWords = ({ platform }: Own) => {
  const { limits, options } = connectorOf(platform);
  return !limits.needsMedia && !limits.title?.required && !options.some(({ required }) => required);
};

const called = ({ platform, username }: Own) => `@${username.replace(/^@/, '')} on ${PLATFORM_NAMES[platform]}`;

/** A file to begin with: days that lie ahead, and the accounts that are there. */
export function exampleFile(all: readonly Own[], zone: string, now: Date): string {
  const accounts = all.filter(takesWords);
  const today = wallText(wallOf(now.getTime(), zone)).date;
  const [one = '', both = one] = accounts.length > 0 ? [called(accounts[0]!), accounts.slice(0, 2).map(called).join('; ')] : [];
  const rows = [
    ['The harbour wakes up before we do.', addDays(today, 7), '09:00', zone, both, '', '', '', '#harbour #dawn', '', '', 'Harbour'],
    ['Our report on the new ferry line, two years in the making.', addDays(today, 8), '17:30', '', one, 'https://example.com/ferry', '', '', '', '', '', 'Ferry; Long reads'],
    ['A thought without a date: it becomes a draft.', '', '', '', one, '', '', '', '', '', '', ''],
  ];
  return `\uFEFF${[HEADER, ...rows].map(csvLine).join('')}`;
}
