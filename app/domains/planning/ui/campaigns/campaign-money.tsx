import { BudgetBar } from './budget-bar.tsx';
import { money } from './campaign-words.ts';
import type { ShownCampaign, Total } from './shown-campaign.ts';

/** What it costs: the budget against what was spent in its currency, and every other currency for itself. */
export function CampaignMoney({ campaign, totals }: { campaign: ShownCampaign; totals: readonly Total[] }) {
  const { budget, currency } = campaign;
  const others = totals.filter((total) => budget === null || total.currency !== currency);
  if (budget === null && totals.length === 0) return <p className="text-ink-soft">No budget, and nothing spent yet.</p>;
  return (
    <div className="grid max-w-md gap-3">
      <BudgetBar budget={budget} currency={currency} totals={totals} />
      {others.length > 0 && (
        <ul className="grid gap-1">
          {others.map((each) => (
            <li key={each.currency} className="flex flex-wrap justify-between gap-x-4 tabular-nums">
              {money(each.total, each.currency)}
              <span className="text-ink-soft">{budget === null ? 'spent, no budget' : 'spent beside the budget'}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
