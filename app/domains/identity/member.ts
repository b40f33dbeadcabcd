import type { Role } from '#app/platform/permission.ts';

export const ROLE_NAMES: Record<Role, string> = { owner: 'Owner', admin: 'Admin', editor: 'Editor', member: 'Member', viewer: 'Viewer' };

/** What each role means, where one is chosen. */
export const ROLE_WORDS: Record<Role, string> = {
  owner: 'Owner: everything',
  admin: 'Admin: people, keys and settings too',
  editor: 'Editor: writes, reviews and publishes',
  member: 'Member: writes',
  viewer: 'Viewer: reads',
};

interface Standing {
  userId: string;
  role: Role;
}

const RANK: Record<Role, number> = { owner: 4, admin: 3, editor: 2, member: 1, viewer: 0 };

/** Whether one member may give another this role; the select and the command ask the same. */
export function whyNotChangeRole(actor: Standing, target: Standing, to: Role): string | null {
  if (target.role === to) return null;
  if (to === 'owner') return 'Ownership is handed over with “Transfer ownership”.';
  return whyNotTouch(actor, target, to);
}

export function whyNotRemove(actor: Standing, target: Standing): string | null {
  if (actor.userId === target.userId) return 'To leave the organization, use “Leave organization”.';
  return whyNotTouch(actor, target, target.role);
}

export function whyNotLeave(me: Standing, owners: number): string | null {
  return me.role === 'owner' && owners < 2 ? 'You are the only owner. Transfer the ownership first.' : null;
}

function whyNotTouch(actor: Standing, target: Standing, to: Role): string | null {
  if (actor.userId === target.userId) return 'Nobody changes their own role. Ask another admin.';
  if (target.role === 'owner' && actor.role !== 'owner') return 'Only an owner can change an owner.';
  if (RANK[to] > RANK[actor.role]) return `You cannot give a role above your own (${actor.role}).`;
  return null;
}

/** Whether a member may lend these permissions: nobody gives what they do not have. */
export function whyNotLend(own: (permission: string) => boolean, lent: readonly string[]): string | null {
  const missing = lent.find((permission) => !own(permission));
  return missing ? `You cannot give the permission ${missing}: you do not have it yourself.` : null;
}
