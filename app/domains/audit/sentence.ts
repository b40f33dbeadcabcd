export interface Entry {
  actorKind: string;
  actorName: string | null;
  action: string;
  metadata: Record<string, unknown>;
}

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const files = (count: unknown) => (count === 1 ? 'a file' : `${text(count)} files`);

const named = (title: unknown) => (text(title) === '' ? 'an untitled piece' : `“${text(title)}”`);

const pieces = (count: unknown) => (count === 1 ? 'a piece of content' : `${text(count)} pieces of content`);

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
  'media.changed': ({ name }) => `changed ${text(name) || 'a file'}`,
  'media.cropped': ({ name, undone }) => `${undone ? 'undid the crop of' : 'cropped'} ${text(name)}`,
  'media.moved': ({ count }) => `moved ${files(count)}`,
  'media.tagged': ({ count }) => `tagged ${files(count)}`,
  'media.trashed': ({ count }) => `moved ${files(count)} to the trash`,
  'media.restored': ({ count }) => `restored ${files(count)}`,
  'media.purged': ({ count }) => `deleted ${files(count)} for good`,
  'folder.created': ({ name }) => `made the folder ${text(name)}`,
  'folder.renamed': ({ name }) => `renamed a folder to ${text(name)}`,
  'folder.moved': () => 'moved a folder',
  'folder.deleted': ({ name }) => `deleted the folder ${text(name)}`,
  'entry.created': ({ title, at }) => `planned “${text(title)}” for ${text(at)}`,
  'entry.changed': ({ title }) => `changed the entry “${text(title)}”`,
  'entry.moved': ({ title, at }) => `moved the entry “${text(title)}” to ${text(at)}`,
  'entry.status': ({ title, to }) => `marked the entry “${text(title)}” as ${text(to).replace('_', ' ')}`,
  'entry.removed': ({ title }) => `took the entry “${text(title)}” out of the calendar`,
  'entry.restored': ({ title }) => `put the entry “${text(title)}” back into the calendar`,
  'entry.imported': ({ count }) => `brought ${count === 1 ? 'one entry' : `${text(count)} entries`} into the calendar`,
  'entry.import-undone': ({ count }) => `took ${count === 1 ? 'one imported entry' : `${text(count)} imported entries`} out of the calendar`,
  'calendar.created': ({ name }) => `made the calendar ${text(name)}`,
  'calendar.changed': ({ name }) => `changed the calendar ${text(name)}`,
  'calendar.removed': ({ name }) => `put the calendar ${text(name)} away`,
  'calendar.restored': ({ name }) => `brought the calendar ${text(name)} back`,
  'calendar.feed-created': ({ name }) => `made the private calendar link ${text(name)}`,
  'calendar.feed-revoked': () => 'took back a private calendar link',
  'content.created': ({ title }) => `began ${named(title)}`,
  'content.saved': ({ title }) => (title === undefined ? 'saved a piece of content' : `saved ${named(title)}`),
  'content.changed': ({ count }) => `changed ${pieces(count)}`,
  'content.published': ({ title }) => `published ${named(title)}`,
  'content.unpublished': ({ title }) => `took ${named(title)} down`,
  'content.scheduled': ({ title, at }) => `scheduled ${named(title)} for ${text(at)}`,
  'content.unpublish-scheduled': ({ title, at }) => `planned to take ${named(title)} down at ${text(at)}`,
  'content.rescheduled': ({ title, at }) => `moved ${named(title)} to ${text(at)}`,
  'content.schedule-cancelled': ({ title }) => `cancelled what was planned for ${named(title)}`,
  'content.publish-failed': ({ title, reason }) => `could not publish ${named(title)}: ${text(reason)}`,
  'release.created': ({ name }) => `created the release ${named(name)}`,
  'release.changed': ({ name }) => `changed the release ${named(name)}`,
  'release.scheduled': ({ name, at }) => `scheduled the release ${named(name)} for ${text(at)}`,
  'release.published': ({ name }) => `published the release ${named(name)}`,
  'release.cancelled': ({ name }) => `took the release ${named(name)} off the schedule`,
  'release.removed': ({ name }) => `removed the release ${named(name)}`,
  'preview.made': ({ revision }) => `made a preview link to revision ${text(revision)}`,
  'preview.revoked': () => 'took a preview link back',
  'content.moved': ({ title, to }) => (to === 'archived' ? `archived ${named(title)}` : `took ${named(title)} back to the desk`),
  'content.review-asked': ({ title, people }) => `asked ${Array.isArray(people) ? people.join(', ') : 'someone'} to review ${named(title)}`,
  'content.review-withdrawn': ({ title }) => `withdrew the request for a review of ${named(title)}`,
  'content.approved': ({ title, fastLane }) => `approved ${named(title)}${fastLane ? ' alone, by the fast lane' : ''}`,
  'content.changes-asked': ({ title }) => `asked for changes in ${named(title)}`,
  'content.restored-revision': ({ title, number }) => `restored revision ${text(number)} of ${named(title)}`,
  'content.trashed': ({ count }) => `moved ${pieces(count)} to the trash`,
  'content.restored': ({ count }) => `restored ${pieces(count)}`,
  'content.purged': ({ count }) => `deleted ${pieces(count)} for good`,
  'content.import-undone': ({ source }) => `took an import back (${text(source)})`,
  'content.exported': () => 'exported all content',
  'content.imported': ({ count, source }) => `began to import ${pieces(count)} (${text(source)})`,
  'content.commented': ({ title, edited, deleted, restored }) => `${edited ? 'changed a comment' : deleted ? 'deleted a comment' : restored ? 'restored a comment' : 'commented'} on ${named(title)}`,
  'comment.moderated': ({ to, count }) => `marked ${typeof count === 'number' && count > 1 ? `${count} readers’ comments` : 'a reader’s comment'} as ${text(to)}`,
  'category.created': ({ name }) => `made the category ${text(name)}`,
  'category.changed': ({ name }) => `changed the category ${text(name)}`,
  'category.moved': ({ name }) => `moved the category ${text(name)}`,
  'category.deleted': ({ name }) => `deleted the category ${text(name)}`,
  'category.restored': ({ name }) => `brought back the category ${text(name)}`,
  'project.created': ({ name }) => `began the project ${text(name)}`,
  'project.changed': ({ name }) => `changed the project ${text(name)}`,
  'project.moved': ({ name, to }) => `marked the project ${text(name)} as ${text(to)}`,
  'project.goal-ticked': ({ name, goal, done }) => `${done ? 'reached a goal' : 'took back the mark of a goal'} of ${text(name)}: ${text(goal)}`,
  'project.member-added': ({ name, person, role }) => `made ${text(person)} ${text(role)} of the project ${text(name)}`,
  'project.member-removed': ({ name, person }) => `took ${text(person)} off the project ${text(name)}`,
  'project.removed': ({ name }) => `removed the project ${text(name)}`,
  'project.restored': ({ name }) => `brought back the project ${text(name)}`,
  'tag.created': ({ name }) => `made the tag ${text(name)}`,
  'tag.changed': ({ name }) => `changed the tag ${text(name)}`,
  'tag.merged': ({ from, name }) => `merged the tag ${text(from)} into ${text(name)}`,
  'tag.deleted': ({ name }) => `deleted the tag ${text(name)}`,
  'tag.restored': ({ name }) => `brought back the tag ${text(name)}`,
  'template.created': ({ name }) => `made the template ${text(name)}`,
  'template.changed': ({ name }) => `changed the template ${text(name)}`,
  'template.deleted': ({ name }) => `deleted the template ${text(name)}`,
  'template.restored': () => 'brought back a template',
  'approvals.changed': () => 'changed the rule for approvals',
  'site.opened': () => 'opened the public site to everyone',
  'site.closed': () => 'closed the public site to all but holders of a key',
  'site.look-changed': () => 'changed the look of the public site',
  'webhook.created': ({ url }) => `made a webhook to ${text(url)}`,
  'webhook.changed': ({ url }) => `changed ${text(url) === '' ? 'a webhook' : `the webhook to ${text(url)}`}`,
  'webhook.paused': () => 'paused a webhook',
  'webhook.resumed': () => 'switched a webhook on again',
  'webhook.rotated': () => 'gave a webhook a new secret',
  'webhook.removed': () => 'removed a webhook',
  'webhook.restored': () => 'brought back a webhook',
  'webhook.tested': () => 'sent a test to a webhook',
  'webhook.replayed': () => 'sent a webhook again',
  'webhook.disabled': ({ url, reason }) => `switched off the webhook to ${text(url)}: ${text(reason)}`,
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
