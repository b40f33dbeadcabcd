import { Activity, BadgeCheck, Building2, Download, Globe, KeyRound, type LucideIcon, MessageSquareText, Send, ShieldCheck, User, Users, Webhook } from 'lucide-react';

/** What only the palette needs of a place: apart from navigation.ts, so that pages do not carry it. */
export const settingsIcons: Record<string, LucideIcon> = {
  '/settings/profile': User,
  '/settings/security': ShieldCheck,
  '/settings/data': Download,
  '/settings/organization': Building2,
  '/settings/people': Users,
  '/settings/content': BadgeCheck,
  '/settings/social': MessageSquareText,
  '/settings/site': Globe,
  '/settings/activity': Activity,
  '/settings/keys': KeyRound,
  '/settings/webhooks': Webhook,
  '/settings/deliveries': Send,
};

/** Other words someone would look for it by. */
export const otherWords: Record<string, string> = {
  '/': 'home dashboard',
  '/media': 'files images pictures videos uploads library assets',
  '/settings/profile': 'name time zone picture',
  '/settings/security': 'password security devices',
  '/settings/data': 'export delete account',
  '/settings/organization': 'name logo slug',
  '/settings/people': 'members invite roles',
  '/settings/content': 'review rule four eyes readers moderation',
  '/settings/social': 'social approvals review four eyes',
  '/settings/site': 'publish readers feed rss tagline accent colour embed headless',
  '/settings/activity': 'audit log history',
  '/settings/keys': 'token scripts',
  '/settings/webhooks': 'events callback endpoint notify',
  '/settings/deliveries': 'mail queue failed retry',
};
