import { campaignsNamed, filesNamed, postsImportedAs } from '#db/queries/post-imports.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { NO_ID } from '#db/queries/organise.ts';
import { accountsToChoose } from '#db/queries/posts.ts';
import { myStanding } from '#db/queries/standing.ts';
import type { RowTrouble } from '#app/domains/planning/csv-plan.ts';
import { short } from '#app/domains/planning/csv-rows.ts';
import { isUuid, uuid7 } from '#app/platform/ids.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { draftFrom, filesByIds } from '../composing/draft.ts';
import { type Desk, hindrancesOf } from '../composing/look-at-post.server.ts';
import { isApproved, postRuleOf, whyUnapproved } from '../composing/post.ts';
import { freezingOf } from '../composing/save-post.server.ts';
import type { Freezing } from '../composing/write-post.server.ts';
import { campaignsNamedIn, COLUMN_OF, filesNamedIn, type PlannedAs, type Place, postsFrom, type RowPost, troubleAt } from './post-rows.ts';
import type { PostTable } from './post-table.ts';

export interface PlannedPost extends RowPost {
  postId: string;
  /** The same for the same row in every import: unique within an organization, it makes importing twice safe. */
  key: string;
  desk: Desk;
  /** Set where it is to be scheduled. */
  freezing: Freezing | null;
}

export interface Plan {
  posts: PlannedPost[];
  /** Keys of rows that are posts already. */
  known: ReadonlySet<string>;
  troubles: RowTrouble[];
  notes: RowTrouble[];
  waitsFor: string | null;
}

/** All rows of a file against all that the organization has, in two trips however long the file is. */
export async function plannedPosts(org: Org, table: PostTable, as: PlannedAs): Promise<Result<Plan>> {
  const names = filesNamedIn(table);
  const found = await readFor(org, {
    accounts: accountsToChoose(NO_ID),
    files: filesNamed(names, names.map((name) => name.toLowerCase()).filter(isUuid)),
    campaigns: campaignsNamed(campaignsNamedIn(table)),
    organization: currentOrganization(),
    me: myStanding(),
  });
  if (!found.ok) return found;
  const { accounts, files, campaigns, organization, me } = found.value;
  const refusal = as === 'scheduled' ? whyNot(me!, 'post:schedule') : null;
  if (refusal) return refused(problem('forbidden', refusal, { field: 'as' }));
  const { settings, timeZone } = organization!;
  const read = postsFrom(table, { as, zone: timeZone, now: new Date(), accounts, files, campaigns });
  const around = { post: null, accounts: new Map(accounts.map((row) => [row.id, row])), approvals: [], rule: postRuleOf(settings), me: me!, timeZone, slots: [], taken: [], people: [] };
  const plan = { posts: [] as PlannedPost[], troubles: [...read.troubles], notes: [] as RowTrouble[] };
  const seen = new Map<string, number>();
  // Lists go by age, and ids tell it to the millisecond: the rows keep their order.
  const first = Date.now() - read.posts.length;
  for (const [index, row] of read.posts.entries()) {
    const own = files.filter(({ id }) => row.changes.media?.some(({ assetId }) => assetId === id));
    const draft = draftFrom(null, row.changes, own);
    const desk: Desk = { ...around, draft, files: filesByIds(own), rules: campaigns.find(({ id }) => id === draft.campaignId)?.utm ?? null };
    const key = await keyOf(row);
    const before = seen.get(key);
    const isScheduled = as === 'scheduled' && row.when !== null;
    const hindered = hindrancesAt(table, row, desk);
    if (before !== undefined) plan.troubles.push(row.id ? troubleAt(table, row.line, 'id', `The id ${short(row.id)} stands in line ${before} too.`) : troubleAt(table, row.line, null, `This row says the same as line ${before}, to the same accounts at the same time. Remove one of them.`));
    else if (isScheduled && hindered.length > 0) plan.troubles.push(...hindered);
    else {
      plan.posts.push({ ...row, postId: uuid7(first + index), key, desk, freezing: isScheduled ? await freezingOf(desk, draft.targets) : null });
      plan.notes.push(...row.notes, ...hindered);
    }
    seen.set(key, before ?? row.line);
  }
  const frozen = plan.posts.find(({ freezing }) => freezing !== null)?.freezing;
  const { rule } = around;
  const waitsFor = frozen && !isApproved(frozen.contentHash, me!.userId, [], rule) ? whyUnapproved(frozen.contentHash, me!.userId, [], rule) : null;
  const there = await readFor(org, { known: postsImportedAs(plan.posts.map(({ key }) => key)) });
  if (!there.ok) return there;
  const byLine = (one: RowTrouble, other: RowTrouble) => one.line - other.line || (one.column ?? 0) - (other.column ?? 0);
  return done({ ...plan, troubles: plan.troubles.sort(byLine), known: new Set(there.value.known.map(({ key }) => key)), waitsFor });
}

/** What the composer would say, each at the column that it is about. */
function hindrancesAt(table: PostTable, { line }: RowPost, desk: Desk): RowTrouble[] {
  const said = Object.entries(hindrancesOf(desk, desk.draft.targets)).map(([where, sentence]): [Place, string] => {
    const [accountId = '', field = '', option = ''] = where.split('.');
    return [field === 'options' ? { platform: desk.accounts.get(accountId)!.platform, option } : (COLUMN_OF[field] ?? null), sentence];
  });
  return [...new Map(said.map(([at, sentence]) => [`${JSON.stringify(at)} ${sentence}`, troubleAt(table, line, at, sentence)])).values()];
}

/** By what the file calls it; else by what is said, where and when. */
async function keyOf({ id, changes, when }: RowPost): Promise<string> {
  if (id) return `csv:${id}`;
  const { text = '', title = '', link = '', firstComment = '', media = [], targets = [] } = changes;
  const said = JSON.stringify([text.normalize('NFC'), title, link, firstComment, media.map(({ assetId }) => assetId), targets.map(({ accountId }) => accountId).sort(), when?.wall ?? null]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(said));
  return `csv:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
