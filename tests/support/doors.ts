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
  { path: '/media' },
  { path: '/media?show=list&view=needs-alt&type=image' },
  { path: '/media?view=trash' },
  { path: '/media?view=trash&q=picture' },
  { path: '/media?folder=:folder' },
  { path: '/media/:asset' },
  { path: '/media/:trashed' },
  { path: '/media/pick?type=image&type=video' },
  { path: '/settings/data/export' },
  { path: '/settings/activity/export', forbiddenTo: 'viewer' },
];

export interface Write {
  path: string;
  fields: Record<string, string>;
  /** A viewer may do it: it is about their own things, or only reads. */
  ownThing?: boolean;
  /** Names something of the organization: a stranger gets a 404. */
  names?: boolean;
}

export const WRITES: Write[] = [
  { path: '/settings/organization', fields: { intent: 'update', name: 'New name', slug: ':slug', timeZone: 'UTC' } },
  { path: '/settings/organization', fields: { intent: 'logo', assetId: ':asset' }, names: true },
  { path: '/settings/organization', fields: { intent: 'transfer', userId: ':member', confirmation: ':name' }, names: true },
  { path: '/settings/people', fields: { intent: 'invite', email: 'someone@example.test', role: 'editor' } },
  { path: '/settings/people', fields: { intent: 'resend', invitationId: ':invitation' }, names: true },
  { path: '/settings/people', fields: { intent: 'withdraw', invitationId: ':invitation' }, names: true },
  { path: '/settings/people/:member', fields: { intent: 'change', userId: ':member', role: 'viewer' }, names: true },
  { path: '/settings/people/:member', fields: { intent: 'remove', userId: ':member' }, names: true },
  { path: '/settings/keys', fields: { intent: 'create', name: 'A key', 'scopes[]': 'organization:read' } },
  { path: '/settings/keys', fields: { intent: 'revoke', keyId: ':key' }, names: true },
  { path: '/settings/deliveries', fields: { id: ':delivery' }, names: true },
  { path: '/media', fields: { intent: 'new-folder', name: 'A folder', parentId: ':folder' }, names: true },
  { path: '/media', fields: { intent: 'rename-folder', folderId: ':folder', name: 'Another name' }, names: true },
  { path: '/media', fields: { intent: 'move-folder', folderId: ':folder', parentId: '' }, names: true },
  { path: '/media', fields: { intent: 'delete-folder', folderId: ':folder' }, names: true },
  { path: '/media', fields: { intent: 'move', 'ids[]': ':asset', folderId: '' }, names: true },
  { path: '/media', fields: { intent: 'tag', 'ids[]': ':asset', add: 'a tag' }, names: true },
  { path: '/media', fields: { intent: 'trash', 'ids[]': ':asset' }, names: true },
  { path: '/media', fields: { intent: 'restore', 'ids[]': ':trashed' }, names: true },
  { path: '/media', fields: { intent: 'purge', 'ids[]': ':trashed', confirmation: 'delete' }, names: true },
  { path: '/media/download', fields: { 'ids[]': ':asset' }, names: true, ownThing: true },
  { path: '/media/download', fields: { folderId: ':folder' }, names: true, ownThing: true },
  { path: '/media/:asset', fields: { intent: 'save', assetId: ':asset', name: 'Another name', visibility: 'public' }, names: true },
  { path: '/media/:asset', fields: { intent: 'focal', assetId: ':asset', focalX: '0.2', focalY: '0.8' }, names: true },
  { path: '/media/:asset', fields: { intent: 'crop', assetId: ':asset', crop: '0.1_0.2_0.5_0.5' }, names: true },
  { path: '/media/:asset', fields: { intent: 'tag', 'ids[]': ':asset', add: 'a tag' }, names: true },
  { path: '/media/:asset', fields: { intent: 'trash', 'ids[]': ':asset' }, names: true },
  { path: '/notifications', fields: { id: 'all' }, ownThing: true },
  { path: '/settings/profile', fields: { name: 'New name', timeZone: 'UTC' }, ownThing: true },
  { path: '/settings/security', fields: { intent: 'revoke-others' }, ownThing: true },
];

export const fill = (text: string, values: Record<string, string>) => text.replace(/:([a-z]+)/g, (whole, name: string) => values[name] ?? whole);
