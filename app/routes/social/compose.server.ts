import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { readingsOfPost } from '#db/queries/analytics.ts';
import { itemById } from '#db/queries/content.ts';
import { standingOfPost } from '#db/queries/ledger.ts';
import { members } from '#db/queries/members.ts';
import { figuresOfPost } from '#db/queries/metrics.ts';
import { NO_ID, templateById, templateChoices } from '#db/queries/organise.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { type AccountRow, accountsToChoose, approvalsOfPost, campaignsForPosts, filesOfPost, neighboursOf, postById, type PostRow, slotsToChoose, takenAhead, usualSigns } from '#db/queries/posts.ts';
import { projectChoices } from '#db/queries/projects.ts';
import { liveSlugOf } from '#db/queries/publishing.ts';
import { addressOfItem } from '#app/domains/publishing/address.ts';
import { whyNotUsable } from '#app/domains/social/accounts/account.ts';
import type { Kept } from '#app/domains/social/connectors/connector.ts';
import { CONNECTORS } from '#app/domains/social/connectors/registry.ts';
import { choicesOf } from '#app/domains/social/composing/options.ts';
import { postRuleOf, whyNotApprove, whyNotCancellable, whyNotDeletable, whyNotEditable } from '#app/domains/social/composing/post.ts';
import { repeatsOf } from '#app/domains/social/composing/repeats.ts';
import { growthOf } from '#app/domains/social/publishing/growth.ts';
import { nextFreeSlot } from '#app/domains/social/accounts/slot.ts';
import type { ChosenAccount, Composed } from '#app/domains/social/ui/compose/composed.ts';
import { answer, read } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { may, whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { instantOf } from '#app/platform/time.ts';
import { signed } from '../media/signed.server.ts';

const EMPTY: Omit<Composed, 'projectId' | 'timeZone'> = {
  id: null, revision: 0, status: 'draft', text: '', title: '', link: '', format: 'text', media: [], thread: [], firstComment: '', targets: [], tags: [], campaignId: null, itemId: null, item: null, templateId: null, repeatsId: null,
  aiGenerated: false, aiModel: '', aiPrompt: '', latePolicy: 'publish', lateMinutes: 240, scheduledAt: null, recurrence: null, proposedAt: null, approval: null, contentHash: null, approvedAt: null, versionBy: null, updatedAt: '',
};

const idIn = (search: URLSearchParams, name: string) => (isUuid(search.get(name)) ? search.get(name)! : null);

/** All that the composer must know, in one trip; no platform's code leaves for the browser, only what it says as data. */
export async function readForComposer(args: LoaderFunctionArgs, postId: string | null) {
  const search = new URL(args.request.url).searchParams;
  if (postId !== null && !isUuid(postId)) throw answer(notFound('post'));
  const [id, itemId] = [postId ?? NO_ID, postId ? null : idIn(search, 'item')];
  const { viewer, ...found } = await read(args, 'post:read', {
    post: postById(id),
    accounts: accountsToChoose(id),
    files: filesOfPost([], id),
    campaigns: campaignsForPosts(),
    projects: projectChoices(),
    people: members({ limit: 200 }),
    approvals: approvalsOfPost(id),
    organization: currentOrganization(),
    neighbours: neighboursOf(null, id),
    signs: usualSigns(),
    slots: slotsToChoose(),
    taken: takenAhead(id),
    item: itemById(itemId ?? NO_ID),
    liveSlug: liveSlugOf(itemId ?? NO_ID),
    template: templateById(idIn(search, 'template') ?? NO_ID),
    templates: templateChoices('post'),
    standing: standingOfPost(id),
    figures: figuresOfPost(id),
    readings: readingsOfPost(id),
  });
  const { post: row, organization, item } = found;
  if (postId && !row) throw answer(notFound('post'));
  if (itemId && (!item || item.deletedAt)) throw answer(notFound('piece of content'));
  const { settings, slug, timeZone } = organization!;
  const own = row ? composedOf(row) : { ...EMPTY, timeZone, projectId: idIn(search, 'project') ?? item?.projectId ?? found.projects.find(({ isDefault }) => isDefault)?.id ?? null, campaignId: idIn(search, 'campaign') };
  const post: Composed = item ? { ...own, title: item.title, text: [item.title, item.excerpt].filter(Boolean).join('\n\n'), itemId: item.id, item: item.title, link: found.liveSlug ? `${args.context.origin}${addressOfItem(slug, found.liveSlug.slug)}` : '' } : own;
  const rule = postRuleOf(settings);
  const me = { role: viewer.role, permissions: viewer.permissions, userId: viewer.userId };
  const now = new Date();
  const platformOf = new Map(found.standing.map(({ id: targetId, platform }) => [targetId, platform]));
  return {
    post: { ...post, targets: row ? post.targets : idIn(search, 'account') ? [targetFor(idIn(search, 'account')!)] : [] },
    standing: found.standing,
    measured: {
      targets: found.figures.map((target) => ({ ...target, isTold: CONNECTORS[platformOf.get(target.targetId)!]?.metrics !== undefined })),
      growth: growthOf(found.readings, found.figures.map(({ publishedAt }) => publishedAt).sort()[0]),
      askedAt: row?.figuresAskedAt ?? null,
      why: row?.deletedAt ? 'It is in the trash. Restore it first.' : whyNot(viewer, 'post:write'),
    },
    isTrashed: row?.deletedAt != null,
    accounts: found.accounts.flatMap((account) => chosenOf(account, nextFreeSlot(found.slots.filter(({ accountId }) => accountId === account.id), found.taken.filter(({ accountId }) => accountId === account.id).map(({ at }) => new Date(at)), now))),
    files: await Promise.all(found.files.map(async ({ storageKey: _key, facts: { private: _private, suspicious: _suspicious, ...facts }, ...asset }) => ({ ...(await signed(args.context.env, { ...asset, deletedAt: null })), facts }))),
    campaigns: found.campaigns,
    projects: found.projects.map(({ id: projectId, name }) => ({ id: projectId, name })),
    people: found.people.rows.filter((person) => may(person, 'post:approve')).map(({ userId, name, role }) => ({ id: userId, name, role })),
    approvals: found.approvals,
    rule,
    neighbours: found.neighbours,
    signs: found.signs!,
    card: item ? { title: item.title, description: item.excerpt } : null,
    template: found.template?.kind === 'post' ? { id: found.template.id, name: found.template.name, variables: found.template.variables } : null,
    templates: found.templates.map(({ id: templateId, name, description }) => ({ id: templateId, name, description })),
    me,
    why: {
      save: row ? whyNotEditable(row, viewer) : whyNot(viewer, 'post:write'),
      schedule: whyNot(viewer, 'post:schedule'),
      cancel: row ? whyNotCancellable(row, viewer) : null,
      remove: row ? whyNotDeletable(row, viewer) : null,
      approve: row ? whyNotApprove(row.versionBy, me, rule) : null,
    },
  };
}

const targetFor = (accountId: string) => ({ id: accountId, accountId, variant: {}, status: 'draft' as const, failureCode: '', isBegun: false });

function composedOf(row: PostRow): Composed {
  const { id, revision, status, text, title, link, format, media, thread, firstComment, tags, projectId, campaignId, itemId, item, templateId, repeatsId, aiGenerated, aiModel, aiPrompt, latePolicy, lateMinutes, scheduledAt, timeZone, approval, contentHash, approvedAt, versionBy, updatedAt } = row;
  const targets = row.targets.map(({ id: targetId, accountId, variant, status: state, failureCode, isBegun }) => ({ id: targetId, accountId, variant, status: state, failureCode, isBegun }));
  return { id, revision, status, text, title, link, format, media, thread, firstComment, targets, tags, projectId, campaignId, itemId, item, templateId, repeatsId, aiGenerated, aiModel, aiPrompt, latePolicy, lateMinutes, scheduledAt, timeZone, recurrence: repeatsOf(row.recurrence), proposedAt: proposalOf(row), approval, contentHash, approvedAt, versionBy, updatedAt };
}

function proposalOf({ scheduledAt, scheduledWall, timeZone }: PostRow): string | null {
  const meant = scheduledAt || !scheduledWall ? null : instantOf({ date: scheduledWall.slice(0, 10), time: scheduledWall.slice(11, 19) }, timeZone);
  return meant?.ok && meant.value.at.getTime() > Date.now() ? meant.value.at.toISOString() : null;
}

function chosenOf(account: AccountRow, nextSlot: Date | null): ChosenAccount[] {
  const connector = CONNECTORS[account.platform];
  if (!connector) return [];
  const data = account.platformData as Kept;
  const { id, platform, displayName, username, profileImage, projectId } = account;
  return [
    {
      id,
      platform,
      platformName: connector.name,
      name: displayName || username,
      username,
      image: profileImage,
      projectId,
      stopped: account.deletedAt ? 'It is not connected any more.' : whyNotUsable(account),
      limits: connector.limitsOf?.(data) ?? connector.limits,
      options: connector.options.map(({ choicesOf: _from, ...field }) => ({ ...field, ...(field.kind === 'choice' ? { choices: choicesOf({ ...field, ...(_from ? { choicesOf: _from } : {}) }, data) } : {}) })),
      nextSlot: nextSlot?.toISOString() ?? null,
    },
  ];
}
