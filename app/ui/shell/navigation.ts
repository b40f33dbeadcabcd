import { Activity, Bell, Building2, Download, KeyRound, type LucideIcon, Newspaper, Send, Settings, ShieldCheck, User, Users } from 'lucide-react';

export interface NavigationItem {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Shown only to those who hold it. */
  permission?: string;
  /** Pressed one after the other: "g t". */
  keys?: string;
  /** Other words someone would look for it by. */
  also?: string;
}

/** The sidebar, one line a domain, in the order of the plan: Today, Content, Media, Calendar, Social … Workflows. */
export const places: readonly NavigationItem[] = [{ label: 'Today', href: '/', icon: Newspaper, keys: 'g t', also: 'home dashboard' }];

export const settingsPlace: NavigationItem = { label: 'Settings', href: '/settings/profile', icon: Settings, keys: 'g s' };

export const notificationsPlace: NavigationItem = { label: 'Notifications', href: '/notifications', icon: Bell, keys: 'g n' };

export const settingsGroups: readonly { label: string; items: readonly NavigationItem[] }[] = [
  {
    label: 'You',
    items: [
      { label: 'Profile', href: '/settings/profile', icon: User, also: 'name time zone picture' },
      { label: 'Sign-in & sessions', href: '/settings/security', icon: ShieldCheck, also: 'password security devices' },
      { label: 'Your data', href: '/settings/data', icon: Download, also: 'export delete account' },
    ],
  },
  {
    label: 'Organization',
    items: [
      { label: 'Organization', href: '/settings/organization', icon: Building2, permission: 'organization:read', also: 'name logo slug' },
      { label: 'People', href: '/settings/people', icon: Users, permission: 'member:read', also: 'members invite roles' },
      { label: 'Activity', href: '/settings/activity', icon: Activity, permission: 'audit:read', also: 'audit log history' },
    ],
  },
  {
    label: 'Programs',
    items: [
      { label: 'API keys', href: '/settings/keys', icon: KeyRound, permission: 'key:read', also: 'token scripts' },
      { label: 'Deliveries', href: '/settings/deliveries', icon: Send, permission: 'delivery:read', also: 'mail queue failed retry' },
    ],
  },
];

/** What "c" offers to make; while empty, neither the button nor the key is there. */
export const creations: readonly NavigationItem[] = [];

export function visible(items: readonly NavigationItem[], permissions: readonly string[]): NavigationItem[] {
  return items.filter((item) => !item.permission || permissions.includes(item.permission));
}
