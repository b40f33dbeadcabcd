import { Bell, Images, type LucideIcon, Newspaper, Settings } from 'lucide-react';

export interface NavigationItem extends SettingsItem {
  icon: LucideIcon;
}

/** A page of the settings; its icon is only shown in the palette and comes with it (settings-icons.ts). */
export interface SettingsItem {
  label: string;
  href: string;
  /** Shown only to those who hold it. */
  permission?: string;
  /** Pressed one after the other: "g t". */
  keys?: string;
  /** What stands on it, for the skeleton of a slow page; a list unless it says otherwise. */
  shape?: 'form' | 'list';
  /** Other words someone would look for it by. */
  also?: string;
}

/** The sidebar, one line a domain, in the order of the plan: Today, Content, Media, Calendar, Social … Workflows. */
export const places: readonly NavigationItem[] = [
  { label: 'Today', href: '/', icon: Newspaper, keys: 'g t', also: 'home dashboard' },
  { label: 'Media', href: '/media', icon: Images, permission: 'media:read', keys: 'g m', also: 'files images pictures videos uploads library assets' },
];

export const settingsPlace: NavigationItem = { label: 'Settings', href: '/settings/profile', icon: Settings, keys: 'g s' };

export const notificationsPlace: NavigationItem = { label: 'Notifications', href: '/notifications', icon: Bell, keys: 'g n' };

export const settingsGroups: readonly { label: string; items: readonly SettingsItem[] }[] = [
  {
    label: 'You',
    items: [
      { label: 'Profile', href: '/settings/profile', shape: 'form', also: 'name time zone picture' },
      { label: 'Sign-in & sessions', href: '/settings/security', shape: 'form', also: 'password security devices' },
      { label: 'Your data', href: '/settings/data', shape: 'form', also: 'export delete account' },
    ],
  },
  {
    label: 'Organization',
    items: [
      { label: 'Organization', href: '/settings/organization', shape: 'form', permission: 'organization:read', also: 'name logo slug' },
      { label: 'People', href: '/settings/people', permission: 'member:read', also: 'members invite roles' },
      { label: 'Activity', href: '/settings/activity', permission: 'audit:read', also: 'audit log history' },
    ],
  },
  {
    label: 'Programs',
    items: [
      { label: 'API keys', href: '/settings/keys', permission: 'key:read', also: 'token scripts' },
      { label: 'Deliveries', href: '/settings/deliveries', permission: 'delivery:read', also: 'mail queue failed retry' },
    ],
  },
];

/** What "c" offers to make; while empty, neither the button nor the key is there. */
export const creations: readonly NavigationItem[] = [];

export function visible<Item extends SettingsItem>(items: readonly Item[], permissions: readonly string[]): Item[] {
  return items.filter((item) => !item.permission || permissions.includes(item.permission));
}
