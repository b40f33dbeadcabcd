import { CHANNEL_WORDS } from '#app/domains/planning/channel.ts';
import type { AccountStatus, Platform } from '#db/schema/choices.ts';

interface Standing {
  status: AccountStatus;
  statusReason: string;
  pausedAt: string | null;
}

const STOPPED: Record<Exclude<AccountStatus, 'active'>, string> = {
  inactive: 'It is disconnected.',
  expired: 'Its access has ended.',
  revoked: 'Its access was withdrawn.',
  error: 'The platform refuses it.',
};

/** Why nothing can be published with an account, as a sentence for an editor; null when it can. */
export function whyNotUsable({ status, statusReason, pausedAt }: Standing): string | null {
  if (status !== 'active') return statusReason || STOPPED[status];
  if (pausedAt !== null) return statusReason ? `It is paused: ${statusReason}` : 'It is paused.';
  return null;
}

/** A platform is called the same where a campaign plans for it. */
export const PLATFORM_NAMES: Record<Platform, string> = CHANNEL_WORDS;

/** What people call it: whose it is and where. */
export const accountName = ({ platform, displayName, username }: { platform: Platform; displayName: string; username: string }) => `${displayName || username} on ${PLATFORM_NAMES[platform]}`;

interface Ending {
  tokenExpiresAt: string | null;
  /** Whether there is one. */
  renewable: boolean;
  platformData: Record<string, unknown>;
}

const DAY_MS = 86_400_000;

/** When a person has to connect it again although nothing goes wrong; null: never, as far as anyone knows. */
export function endOf({ tokenExpiresAt, renewable, platformData }: Ending): string | null {
  return typeof platformData.signInEnds === 'string' ? platformData.signInEnds : renewable ? null : tokenExpiresAt;
}

/** Whether its tokens are renewed without anyone. Platforms that warn of their end renew by a token that not everybody gets. */
export const isRenewable = ({ refresh, warnDays }: { refresh?: unknown; warnDays: readonly number[] }, hasRefreshToken: boolean) => refresh !== undefined && (hasRefreshToken || warnDays.length === 0);

/** The last of the moments ahead of the end that has passed, where nobody was told at it yet. */
export function warningDue(end: string | null, warnDays: readonly number[], warnedFor: string | null, now: Date): Date | null {
  if (end === null) return null;
  const passed = warnDays.map((days) => Date.parse(end) - days * DAY_MS).filter((moment) => moment <= now.getTime());
  const last = passed.length > 0 ? Math.max(...passed) : null;
  return last === null || (warnedFor !== null && Date.parse(warnedFor) >= last) ? null : new Date(last);
}
