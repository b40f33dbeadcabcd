import { Archive, BadgeCheck, CalendarClock, Globe, type LucideIcon, PencilLine, UserRoundSearch } from 'lucide-react';
import type { BadgeTone } from '#app/ui/badge.tsx';
import { type ContentStatus, type ContentType, STATUS_WORDS } from '../status.ts';

export const TYPES: Record<ContentType, { word: string }> = {
  article: { word: 'Article' },
  landing_page: { word: 'Landing page' },
  press_release: { word: 'Press release' },
  newsletter: { word: 'Newsletter' },
  case_study: { word: 'Case study' },
  whitepaper: { word: 'White paper' },
  ebook: { word: 'E-book' },
  infographic: { word: 'Infographic' },
  video: { word: 'Video' },
  podcast: { word: 'Podcast' },
  email: { word: 'Email' },
  email_template: { word: 'Email template' },
  social_post: { word: 'Social post' },
};

/** A hue, an icon and a word for each status, here and nowhere else. */
export const STATUSES: Record<ContentStatus, { word: string; tone: BadgeTone; icon: LucideIcon }> = {
  draft: { word: STATUS_WORDS.draft, tone: 'idle', icon: PencilLine },
  in_review: { word: STATUS_WORDS.in_review, tone: 'waiting', icon: UserRoundSearch },
  approved: { word: STATUS_WORDS.approved, tone: 'done', icon: BadgeCheck },
  scheduled: { word: STATUS_WORDS.scheduled, tone: 'planned', icon: CalendarClock },
  published: { word: STATUS_WORDS.published, tone: 'done', icon: Globe },
  archived: { word: STATUS_WORDS.archived, tone: 'idle', icon: Archive },
};

export const pieces = (count: number) => (count === 1 ? '1 piece' : `${count} pieces`);

export const titleOf = (item: { title: string }) => item.title.trim() || 'Untitled';

export const PURGE_WORD = 'delete';

const names = new Map<string, string>();
/** "Portuguese (Brazil)" for "pt-BR"; the code itself where nobody has a word for it. */
export function languageName(code: string): string {
  if (!names.has(code)) {
    try {
      names.set(code, new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code);
    } catch {
      names.set(code, code);
    }
  }
  return names.get(code)!;
}

export const LANGUAGES = ['ar', 'cs', 'da', 'de', 'el', 'en', 'en-GB', 'en-US', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'ko', 'nb', 'nl', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'sv', 'th', 'tr', 'uk', 'vi', 'zh'];

export const FORMAT_WORDS = { text: 'Text', image: 'Image', video: 'Video', carousel: 'Carousel', story: 'Story', reel: 'Reel', audio: 'Audio' } as const;

export const PLATFORM_WORDS = {
  twitter: 'X', facebook: 'Facebook', instagram: 'Instagram', linkedin: 'LinkedIn', youtube: 'YouTube', tiktok: 'TikTok', pinterest: 'Pinterest', threads: 'Threads',
  wordpress: 'WordPress', medium: 'Medium', substack: 'Substack', bluesky: 'Bluesky', mastodon: 'Mastodon', ghost: 'Ghost',
} as const;
