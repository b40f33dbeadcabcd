import { BookOpen, ChartNoAxesColumn, FileText, FileVideo, LayoutTemplate, type LucideIcon, Mail, MailOpen, Megaphone, MessageSquare, Mic, Newspaper, ScrollText, Trophy } from 'lucide-react';
import type { ContentType } from '../../status.ts';

/** A picture for each type, where one is chosen; lists do without, and so do their scripts. */
export const TYPE_ICONS: Record<ContentType, LucideIcon> = {
  article: FileText,
  landing_page: LayoutTemplate,
  press_release: Megaphone,
  newsletter: Newspaper,
  case_study: Trophy,
  whitepaper: ScrollText,
  ebook: BookOpen,
  infographic: ChartNoAxesColumn,
  video: FileVideo,
  podcast: Mic,
  email: Mail,
  email_template: MailOpen,
  social_post: MessageSquare,
};
