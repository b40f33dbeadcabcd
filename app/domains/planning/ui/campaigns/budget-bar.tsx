import { classes } from '#app/ui/class-names.ts';
import { budgetState } from '../../campaign.ts';
import { money } from './campaign-words.ts';
import type { Total } from './shown-campaign.ts';

interface BudgetBarProps {
  budget: string | null;
  currency: string;
  totals: readonly Pick<Total, 'currency' | 'total'>[];
  /** In a list: the bar with the shortest words. */
  short?: boolean;
}

/** How much of the budget is spent, drawn from zero; what goes beyond it is drawn beyond its mark, and said. */
export function BudgetBar({ budget, currency, totals, short = false }: BudgetBarProps) {
  const state = budgetState(budget, currency, totals);
  if (!state || budget === null) return null;
  const over = state.left.startsWith('-');
  const most = Math.max(100, state.percent);
  const words = over ? `${money(state.left.slice(1), currency)} over the budget` : `${money(state.left, currency)} left`;
  return (
    <div className={classes('grid min-w-0 gap-1', short && 'w-36 max-w-full')}>
      <svg aria-hidden className={classes('w-full overflow-hidden rounded-sm', short ? 'h-1.5 min-w-24' : 'h-2.5')}>
        <rect width="100%" height="100%" className="fill-rule" />
        <rect width={`${(Math.max(0, state.percent) / most) * 100}%`} height="100%" className={over ? 'fill-failed' : 'fill-accent'} />
        {over && <rect x={`${(100 / most) * 100}%`} width="2" height="100%" className="fill-ink" />}
      </svg>
      <p className={classes('flex flex-wrap justify-between gap-x-4 tabular-nums', short ? 'text-sm' : 'text-base')}>
        <span>
          {money(state.spent, currency)} <span className="text-ink-soft">of {money(budget, currency)}</span>
        </span>
        {!short && <span className={over ? 'text-failed' : 'text-ink-soft'}>{words}</span>}
        {short && over && <span className="text-failed">over</span>}
      </p>
    </div>
  );
}
