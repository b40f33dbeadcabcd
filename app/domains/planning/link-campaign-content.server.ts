import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { campaignById, contentOfCampaign, MOST_PIECES } from '#db/queries/campaigns.ts';
import { itemById } from '#db/queries/content.ts';
import type { CampaignRole } from '#db/schema/choices.ts';
import { campaignContent } from '#db/schema/index.ts';
import { idList, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { linkContentInput, linkRoleInput, orderContentInput, placeContentInput, unlinkContentInput } from './campaign-inputs.ts';
import { holdCampaign, livingCampaign } from './write-campaign.server.ts';

const NO_PIECE = problem('not-found', 'There is no such piece of content.', { field: 'itemId' });
const NOT_LINKED = 'This piece is not part of the campaign any more.';

const isLinked = (db: Writer, campaignId: string, itemId: string, sentence = NOT_LINKED): Statement => refuseUnless(db, sql`exists (select from campaign_content where campaign_id = ${campaignId} and content_item_id = ${itemId})`, 'not-found', sentence);

/** Numbers its pieces from 0 in an order of what stands now: whoever came in meanwhile is in it, whoever went is not missed. */
const numbered = (db: Writer, campaignId: string, order: SQL): Statement =>
  db
    .update(campaignContent)
    .set({ priority: sql`wanted.place` })
    .from(
      sql`(select w.content_item_id as item_id, (row_number() over (order by ${order}, w.rank) - 1)::int as place
        from (select l.content_item_id, row_number() over (order by l.priority, l.created_at, l.content_item_id) as rank from campaign_content l where l.campaign_id = ${campaignId}) w) wanted`,
    )
    .where(sql`${campaignContent.campaignId} = ${campaignId} and ${campaignContent.itemId} = wanted.item_id and ${campaignContent.priority} <> wanted.place`);

/** In front of another piece, or at the end. */
function placed(db: Writer, campaignId: string, itemId: string, before: string | null): Statement[] {
  if (before === itemId) return [];
  const behind = sql`(select o.place from (select l.content_item_id, row_number() over (order by l.priority, l.created_at, l.content_item_id) as place from campaign_content l where l.campaign_id = ${campaignId}) o where o.content_item_id = ${before}::uuid)`;
  return [
    ...(before ? [isLinked(db, campaignId, before, 'The piece it should stand before is not part of the campaign any more.')] : []),
    numbered(db, campaignId, sql`case when w.content_item_id = ${itemId} then coalesce(${behind}, ${2 * MOST_PIECES}::int) - 0.5 else w.rank end`),
  ];
}

/** Part of the campaign with this role, whether it was before or not; at the end, unless a place is named. */
export async function linkContent(org: Org, { campaignId, itemId, role, before }: z.output<typeof linkContentInput>): Promise<Result<{ title: string }>> {
  const found = await readFor(org, { campaign: campaignById(campaignId), item: itemById(itemId) });
  if (!found.ok) return found;
  const { campaign, item } = found.value;
  if (!campaign || campaign.deletedAt) return refused(notFound('campaign'));
  if (!item || item.deletedAt) return refused(NO_PIECE);
  const next = sql`(select coalesce(max(l.priority) + 1, 0) from campaign_content l where l.campaign_id = ${campaignId})`;
  const written = await writeFor(
    org,
    (db) => [
      holdCampaign(db, campaignId),
      refuseUnless(db, sql`(select count(*) from campaign_content where campaign_id = ${campaignId} and content_item_id <> ${itemId}) < ${MOST_PIECES}::int`, 'conflict', `A campaign can have at most ${MOST_PIECES} pieces.`),
      db.insert(campaignContent).values({ campaignId, itemId, role, priority: next }).onConflictDoUpdate({ target: [campaignContent.organizationId, campaignContent.campaignId, campaignContent.itemId], set: { role } }),
      ...(before === undefined ? [] : placed(db, campaignId, itemId, before)),
      record(org, db, 'campaign.content-linked', { type: 'campaign', id: campaignId }, { name: campaign.name, title: item.title, role }),
    ],
    { campaign_content_item_fk: NO_PIECE },
  );
  return written.ok ? done({ title: item.title }) : written;
}

export interface Unlinked {
  title: string;
  /** For the way back: what it did, and the piece that it stood before. */
  role: CampaignRole;
  before: string | null;
}

async function linkOf(org: Org, campaignId: string, itemId: string) {
  const found = await readFor(org, { campaign: campaignById(campaignId), content: contentOfCampaign(campaignId) });
  if (!found.ok) return found;
  const { campaign, content } = found.value;
  if (!campaign || campaign.deletedAt) return refused(notFound('campaign'));
  const at = content.findIndex(({ id }) => id === itemId);
  if (at < 0) return refused(problem('not-found', NOT_LINKED));
  return done({ ...content[at]!, name: campaign.name, before: content[at + 1]?.id ?? null });
}

/** Out of the campaign; the piece stays. */
export async function unlinkContent(org: Org, { campaignId, itemId }: z.output<typeof unlinkContentInput>): Promise<Result<Unlinked>> {
  const found = await linkOf(org, campaignId, itemId);
  if (!found.ok) return found;
  const { name, title, role, before } = found.value;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    isLinked(db, campaignId, itemId),
    db.delete(campaignContent).where(and(eq(campaignContent.campaignId, campaignId), eq(campaignContent.itemId, itemId))),
    record(org, db, 'campaign.content-unlinked', { type: 'campaign', id: campaignId }, { name, title }),
  ]);
  return written.ok ? done({ title, role, before }) : written;
}

export async function changeLinkRole(org: Org, { campaignId, itemId, role }: z.output<typeof linkRoleInput>): Promise<Result<{ title: string; before: CampaignRole }>> {
  const found = await linkOf(org, campaignId, itemId);
  if (!found.ok) return found;
  const { name, title } = found.value;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    isLinked(db, campaignId, itemId),
    db.update(campaignContent).set({ role }).where(and(eq(campaignContent.campaignId, campaignId), eq(campaignContent.itemId, itemId))),
    record(org, db, 'campaign.content-role', { type: 'campaign', id: campaignId }, { name, title, role }),
  ]);
  return written.ok ? done({ title, before: found.value.role }) : written;
}

/** One piece to another place: in front of `before`, or to the end. `before` of the answer is the way back. */
export async function placeContent(org: Org, { campaignId, itemId, before }: z.output<typeof placeContentInput>): Promise<Result<{ title: string; before: string | null }>> {
  const found = await linkOf(org, campaignId, itemId);
  if (!found.ok) return found;
  const { name, title } = found.value;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    isLinked(db, campaignId, itemId),
    ...placed(db, campaignId, itemId, before),
    record(org, db, 'campaign.content-ordered', { type: 'campaign', id: campaignId }, { name }),
  ]);
  return written.ok ? done({ title, before: found.value.before }) : written;
}

/** The whole order at once. A piece that came in meanwhile and is not named keeps its place after those that are. */
export async function orderContent(org: Org, { campaignId, itemIds }: z.output<typeof orderContentInput>): Promise<Result<{ name: string }>> {
  const found = await livingCampaign(org, campaignId);
  if (!found.ok) return found;
  const { name } = found.value;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    numbered(db, campaignId, sql`coalesce(array_position(${idList(itemIds)}, w.content_item_id), ${2 * MOST_PIECES}::int)`),
    record(org, db, 'campaign.content-ordered', { type: 'campaign', id: campaignId }, { name }),
  ]);
  return written.ok ? done({ name }) : written;
}
