import { CalendarClock, CircleAlert, CircleHelp, CircleSlash, CircleX, Globe, type LucideIcon, PencilLine, Send } from 'lucide-react';
import type { BadgeTone } from '#app/ui/badge.tsx';
import { type PostStatus, STATUS_WORDS, type TargetStatus } from '../../composing/post.ts';

interface Look {
  word: string;
  tone: BadgeTone;
  icon: LucideIcon;
}

/** A hue, an icon and a word for each status of a post, here and nowhere else. */
export const POST_LOOKS: Record<PostStatus, Look> = {
  draft: { word: STATUS_WORDS.draft, tone: 'idle', icon: PencilLine },
  scheduled: { word: STATUS_WORDS.scheduled, tone: 'planned', icon: CalendarClock },
  publishing: { word: STATUS_WORDS.publishing, tone: 'waiting', icon: Send },
  published: { word: STATUS_WORDS.published, tone: 'done', icon: Globe },
  partially_published: { word: STATUS_WORDS.partially_published, tone: 'waiting', icon: Globe },
  failed: { word: STATUS_WORDS.failed, tone: 'failed', icon: CircleAlert },
  cancelled: { word: STATUS_WORDS.cancelled, tone: 'idle', icon: CircleSlash },
};

/** The same for one of its accounts. */
export const TARGET_LOOKS: Record<TargetStatus, Look> = {
  draft: POST_LOOKS.draft,
  scheduled: POST_LOOKS.scheduled,
  claimed: { word: 'Due now', tone: 'planned', icon: CalendarClock },
  sending: { word: 'Sending', tone: 'waiting', icon: Send },
  published: { word: 'Live', tone: 'done', icon: Globe },
  failed: { word: 'Failed', tone: 'failed', icon: CircleX },
  needs_attention: { word: 'Needs you', tone: 'waiting', icon: CircleHelp },
  cancelled: POST_LOOKS.cancelled,
};

export const posts = (count: number) => (count === 1 ? '1 post' : `${count.toLocaleString('en')} posts`);
