import { membersByIds } from '#db/queries/members.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { NO_ID } from '#db/queries/organise.ts';
import { type AccountRow, accountsOfPosts, approvalsOfPost, campaignOfPost, filesOfPost, postById, type PostRow, slotsOfPosts, takenByAccounts, wordsSaidBefore } from '#db/queries/posts.ts';
import { myStanding } from '#db/queries/standing.ts';
import type { UtmRules } from '#db/schema/planning.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { notFound, type Problem, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { accountName } from '../accounts/account.ts';
import type { Kept } from '../connectors/connector.ts';
import { CONNECTORS } from '../connectors/registry.ts';
import { whySaidBefore } from './again.ts';
import { type Draft, draftFrom, filesByIds } from './draft.ts';
import { type Destination, type PostFile, sentTo } from './freeze.ts';
import type { PostChanges } from './inputs.ts';
import { checkedOptions } from './options.ts';
import { type ApprovalRule, isOpen, postRuleOf } from './post.ts';
import { wordsOf } from './variant.ts';
import { takesOf, whyNotPublished } from './why-not-published.ts';

export interface Desk {
  /** As it is; null: it begins now. */
  post: PostRow | null;
  /** As it will be. */
  draft: Draft;
  accounts: ReadonlyMap<string, AccountRow>;
  files: ReadonlyMap<string, PostFile>;
  rules: UtmRules | null;
  approvals: readonly Said[];
  rule: ApprovalRule;
  me: { userId: string; role: 'owner' | 'admin' | 'editor' | 'member' | 'viewer'; permissions: string[] };
  timeZone: string;
  slots: readonly Slot[];
  /** When these accounts speak already. */
  taken: readonly Taken[];
  /** What the post that this one says again said, where it is live. */
  before?: readonly { accountId: string; text: string }[];
  /** Who was named as a reviewer and is a member. */
  people: readonly Person[];
}

type Rows<Q extends (...args: never[]) => { pick(rows: unknown): readonly unknown[] }> = ReturnType<ReturnType<Q>['pick']>[number];
type Said = Rows<typeof approvalsOfPost>;
type Slot = Rows<typeof slotsOfPosts>;
type Taken = Rows<typeof takenByAccounts>;
type Person = Rows<typeof membersByIds>;

/** All that a write of a post is decided by, in one trip: what is there, what will be, its accounts, its files, the rule, and who asks. */
export async function lookAtPost(org: Org, postId: string | null, changes: PostChanges, reviewers: readonly string[] = []): Promise<Result<Desk>> {
  const id = postId ?? NO_ID;
  const wanted = (changes.targets ?? []).map(({ accountId }) => accountId);
  const found = await readFor(org, {
    post: postById(id),
    accounts: accountsOfPosts(wanted, [id]),
    files: filesOfPost(idsOfFiles(changes), id),
    campaign: campaignOfPost(changes.campaignId ?? null, id),
    approvals: approvalsOfPost(id),
    slots: slotsOfPosts(wanted, [id]),
    taken: takenByAccounts(wanted, [id]),
    people: membersByIds(reviewers),
    before: wordsSaidBefore(id),
    organization: currentOrganization(),
    me: myStanding(),
  });
  if (!found.ok) return found;
  const { post, accounts, files, campaign, approvals, slots, taken, people, before, organization, me } = found.value;
  if (postId && !post) return refused(notFound('post'));
  const draft = draftFrom(post, changes, files);
  const missing = whyMissing(draft, changes, accounts, campaign) ?? whyFileless(draft, changes, files);
  if (missing) return refused(missing);
  const rules = draft.campaignId && campaign && !campaign.deletedAt ? campaign.utm : null;
  const { settings, timeZone } = organization!;
  return done({ post, draft, accounts: new Map(accounts.map((row) => [row.id, row])), files: filesByIds(files), rules, approvals, slots, taken, people, before, rule: postRuleOf(settings), me: me!, timeZone });
}

const idsOfFiles = ({ media = [], thread = [], targets = [] }: PostChanges) => [
  ...new Set([...media.map(({ assetId }) => assetId), ...thread.flatMap(({ mediaIds }) => mediaIds), ...targets.flatMap(({ variant }) => [...(variant.mediaIds ?? []), ...(variant.thread ?? []).flatMap(({ mediaIds }) => mediaIds)])]),
];

