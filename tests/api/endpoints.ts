import type { KeyScope } from '#workers/api/guard.ts';
import { fill } from '../support/doors.ts';
import type { Sent } from './program.ts';

export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:member`, `:asset` and so on stand for ids; requestOf fills them in, in the body too. */
  path: string;
  /** Null where any living key may. */
  permission: KeyScope | null;
  /** The least that is valid; a text is sent as the bytes of a file. */
  body?: Record<string, unknown> | string;
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
  { method: 'GET', path: '/assets', permission: 'media:read' },
  { method: 'GET', path: '/assets/:asset', permission: 'media:read' },
  { method: 'GET', path: '/assets/:asset/link', permission: 'media:read' },
  { method: 'PATCH', path: '/assets/:asset', permission: 'media:write', body: { altText: 'A boat', tags: ['harbour'] } },
  { method: 'DELETE', path: '/assets/:asset', permission: 'media:delete' },
  { method: 'POST', path: '/assets/:trashed/restore', permission: 'media:delete' },
  { method: 'POST', path: '/assets/move', permission: 'media:write', body: { ids: [':asset'], folderId: ':folder' } },
  { method: 'POST', path: '/assets/tag', permission: 'media:write', body: { ids: [':asset'], add: ['harbour'] } },
  { method: 'POST', path: '/assets/delete', permission: 'media:delete', body: { ids: [':spare'] } },
  { method: 'GET', path: '/folders', permission: 'media:read' },
  { method: 'POST', path: '/folders', permission: 'media:write', body: { name: 'Press', parentId: ':folder' } },
  { method: 'PATCH', path: '/folders/:folder', permission: 'media:write', body: { name: 'Another name' } },
  { method: 'DELETE', path: '/folders/:folder', permission: 'media:write' },
  { method: 'POST', path: '/media/uploads', permission: 'media:write', body: { name: 'notes.txt', byteSize: 5 } },
  { method: 'GET', path: '/media/uploads/:upload', permission: 'media:write' },
  { method: 'PUT', path: '/media/uploads/:upload/parts/:part', permission: 'media:write', body: 'notes' },
  { method: 'POST', path: '/media/uploads/:upload/links', permission: 'media:write', body: { parts: [1] } },
  { method: 'POST', path: '/media/uploads/:upload/parts/:part', permission: 'media:write', body: { etag: 'abc' } },
  { method: 'POST', path: '/media/uploads/:arrived/complete', permission: 'media:write' },
  { method: 'DELETE', path: '/media/uploads/:upload', permission: 'media:write' },
  { method: 'POST', path: '/media/import', permission: 'media:write', body: { url: ':site' } },
  { method: 'GET', path: '/content', permission: 'content:read' },
  { method: 'POST', path: '/content', permission: 'content:write', body: { title: 'The harbour at dawn', markdown: '# Boats' } },
  { method: 'POST', path: '/content/change', permission: 'content:write', body: { ids: [':older'], addTags: ['harbour'] } },
  { method: 'GET', path: '/content/:older', permission: 'content:read' },
  { method: 'PATCH', path: '/content/:older', permission: 'content:write', body: { revision: 2, title: 'Another title' } },
  { method: 'POST', path: '/content/:archived/move', permission: 'content:write', body: { revision: 1, to: 'draft' } },
  { method: 'POST', path: '/content/:piece/review', permission: 'content:write', body: { revision: 1, reviewers: [':member'] } },
  { method: 'DELETE', path: '/content/:piece', permission: 'content:delete' },
  { method: 'POST', path: '/content/:binned/restore', permission: 'content:delete' },
  { method: 'GET', path: '/content/:older/revisions', permission: 'content:read' },
  { method: 'GET', path: '/content/:older/revisions/:revision', permission: 'content:read' },
  { method: 'GET', path: '/content/:older/compare', permission: 'content:read' },
  { method: 'POST', path: '/content/:older/revisions/:revision/restore', permission: 'content:write', body: { revision: 1 } },
  { method: 'PATCH', path: '/content/:older/revisions/:revision', permission: 'content:write', body: { name: 'As sent to the printer' } },
  { method: 'GET', path: '/content/:older/comments', permission: 'content:read' },
  { method: 'POST', path: '/content/:older/comments', permission: 'content:comment', body: { body: 'Which harbour?', parentId: ':thread' } },
  { method: 'GET', path: '/comments/:thread', permission: 'content:read' },
  { method: 'POST', path: '/comments/:thread/resolve', permission: 'content:comment' },
  { method: 'POST', path: '/comments/:thread/reopen', permission: 'content:comment' },
  { method: 'POST', path: '/comments/:gone/restore', permission: 'content:moderate' },
  { method: 'DELETE', path: '/comments/:thread', permission: 'content:moderate' },
  { method: 'GET', path: '/reader-comments', permission: 'content:moderate' },
  { method: 'POST', path: '/reader-comments/mark', permission: 'content:moderate', body: { ids: [':waiting'], to: 'approved' } },
  { method: 'POST', path: '/reader-comments/delete', permission: 'content:moderate', body: { ids: [':waiting'] } },
  { method: 'POST', path: '/reader-comments/restore', permission: 'content:moderate', body: { ids: [':swept'] } },
  { method: 'GET', path: '/categories', permission: 'content:read' },
  { method: 'POST', path: '/categories', permission: 'content:organise', body: { name: 'Theatre', parentId: ':category' } },
  { method: 'GET', path: '/categories/:category', permission: 'content:read' },
  { method: 'PUT', path: '/categories/:category', permission: 'content:organise', body: { name: 'Arts', slug: 'arts', description: '', seoTitle: '', seoDescription: '', noindex: false } },
  { method: 'POST', path: '/categories/:category/move', permission: 'content:organise', body: { parentId: null } },
  { method: 'DELETE', path: '/categories/:category', permission: 'content:organise' },
  { method: 'GET', path: '/tags', permission: 'content:read' },
  { method: 'POST', path: '/tags', permission: 'content:organise', body: { name: 'Pier' } },
  { method: 'PUT', path: '/tags/:tag', permission: 'content:organise', body: { name: 'Quay', color: 'blue' } },
  { method: 'POST', path: '/tags/merge', permission: 'content:organise', body: { ids: [':double'], into: 'Quay' } },
  { method: 'DELETE', path: '/tags/:tag', permission: 'content:organise' },
  { method: 'GET', path: '/templates', permission: 'content:read' },
  { method: 'POST', path: '/templates', permission: 'content:organise', body: { name: 'Match report', markdown: '{team} at home', variables: [{ name: 'team' }] } },
  { method: 'GET', path: '/templates/:template', permission: 'content:read' },
  {
    method: 'PUT',
    path: '/templates/:template',
    permission: 'content:organise',
    body: { name: 'Report', description: '', kind: 'content', contentType: null, category: '', sections: [], variables: [], markdown: '', defaults: { title: '', excerpt: '', language: '', categoryId: null, tags: [], seoTitle: '', seoDescription: '' } },
  },
  { method: 'DELETE', path: '/templates/:template', permission: 'content:organise' },
  { method: 'POST', path: '/templates/:retired/restore', permission: 'content:organise' },
  { method: 'GET', path: '/audit', permission: 'audit:read' },
];

/** The request, with the ids in their places. */
export function requestOf({ path, body }: Endpoint, names: Record<string, string>): { path: string; sent: Sent } {
  if (typeof body === 'string') return { path: fill(path, names), sent: { body, headers: { 'Content-Length': String(body.length) } } };
  return { path: fill(path, names), sent: body ? { body: JSON.parse(fill(JSON.stringify(body), names)) } : {} };
}
