import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { campaignActivity, campaignFormChoices, contentOfCampaign, entriesOfCampaign, piecesToLink, spendingById, spendingOf, spendingTotals } from '#db/queries/campaigns.ts';
import { outcomesOf, resultsOfCampaign } from '#db/queries/results.ts';
import { VIEWS } from '#app/domains/planning/ui/campaigns/campaign-page.tsx';
import { read } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { pageOf } from '#app/platform/page.ts';

export function viewOf(request: Request) {
  const asked = new URL(request.url).searchParams.get('show');
  return asked === 'change' ? asked : (VIEWS.find((view) => view === asked) ?? 'overview');
}

/** What one view of a campaign shows beside its nameplate. It shares the page's one trip. */
export async function readView(args: LoaderFunctionArgs, campaignId: string) {
  const show = viewOf(args.request);
  const asked = new URL(args.request.url).searchParams;
  switch (show) {
    case 'overview': {
      const { content, totals, entries } = await read(args, 'campaign:read', { content: contentOfCampaign(campaignId), totals: spendingTotals(campaignId), entries: entriesOfCampaign(campaignId) });
      return { show, content, totals, entries } as const;
    }
    case 'results': {
      const { figures, readings, money, weeksOut, weeksRead, outcomes } = await read(args, 'campaign:read', { ...resultsOfCampaign(campaignId), outcomes: outcomesOf(campaignId, pageOf(args.request, 'timed', 25)) });
      return { show, figures: figures!, readings: readings!, money: money!, weeksOut, weeksRead, outcomes } as const;
    }
    case 'content': {
      const find = (asked.get('find') ?? '').replace(/\p{Cc}+/gu, ' ').trim().slice(0, 100);
      const { content, found } = await read(args, 'campaign:read', { content: contentOfCampaign(campaignId), found: piecesToLink(campaignId, find) });
      return { show, content, found, find } as const;
    }
    case 'spending': {
      const entryId = asked.get('entry');
      const [{ spending, totals }, changing] = await Promise.all([
        read(args, 'campaign:read', { spending: spendingOf(campaignId, pageOf(args.request, 'timed', 25)), totals: spendingTotals(campaignId) }),
        isUuid(entryId) ? read(args, 'campaign:read', { entry: spendingById(campaignId, entryId) }) : { entry: null },
      ]);
      return { show, spending, totals, changing: changing.entry?.deletedAt ? null : changing.entry } as const;
    }
    case 'links':
      return { show } as const;
    case 'activity': {
      const { entries } = await read(args, 'campaign:read', { entries: campaignActivity(campaignId, pageOf(args.request, 'number')) });
      return { show, entries } as const;
    }
    case 'change': {
      const { projects, people, tags } = await read(args, 'campaign:read', campaignFormChoices());
      return { show, choices: { projects, people, tags } } as const;
    }
  }
}
