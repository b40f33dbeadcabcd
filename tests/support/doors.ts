/** Every page and form of a tenant. tests/strangers.test.ts walks them all: a new one is born into this list. */
export interface Page {
  path: string;
  /** Who may not even look. */
  forbiddenTo?: 'viewer';
}

export const PAGES: Page[] = [
  { path: '/' },
  { path: '/notifications' },
  { path: '/settings/profile' },
  { path: '/settings/security' },
  { path: '/settings/data' },
  { path: '/settings/organization' },
  { path: '/settings/people' },
  { path: '/settings/people/:member' },
  { path: '/settings/keys', forbiddenTo: 'viewer' },
  { path: '/settings/activity', forbiddenTo: 'viewer' },
  { path: '/settings/deliveries', forbiddenTo: 'viewer' },
  { path: '/settings/data/export' },
  { path: '/settings/activity/export', forbiddenTo: 'viewer' },
];

export interface Write {
  path: string;
  fields: Record<string, string>;
  /** A viewer may do it: it is about their own things. */
  ownThing?: boolean;
  /** Names something of the organization: a stranger gets a 404. */
  names?: boolean;
}

export const WRITES: Write[] = [
  { path: '/settings/organization', fields: { intent: 'update', name: 'New name', slug: ':slug', timeZone: 'UTC' } },
  { path: '/settings/organization', fields: { intent: 'logo' } },
  { path: '/settings/organization', fields: { intent: 'transfer', userId: ':member', confirmation: ':name' }, names: true },
  { path: '/settings/people', fields: { intent: 'invite', email: 'someone@example.test', role: 'editor' } },
  { path: '/settings/people', fields: { intent: 'resend', invitationId: ':invitation' }, names: true },
  { path: '/settings/people', fields: { intent: 'withdraw', invitationId: ':invitation' }, names: true },
  { path: '/settings/people/:member', fields: { intent: 'change', userId: ':member', role: 'viewer' }, names: true },
  { path: '/settings/people/:member', fields: { intent: 'remove', userId: ':member' }, names: true },
  { path: '/settings/keys', fields: { intent: 'create', name: 'A key', 'scopes[]': 'organization:read' } },
  { path: '/settings/keys', fields: { intent: 'revoke', keyId: ':key' }, names: true },
  { path: '/settings/deliveries', fields: { id: ':delivery' }, names: true },
  { path: '/notifications', fields: { id: 'all' }, ownThing: true },
  { path: '/settings/profile', fields: { name: 'New name', timeZone: 'UTC' }, ownThing: true },
  { path: '/settings/security', fields: { intent: 'revoke-others' }, ownThing: true },
];

export const fill = (text: string, values: Record<string, string>) => text.replace(/:([a-z]+)/g, (whole, name: string) => values[name] ?? whole);
