import { Bell, CalendarDays, ChartColumn, FileText, FolderKanban, Images, type LucideIcon, Megaphone, Newspaper, Settings, Share2 } from 'lucide-react';

export interface NavigationItem extends SettingsItem {
  icon: LucideIcon;
}

/** A page of the settings; its icon and its other names are the palette's alone (settings-icons.ts). */
export interface SettingsItem {
  label: string;
  href: string;
  /** Shown only to those who hold it. */
  permission?: string;
  /** Pressed one after the other: "g t". */
  keys?: string;
  /** What stands on it, for the skeleton of a slow page; a list unless it says otherwise. */
  shape?: 'form' | 'list';
}

/** The sidebar, one line a domain, in the order of the plan: Today, Content, Media, Calendar, Social … Workflows. */
export const places: readonly NavigationItem[] = [
  { label: 'Today', href: '/', icon: Newspaper, keys: 'g t' },
  { label: 'Content', href: '/content', icon: FileText, keys: 'g c', permission: 'content:read' },
  { label: 'Media', href: '/media', icon: Images, permission: 'media:read', keys: 'g m' },
  { label: 'Calendar', href: '/calendar', icon: CalendarDays, permission: 'calendar:read', keys: 'g k' },
  { label: 'Social', href: '/social', icon: Share2, permission: 'account:read', keys: 'g o' },
  { label: 'Campaigns', href: '/campaigns', icon: Megaphone, permission: 'campaign:read', keys: 'g a' },
  { label: 'Projects', href: '/projects', icon: FolderKanban, permission: 'project:read', keys: 'g p' },
  { label: 'Analytics', href: '/analytics', icon: ChartColumn, keys: 'g y', permission: 'analytics:read' },
];

export const settingsPlace: NavigationItem = { label: 'Settings', href: '/settings/profile', icon: Settings, keys: 'g s' };

export const notificationsPlace: NavigationItem = { label: 'Notifications', href: '/notifications', icon: Bell, keys: 'g n' };

export const settingsGroups: readonly { label: string; items: readonly SettingsItem[] }[] = [
  {
    label: 'You',
    items: [
      { label: 'Profile', href: '/settings/profile', shape: 'form' },
      { label: 'Sign-in & sessions', href: '/settings/security', shape: 'form' },
      { label: 'Your data', href: '/settings/data', shape: 'form' },
    ],
  },
  {
    label: 'Organization',
    items: [
      { label: 'Organization', href: '/settings/organization', shape: 'form', permission: 'organization:read' },
      { label: 'People', href: '/settings/people', permission: 'member:read' },
      { label: 'Approvals & comments', href: '/settings/content', shape: 'form', permission: 'organization:read' },
      { label: 'Posts', href: '/settings/social', shape: 'form', permission: 'organization:read' },
      { label: 'Public site & API', href: '/settings/site', shape: 'form', permission: 'organization:update' },
      { label: 'Activity', href: '/settings/activity', permission: 'audit:read' },
    ],
  },
  {
    label: 'Programs',
    items: [
      { label: 'API keys', href: '/settings/keys', permission: 'key:read' },
      { label: 'Webhooks', href: '/settings/webhooks', permission: 'webhook:read' },
      { label: 'Deliveries', href: '/settings/deliveries', permission: 'delivery:read' },
    ],
  },
];

/** What "c" offers to make; while empty, neither the button nor the key is there. */
export const creations: readonly NavigationItem[] = [{ label: 'Piece of content', href: '/content/new', icon: FileText, permission: 'content:write' }];

export function visible<Item extends SettingsItem>(items: readonly Item[], permissions: readonly string[]): Item[] {
  return items.filter((item) => !item.permission || permissions.includes(item.permission));
}
