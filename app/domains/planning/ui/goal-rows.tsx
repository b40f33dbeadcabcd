import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { Goal } from '../project.ts';

interface GoalRowsProps {
  goals: readonly Goal[];
  /** What was sent, where the form was refused. */
  typed: Record<string, string | string[]> | undefined;
}

/** One line a goal, and an empty one; with scripts there are more to be had. */
export function GoalRows({ goals, typed = {} }: GoalRowsProps) {
  const [more, setMore] = useState(0);
  const sent = 1 + Math.max(-1, ...Object.keys(typed).map((name) => Number(/^goals\.(\d+)\./.exec(name)?.[1] ?? -1)));
  const count = Math.min(50, Math.max(goals.length + 1, sent, goals.length === 0 ? 3 : 0) + more);
  return (
    <div className="grid max-w-xl gap-3">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a goal's line is named by its place
        <div key={index}>
          <input type="hidden" name={`goals.${index}.id`} value={String(typed[`goals.${index}.id`] ?? goals[index]?.id ?? '')} />
          <TextField name={`goals.${index}.text`} label={`Goal ${index + 1}`} defaultValue={goals[index]?.text} maxLength={200} autoComplete="off" />
        </div>
      ))}
      <Button size="small" icon={Plus} onClick={() => setMore((before) => before + 1)} className="justify-self-start unscripted:hidden">
        Another goal
      </Button>
    </div>
  );
}
