import { MEMBER_ROLES, type MemberRole } from '#db/schema/choices.ts';

export { MEMBER_ROLES as ROLES, type MemberRole as Role };

const everyone = MEMBER_ROLES;
const writers = ['owner', 'admin', 'editor', 'member'] as const;
const editors = ['owner', 'admin', 'editor'] as const;
const admins = ['owner', 'admin'] as const;
const owner = ['owner'] as const;

/**
 * The one table of who may do what. The page asks it to draw a button, the API to check a scope, and every write carries
 * its row into the transaction, where Postgres asks it again.
 */
export const PERMISSIONS = {
  'organization:read': everyone,
  'organization:update': admins,
  'organization:transfer': owner,
  'organization:leave': everyone,
  'member:read': everyone,
  'member:invite': admins,
  'member:update': admins,
  'member:remove': admins,
  'key:read': admins,
  'key:create': admins,
  'key:revoke': admins,
  'audit:read': admins,
  'delivery:read': admins,
  'delivery:retry': admins,
  'webhook:read': admins,
  'webhook:write': admins,
  'notification:read': everyone,
  'notification:update': everyone,
  'media:read': everyone,
  'media:write': writers,
  'media:delete': editors,
  'media:purge': admins,
  'content:read': everyone,
  'content:write': writers,
  'content:comment': writers,
  'content:approve': editors,
  'content:publish': editors,
  'content:moderate': editors,
  'content:organise': editors,
  'content:delete': editors,
  'content:purge': admins,
  'project:read': everyone,
  'project:write': editors,
  'campaign:read': everyone,
  'campaign:write': editors,
  'account:read': everyone,
  'account:manage': admins,
  'post:read': everyone,
  'post:write': writers,
  'post:schedule': editors,
  'post:approve': editors,
  'post:delete': editors,
  'analytics:read': everyone,
  'calendar:read': everyone,
  'calendar:write': writers,
  'calendar:manage': editors,
  /** One's own account: no organization is needed. */
  'own:read': null,
  'own:update': null,
} as const satisfies Record<string, readonly MemberRole[] | null>;

export type Permission = keyof typeof PERMISSIONS;

/** What a member can be given beyond their role. Ownership is not for lending. */
export const LENDABLE = ['content:publish', 'post:schedule', 'account:manage', 'member:invite', 'member:update', 'member:remove', 'key:read', 'key:create', 'key:revoke', 'audit:read', 'delivery:read', 'delivery:retry'] as const satisfies readonly Permission[];

export const PERMISSION_WORDS: Record<(typeof LENDABLE)[number], string> = {
  'content:publish': 'Publish content',
  'post:schedule': 'Schedule posts',
  'account:manage': 'Connect social accounts',
  'member:invite': 'Invite people',
  'member:update': 'Change roles',
  'member:remove': 'Remove people',
  'key:read': 'See API keys',
  'key:create': 'Create API keys',
  'key:revoke': 'Revoke API keys',
  'audit:read': 'Read the activity log',
  'delivery:read': 'See deliveries',
  'delivery:retry': 'Send deliveries again',
};

export interface Member {
  role: MemberRole | null;
  permissions: readonly string[] | null;
}

/** Why this member may not, as a sentence for them; null when they may. */
export function whyNot(member: Member, permission: Permission): string | null {
  const roles: readonly MemberRole[] | null = PERMISSIONS[permission];
  if (roles === null) return null;
  if (member.role === null) return 'You are not a member of this organization.';
  if (roles.includes(member.role) || member.permissions?.includes(permission)) return null;
  return `Only ${listed(roles)} can do this. Your role is ${member.role}.`;
}

export const may = (member: Member, permission: Permission) => whyNot(member, permission) === null;

export function allowed(member: Member): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may(member, permission));
}

function listed(roles: readonly MemberRole[]): string {
  const words = roles.map((role) => (/^[aeo]/.test(role) ? `an ${role}` : `a ${role}`));
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
