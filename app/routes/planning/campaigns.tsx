import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { campaignFormChoices, campaignPage, campaignsWithin, campaignTemplates, MOST_DRAWN, removedCampaigns } from '#db/queries/campaigns.ts';
import { campaignInput } from '#app/domains/planning/campaign-inputs.ts';
import { windowOf } from '#app/domains/planning/campaign-timeline.ts';
import { dateIn } from '#app/domains/planning/month.ts';
import { restoreCampaign } from '#app/domains/planning/remove-campaign.server.ts';
import { CampaignsPage } from '#app/domains/planning/ui/campaigns/campaigns-page.tsx';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { DAY } from '#app/platform/time.ts';
import { askedCampaigns, askedTimeline } from './campaign-asked.ts';
import { projectCursor } from './project-asked.ts';

export const meta = () => [{ title: 'Campaigns · Masthead' }];

const PAGE = 25;

export async function loader(args: LoaderFunctionArgs) {
  const { show, asked, filter } = askedCampaigns(args.request);
  const page = show === 'templates' || (show === 'list' && asked.sort === 'name') ? projectCursor(args.request, 'name', PAGE) : pageOf(args.request, 'timed', PAGE);
  const same = { asked, later: page.after !== undefined };
  if (show === 'templates') {
    const { viewer, templates } = await read(args, 'campaign:read', { templates: campaignTemplates(page) });
    return { ...same, show, templates, whyNot: whyNot(viewer, 'campaign:write') };
  }
  if (show === 'removed') {
    const { viewer, removed } = await read(args, 'campaign:read', { removed: removedCampaigns(page) });
    return { ...same, show, removed, whyNot: whyNot(viewer, 'campaign:write') };
  }
  if (show === 'timeline') {
    const now = new Date();
    const { zoom, date } = askedTimeline(args.request);
    // Whose midnight it is, is known with the answer: a day more on each side holds it in every zone.
    const [from, to] = [-DAY, DAY].map((ahead) => windowOf(zoom, date ?? new Date(now.getTime() + ahead).toISOString().slice(0, 10), 'UTC'));
    const found = await read(args, 'campaign:read', { running: campaignsWithin(new Date(from!.from.getTime() - DAY), new Date(to!.to.getTime() + DAY), filter), ...campaignFormChoices() });
    const { viewer, running, ...choices } = found;
    const zone = viewer.timeZone;
    const today = dateIn(now, zone);
    return { ...same, show, running: running.slice(0, MOST_DRAWN), more: running.length > MOST_DRAWN, choices, zoom, date: date ?? today, today, zone, whyNot: whyNot(viewer, 'campaign:write') };
  }
  const { viewer, campaigns, ...choices } = await read(args, 'campaign:read', { campaigns: campaignPage(filter, page), ...campaignFormChoices() });
  return { ...same, show, campaigns, choices, whyNot: whyNot(viewer, 'campaign:write') };
}

export async function action(args: ActionFunctionArgs) {
  if ((await intentOf(args)) !== 'restore') throw unknownIntent();
  const { org, form } = await submission(args, 'campaign:write', campaignInput);
  if (!form.ok) return form.reply();
  const restored = await restoreCampaign(org, form.value.campaignId);
  return restored.ok ? redirectWithToast(args.context, `/campaigns/${form.value.campaignId}`, `The campaign ${restored.value.name} is back.`) : form.refuse(restored.problem);
}

export default function Campaigns() {
  return <CampaignsPage {...useLoaderData<typeof loader>()} />;
}
