import { classes } from '#app/ui/class-names.ts';
import { Tick } from '#app/ui/tick.tsx';
import type { Choice } from '../../saving/merge-versions.ts';

interface QuestionProps {
  name: string;
  label: string;
  before: string;
  mine: string;
  theirs: string;
  /** Can it be both? */
  both: boolean;
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
}

/** One thing that two people changed: both sides to be seen, one to be chosen, none beforehand. */
export function Question({ name, label, before, mine, theirs, both, choice, onChoose }: QuestionProps) {
  const sides: [Choice, string, string | null][] = [
    ['mine', 'Mine', mine],
    ['theirs', 'Theirs', theirs],
    ...(both ? [['both', 'Both, mine first', null] as [Choice, string, null]] : []),
  ];
  return (
    <fieldset className="grid gap-2 rounded-lg border border-rule bg-sheet p-3">
      <legend className="px-1 font-semibold">{label}</legend>
      <p className="max-h-32 overflow-y-auto text-sm whitespace-pre-wrap wrap-anywhere text-ink-soft">
        <span className="font-medium">Before: </span>
        {before}
      </p>
      <div className="grid gap-2 @xl:grid-cols-2">
        {sides.map(([value, word, text]) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio is inside, in Tick
          <label
            key={value}
            className={classes('flex cursor-pointer items-start gap-2.5 rounded-md border p-2.5', choice === value ? 'border-accent bg-accent-wash' : 'border-rule-strong hover:bg-hover', value === 'both' && '@xl:col-span-2')}
          >
            <span className="flex h-5 items-center">
              <Tick type="radio" name={name} value={value} checked={choice === value} onChange={() => onChoose(value)} />
            </span>
            <span className="grid min-w-0 gap-1">
              <span className="font-medium">{word}</span>
              {text !== null && <span className="max-h-64 overflow-y-auto whitespace-pre-wrap wrap-anywhere">{text}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
