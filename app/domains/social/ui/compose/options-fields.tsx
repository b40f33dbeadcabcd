import { useId } from 'react';
import { CONTROL_LOOK } from '#app/ui/field.tsx';
import { Tick, TickRow } from '#app/ui/tick.tsx';
import type { OptionField, Options } from '../../connectors/connector.ts';
import { WordsField } from './words-field.tsx';

interface OptionsFieldsProps {
  fields: readonly OptionField[];
  values: Options;
  errors: (name: string) => readonly string[];
  readOnly: boolean;
  onChange: (values: Options) => void;
}

/** What only this platform asks, drawn from what its connector says. */
export function OptionsFields({ fields, values, errors, readOnly, onChange }: OptionsFieldsProps) {
  const id = useId();
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      {fields.map((field) => {
        const { name, label, kind, hint, fallback } = field;
        const own = `${id}-${name}`;
        const set = (value: string | boolean) => onChange({ ...values, [name]: value });
        const said = errors(name);
        if (kind === 'switch') {
          return <TickRow key={name} id={own} label={label} hint={said[0] ?? hint} hintId={`${own}-hint`} control={<Tick type="checkbox" id={own} checked={(values[name] ?? fallback ?? false) === true} disabled={readOnly} aria-describedby={hint || said[0] ? `${own}-hint` : undefined} onChange={(event) => set(event.target.checked)} />} />;
        }
        if (kind === 'text') return <WordsField key={name} id={own} label={label} line value={String(values[name] ?? fallback ?? '')} hint={hint} errors={said} readOnly={readOnly} onChange={set} />;
        return (
          <div key={name} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
            <label htmlFor={own} className="font-medium">
              {label}
            </label>
            <select id={own} value={String(values[name] ?? fallback ?? '')} disabled={readOnly} aria-invalid={said.length > 0 || undefined} aria-describedby={`${own}-hint`} onChange={(event) => set(event.target.value)} className={CONTROL_LOOK}>
              {(fallback === undefined || !field.choices?.some(({ value }) => value === fallback)) && <option value="">Choose</option>}
              {(field.choices ?? []).map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </select>
            <p id={`${own}-hint`} className={said[0] ? 'text-sm text-failed' : 'text-sm text-ink-soft'}>
              {said[0] ?? hint}
            </p>
          </div>
        );
      })}
    </div>
  );
}
