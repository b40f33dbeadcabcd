import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { ShownAccount } from '../../accounts/shown-account.ts';

/** Unknown is a dash. */
export const figure = (count: number | null) => (count === null ? '–' : count.toLocaleString('en'));

/** Where it is found: its handle, and the server where there are many. */
export function handleOf({ platform, username, place }: Pick<ShownAccount, 'platform' | 'username' | 'place'>): string {
  const host = place?.replace(/^https?:\/\//, '');
  if (platform === 'mastodon') return `@${username}${host ? `@${host}` : ''}`;
  if (['twitter', 'instagram', 'threads', 'tiktok', 'bluesky'].includes(platform)) return `@${username}`;
  return host ?? username;
}

/** Until when Masthead may speak for it. */
export function AccessEnd({ account: { end, renews, status } }: { account: Pick<ShownAccount, 'end' | 'renews' | 'status'> }) {
  const { person } = useShell();
  if (status !== 'active') return '–';
  if (end) return <Time at={end} zone={person.timeZone} show="day" />;
  return renews ? 'Renews itself' : 'No end';
}

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
