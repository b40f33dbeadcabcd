import type { KeyScope } from '#workers/api/guard.ts';

export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `:member` and `:invitation` stand for ids; support/doors.ts fills them in. */
  path: string;
  /** Null where any living key may. */
  permission: KeyScope | null;
  /** The least that is valid. */
  body?: Record<string, unknown>;
}

/** Every endpoint of the API. strangers.test.ts walks them all, document.test.ts holds the list to the document. */
export const ENDPOINTS: Endpoint[] = [
  { method: 'GET', path: '/me', permission: null },
  { method: 'GET', path: '/organization', permission: 'organization:read' },
  { method: 'PATCH', path: '/organization', permission: 'organization:update', body: { description: 'Changed by a key.' } },
  { method: 'GET', path: '/members', permission: 'member:read' },
  { method: 'GET', path: '/members/:member', permission: 'member:read' },
  { method: 'PATCH', path: '/members/:member', permission: 'member:update', body: { role: 'viewer', permissions: [] } },
  { method: 'DELETE', path: '/members/:member', permission: 'member:remove' },
  { method: 'GET', path: '/invitations', permission: 'member:read' },
  { method: 'POST', path: '/invitations', permission: 'member:invite', body: { email: 'someone-new@example.test', role: 'editor' } },
  { method: 'GET', path: '/invitations/:invitation', permission: 'member:read' },
  { method: 'DELETE', path: '/invitations/:invitation', permission: 'member:invite' },
  { method: 'GET', path: '/audit', permission: 'audit:read' },
];
