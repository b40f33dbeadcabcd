import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Suspense } from 'react';
import { campaignById } from '#db/queries/campaigns.ts';
import { ActivityTable } from '#app/domains/audit/ui/activity-table.tsx';
import { CampaignContent } from '#app/domains/planning/ui/campaigns/campaign-content.tsx';
import { CampaignForm } from '#app/domains/planning/ui/campaigns/campaign-form.tsx';
import { CampaignLinks } from '#app/domains/planning/ui/campaigns/campaign-links.tsx';
import { CampaignOverview } from '#app/domains/planning/ui/campaigns/campaign-overview.tsx';
import { CampaignPage } from '#app/domains/planning/ui/campaigns/campaign-page.tsx';
import { CampaignResults as DrawnResults } from '#app/domains/planning/ui/campaigns/campaign-results.tsx';
import { CampaignSpending } from '#app/domains/planning/ui/campaigns/campaign-spending.tsx';
import { answer, intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { late } from '#app/ui/late.tsx';
import { readView } from './campaign-views.server.ts';
import * as writes from './campaign-writes.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.campaign.name ?? 'Campaign'} · Masthead` }];

export async function loader(args: LoaderFunctionArgs) {
  const { campaignId } = args.params;
  if (!isUuid(campaignId)) throw answer(notFound('campaign'));
  const [{ viewer, campaign }, view] = await Promise.all([read(args, 'campaign:read', { campaign: campaignById(campaignId) }), readView(args, campaignId)]);
  if (!campaign || campaign.deletedAt) throw answer(notFound('campaign'));
  return { campaign, view, whyNot: whyNot(viewer, 'campaign:write') };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'change':
      return writes.change(args);
    case 'links':
      return writes.links(args);
    case 'status':
      return writes.step(args);
    case 'tick':
      return writes.tick(args);
    case 'duplicate':
      return writes.duplicate(args);
    case 'keep-template':
      return writes.keepTemplate(args);
    case 'remove':
      return writes.remove(args);
    case 'spend':
      return writes.spend(args);
    case 'change-spending':
      return writes.changeSpent(args);
    case 'remove-spending':
      return writes.removeSpent(args);
    case 'restore-spending':
      return writes.restoreSpent(args);
    case 'add-outcome':
      return writes.addOutcome(args);
    case 'remove-outcome':
      return writes.takeOutOutcome(args);
    case 'restore-outcome':
      return writes.putBackOutcome(args);
    case 'link':
      return writes.link(args);
    case 'unlink':
      return writes.unlink(args);
    case 'role':
      return writes.role(args);
    case 'place':
      return writes.place(args);
    default:
      throw unknownIntent();
  }
}

/** Drawn by the server at once; its code follows only where it is looked at. */
const CampaignResults = import.meta.env.SSR ? DrawnResults : late(async () => ({ default: (await import('#app/domains/planning/ui/campaigns/campaign-results.tsx')).CampaignResults }));

export default function Campaign() {
  const { campaign, view, whyNot: why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <CampaignPage campaign={campaign} show={view.show} whyNot={why} reply={reply}>
      {view.show === 'overview' && <CampaignOverview campaign={campaign} content={view.content} totals={view.totals} entries={view.entries} whyNot={why} />}
      {view.show === 'results' && (
        <Suspense>
          <CampaignResults campaign={campaign} results={view} outcomes={view.outcomes} whyNot={why} reply={reply} />
        </Suspense>
      )}
      {view.show === 'content' && <CampaignContent campaignId={campaign.id} content={view.content} found={view.found} find={view.find} whyNot={why} reply={reply} />}
      {view.show === 'spending' && <CampaignSpending campaign={campaign} spending={view.spending} totals={view.totals} changing={view.changing} whyNot={why} reply={reply} />}
      {view.show === 'links' && <CampaignLinks key={campaign.revision} campaign={campaign} whyNot={why} reply={reply} />}
      {view.show === 'change' && <CampaignForm key={campaign.revision} campaign={campaign} choices={view.choices} reply={reply} whyNot={why} />}
      {view.show === 'activity' && <ActivityTable entries={view.entries} of="campaign" />}
    </CampaignPage>
  );
}
