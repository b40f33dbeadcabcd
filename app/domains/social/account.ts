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

export const PLATFORM_NAMES: Record<Platform, string> = {
  twitter: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  pinterest: 'Pinterest',
  threads: 'Threads',
  wordpress: 'WordPress',
  medium: 'Medium',
  substack: 'Substack',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  ghost: 'Ghost',
};

/** What people call it: whose it is and where. */
export const accountName = ({ platform, displayName, username }: { platform: Platform; displayName: string; username: string }) => `${displayName || username} on ${PLATFORM_NAMES[platform]}`;