function whyMissing(draft: Draft, changes: PostChanges, accounts: readonly AccountRow[], campaign: { id: string; deletedAt: string | null } | null): Problem | null {
  if (draft.targets.some((target) => target.isNew && !accounts.some(({ id, deletedAt }) => id === target.accountId && !deletedAt))) return problem('not-found', 'One of these accounts is not connected any more. Reload the page.', { field: 'targets' });
  if (changes.campaignId && (!campaign || campaign.deletedAt)) return problem('not-found', 'There is no such campaign.', { field: 'campaignId' });
  return null;
}

/** A file that is gone stays in a draft, where it is shown as such; none is added that is not there. */
function whyFileless(draft: Draft, changes: PostChanges, files: readonly { id: string }[]): Problem | null {
  const isGone = draft.media.some(({ assetId }) => idsOfFiles(changes).includes(assetId) && !files.some(({ id }) => id === assetId));
  return isGone ? problem('not-found', 'One of these files is not in the library any more. Take it out or choose another.', { field: 'media' }) : null;
}

/** Where it goes from here on: what is out, or on its way, stays as it was frozen. */
export const openTargets = ({ draft }: Pick<Desk, 'draft'>) => draft.targets.filter(isOpen);

export function destinationsOf(desk: Desk, targets: Draft['targets']): Destination[] {
  return targets.flatMap(({ id: targetId, accountId, variant }) => {
    const account = desk.accounts.get(accountId)!;
    const connector = CONNECTORS[account.platform];
    const data = account.platformData as Kept;
    return connector ? [{ targetId, accountId, platform: account.platform, variant, limits: connector.limitsOf?.(data) ?? connector.limits, options: connector.options, data }] : [];
  });
}

/** What keeps it from going out, each at its account and field: "<account>.text". Empty when nothing does. */
export function hindrancesOf(desk: Desk, targets: Draft['targets']): Record<string, string> {
  const destinations = destinationsOf(desk, targets);
  const errors: Record<string, string> = {};
  for (const { id, accountId } of targets) {
    const account = desk.accounts.get(accountId)!;
    const destination = destinations.find(({ targetId }) => targetId === id);
    const say = (field: string, sentence: string) => (errors[`${accountId}.${field}`] ??= sentence);
    if (account.deletedAt || account.status === 'revoked' || account.status === 'inactive') say('account', `${accountName(account)} is not connected any more. Connect it again, or take it out.`);
    if (!destination) say('account', `Nothing can be sent to ${accountName(account)} from here yet.`);
    if (!destination) continue;
    const { name } = CONNECTORS[account.platform]!;
    const takes = takesOf(account.platform);
    for (const { field, sentence, certain } of whyNotPublished(sentTo(desk.draft, destination, desk.rules, desk.files), { name, limits: destination.limits, ...(takes ? { takes } : {}) }, desk.files)) if (certain) say(field, sentence);
    const said = desk.before?.filter((each) => each.accountId === accountId).map(({ text }) => text) ?? [];
    const again = destination.limits.refusesAgain && whySaidBefore(name, wordsOf(sentTo(desk.draft, destination, desk.rules, desk.files), destination.limits), said);
    if (again) say('text', again);
    for (const [option, sentence] of Object.entries(checkedOptions(destination.options, destination.variant.options ?? {}, destination.data).errors)) say(`options.${option}`, sentence);
  }
  return errors;
}

/** A refusal for the first field, with all of them beside it. */
export type Refused = { ok: false; problem: Problem; errors?: Record<string, string> };

export function refuseHindered(desk: Desk, errors: Record<string, string>): Refused | null {
  const [first] = Object.entries(errors);
  if (!first) return null;
  const [field, sentence] = first;
  const account = desk.accounts.get(field.slice(0, 36));
  const others = Object.keys(errors).length - 1;
  return { ok: false, problem: problem('invalid', `${account ? `${accountName(account)}: ` : ''}${sentence}${others > 0 ? ` ${others === 1 ? 'One more thing stands' : `${others} more things stand`} in the way.` : ''}`, { field }), errors };
}

export type Answered<T> = Result<T> | Refused;
