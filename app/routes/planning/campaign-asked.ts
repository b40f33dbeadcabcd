import type { CampaignFilter } from '#db/queries/campaigns.ts';
import { campaignFilterInput } from '#app/domains/planning/campaign-inputs.ts';
import { type Zoom, ZOOMS } from '#app/domains/planning/campaign-timeline.ts';
import { type Listing, LISTS } from '#app/domains/planning/ui/campaigns/campaigns-page.tsx';
import type { AskedCampaigns } from '#app/domains/planning/ui/campaigns/shown-campaign.ts';
import { isDate } from '#app/platform/time.ts';

/** What the list's address asks for. */
export function askedCampaigns(request: Request): { show: Listing; asked: AskedCampaigns; filter: CampaignFilter } {
  const params = new URL(request.url).searchParams;
  const { q = '', sort = 'start', status, type, project, owner, tag } = campaignFilterInput.parse(Object.fromEntries(params));
  const asked = { q: q.replace(/\p{Cc}+/gu, ' ').trim(), sort, status, type, project, owner, tag };
  const show = LISTS.find((each) => each === params.get('show')) ?? 'list';
  return { show, asked, filter: { status, type, projectId: project, ownerId: owner, tagId: tag, search: asked.q, sort } };
}

/** How closely the timeline is looked at, and around which day; null is today, which only the reader's zone knows. */
export function askedTimeline(request: Request): { zoom: Zoom; date: string | null } {
  const params = new URL(request.url).searchParams;
  const date = params.get('date') ?? '';
  return { zoom: ZOOMS.find((each) => each === params.get('zoom')) ?? 'quarter', date: isDate(date) ? date : null };
}
