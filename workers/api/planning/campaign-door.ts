import type { Context, Input } from 'hono';
import { z } from 'zod';
import { campaignById, contentOfCampaign, spendingTotals } from '#db/queries/campaigns.ts';
import { Refused } from '#db/scope.ts';
import { isUuid } from '#app/platform/ids.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, type KeyScope, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { conflicts, idIn, json, notThere, refusals } from '../shapes.ts';
import { CampaignDetails, detailedExample, shownWhole } from './campaign-shape.ts';

/** What the endpoints of campaigns, of their spending and of their pieces share. */
const tags = ['Campaigns'];
export const params = z.object({ id: idIn('campaign') });
export const reading = { tags, security: [{ key: ['campaign:read'] }], middleware: [keyRequired] as [typeof keyRequired] };
export const writing = { tags, security: [{ key: ['campaign:write'] }], middleware: [keyRequired, onceOnly] as [typeof keyRequired, typeof onceOnly] };
export const asNow = { 200: json(CampaignDetails, 'The campaign as it is now.', detailedExample), ...notThere, ...conflicts, ...refusals };

export const NO_CURSOR = 'This is not a cursor that we gave.';
export const cursorBy = (isPlace: (place: string) => boolean) => z.string().max(300, NO_CURSOR).refine((text) => isUuid(text.slice(0, 36)) && text[36] === '~' && isPlace(text.slice(37)), NO_CURSOR);
export const isMoment = (text: string) => z.iso.datetime({ offset: true }).safeParse(text).success;

export async function wholeCampaign<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, permission: KeyScope | null, campaignId: string) {
  const { campaign, totals, content } = await readWithKey(c, permission, { campaign: campaignById(campaignId), totals: spendingTotals(campaignId), content: contentOfCampaign(campaignId) });
  if (!campaign || campaign.deletedAt) throw new Refused(notFound('campaign'));
  return shownWhole(campaign, totals, content);
}
