export const KEY_SCOPES = ['organization:read', 'organization:update', 'member:read', 'member:invite', 'member:update', 'member:remove', 'audit:read', 'media:read', 'media:write', 'media:delete', 'content:read', 'content:write', 'content:comment', 'content:publish', 'content:moderate', 'content:organise', 'content:delete', 'project:read', 'project:write', 'campaign:read', 'campaign:write', 'account:read', 'account:manage', 'post:read', 'post:schedule', 'post:write', 'post:delete', 'analytics:read', 'calendar:read', 'calendar:write', 'calendar:manage', 'webhook:read', 'webhook:write'] as const;

export const SCOPE_WORDS: Record<(typeof KEY_SCOPES)[number], string> = {
  'organization:read': 'Read the organization',
  'organization:update': 'Change the organization',
  'member:read': 'Read members and invitations',
  'member:invite': 'Invite people',
  'member:update': 'Change roles',
  'member:remove': 'Remove people',
  'audit:read': 'Read the activity',
  'media:read': 'Read media',
  'media:write': 'Add and change media',
  'media:delete': 'Delete media',
  'content:read': 'Read content',
  'content:write': 'Write content',
  'content:comment': 'Comment on content',
  'content:moderate': 'Moderate comments',
  'content:publish': 'Publish, schedule and take down',
  'content:organise': 'Change categories, tags and templates',
  'content:delete': 'Archive and delete content',
  'project:read': 'Read projects',
  'project:write': 'Change projects',
  'campaign:read': 'Read campaigns and what was spent',
  'campaign:write': 'Change campaigns, their content and spending',
  'account:read': 'Read social accounts',
  'account:manage': 'Connect and change social accounts',
  'post:read': 'Read posts and how they stand',
  'post:schedule': 'Schedule posts and decide about those that stopped',
  'post:write': 'Write posts, also from files',
  'post:delete': 'Delete posts and bring them back',
  'analytics:read': 'Read how posts and pieces do',
  'calendar:read': 'Read calendars and what is scheduled',
  'calendar:write': 'Plan, change and move entries',
  'calendar:manage': 'Make, change and put away calendars',
  'webhook:read': 'Read webhooks and their log',
  'webhook:write': 'Change webhooks',
};

export const KEY_LIVES = { '30': '30 days', '90': '90 days', '365': 'a year', never: 'no end' } as const;

/** `mh_`, a public id, 32 random bytes and a checksum, so that a scanner can tell a real key from a look-alike. */
const SHAPE = /^mh_([0-9a-z]{10})_([0-9a-f]{64})([0-9a-f]{8})$/;

export function composeKey(publicId: string, secret: string): string {
  return `mh_${publicId}_${secret}${checksum(publicId + secret)}`;
}

/** The key's public part, or null when the text cannot be a key of ours: then no database need be asked. */
export function readKey(key: string): { prefix: string } | null {
  const [, publicId, secret, sum] = SHAPE.exec(key) ?? [];
  return publicId && secret && sum === checksum(publicId + secret) ? { prefix: `mh_${publicId}` } : null;
}

/** CRC-32: against typing errors, not against people. */
function checksum(text: string): string {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}
