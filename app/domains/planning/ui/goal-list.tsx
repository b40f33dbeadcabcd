import { useFetcher } from '@remix-run/react';
import { Square, SquareCheck } from 'lucide-react';
import { Form } from '#app/ui/form.tsx';
import { Button } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { type Goal, progressOf } from '../project.ts';

interface GoalListProps {
  /** Whose they are, as the address and the form of its page name it. */
  of: { action: string; name: 'projectId' | 'campaignId'; id: string };
  goals: readonly Goal[];
  whyNot: string | null;
}

/** What it wants to reach. A press marks a goal; another takes the mark back. */
export function GoalList({ of, goals, whyNot }: GoalListProps) {
  if (goals.length === 0) return <p className="text-ink-soft">None yet. A goal is one sentence that one day will be true.</p>;
  const { done, total } = progressOf(goals);
  return (
    <div className="grid gap-3">
      <p className="flex items-center gap-3 tabular-nums text-ink-soft">
        <progress className="bar w-40" aria-label="Goals reached" value={done} max={total} />
        {done} of {total} reached
      </p>
      <ul className="grid gap-1">
        {goals.map((goal) => (
          <GoalLine key={goal.id} of={of} goal={goal} whyNot={whyNot} />
        ))}
      </ul>
    </div>
  );
}

function GoalLine({ of, goal, whyNot }: Omit<GoalListProps, 'goals'> & { goal: Goal }) {
  const fetcher = useFetcher<unknown>();
  const { organization } = useShell();
  const sent = fetcher.formData?.get('done');
  const isDone = sent ? sent === 'true' : goal.done;
  return (
    <li>
      <Form fetcher={fetcher} action={of.action} organizationId={organization.id} className="grid gap-1">
        <input type="hidden" name="intent" value="tick" />
        <input type="hidden" name={of.name} value={of.id} />
        <input type="hidden" name="goalId" value={goal.id} />
        <input type="hidden" name="done" value={String(!isDone)} />
        <Button type="submit" tone="quiet" aria-pressed={isDone} whyNot={whyNot} icon={isDone ? SquareCheck : Square} className="w-full justify-start! text-start font-normal! text-ink!">
          <span dir="auto" className={classes('min-w-0 py-1', isDone && 'text-ink-soft line-through')}>
            {goal.text}
          </span>
          <span className="sr-only">{isDone ? ', reached' : ', not reached yet'}</span>
        </Button>
      </Form>
    </li>
  );
}
