import type { Channel } from '#db/schema/choices.ts';

export { CHANNELS, type Channel } from '#db/schema/choices.ts';

export const CHANNEL_WORDS: Record<Channel, string> = {
  web: 'Web',
  email: 'Email',
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
