export interface Entry {
  actorKind: string;
  actorName: string | null;
  action: string;
  metadata: Record<string, unknown>;
}

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const files = (count: unknown) => (count === 1 ? 'a file' : `${text(count)} files`);

/** What each action is called, as the end of a sentence. A new action is one line here. */
const DEEDS: Record<string, (data: Record<string, unknown>) => string> = {
  'session.opened': () => 'signed in',
  'session.revoked': () => 'ended a session',
  'session.others-revoked': () => 'ended all other sessions',
  'password.changed': () => 'changed their password',
  'account.deleted': () => 'deleted their account',
  'organization.created': ({ name }) => `created ${text(name)}`,
  'organization.updated': () => 'changed the organization',
  'organization.transferred': ({ to }) => `transferred the ownership to ${text(to)}`,
  'organization.logo-changed': () => 'changed the logo',
  'member.invited': ({ email, role }) => `invited ${text(email)} as ${text(role)}`,
  'member.invited-again': ({ email }) => `sent the invitation for ${text(email)} again`,
  'invitation.reminded': ({ email }) => `reminded ${text(email)} of the invitation`,
  'invitation.withdrawn': () => 'withdrew an invitation',
  'member.joined': ({ role }) => `joined as ${text(role)}`,
  'member.left': () => 'left the organization',
  'member.changed': ({ email, from, to }) => (from === to ? `changed the permissions of ${text(email)}` : `made ${text(email)} ${text(to)} (was ${text(from)})`),
  'member.removed': ({ email }) => `removed ${text(email)}`,
  'key.created': ({ name }) => `created the API key ${text(name)}`,
  'key.revoked': () => 'revoked an API key',
  'delivery.retried': ({ label }) => `sent again: ${text(label)}`,
  'media.uploaded': ({ name }) => `uploaded ${text(name)}`,
  'media.replaced': ({ name }) => `replaced the file of ${text(name)}`,
  'media.changed': ({ name }) => `changed ${text(name)}`,
  'media.moved': ({ count }) => `moved ${files(count)}`,
  'media.tagged': ({ count }) => `tagged ${files(count)}`,
  'media.trashed': ({ count }) => `moved ${files(count)} to the trash`,
  'media.restored': ({ count }) => `restored ${files(count)}`,
  'media.purged': ({ count }) => `deleted ${files(count)} for good`,
  'folder.created': ({ name }) => `made the folder ${text(name)}`,
  'folder.renamed': ({ name }) => `renamed a folder to ${text(name)}`,
  'folder.moved': () => 'moved a folder',
  'folder.deleted': ({ name }) => `deleted the folder ${text(name)}`,
  'audit.exported': () => 'exported the activity log',
};

export const ACTIONS = Object.keys(DEEDS);

export const deed = (action: string, metadata: Record<string, unknown>) => DEEDS[action]?.(metadata) ?? action;

/** The actor by name, or what is left of them. */
export function actorOf({ actorKind, actorName }: Pick<Entry, 'actorKind' | 'actorName'>): string {
  if (actorKind === 'system') return 'The clock';
  return actorKind === 'key' ? `The key ${actorName ?? '(revoked)'}` : (actorName ?? 'A deleted person');
}

/** "Ada Writer invited someone". */
export const sentence = (entry: Entry) => `${actorOf(entry)} ${deed(entry.action, entry.metadata)}`;
