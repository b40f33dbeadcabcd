import type { ReactNode } from 'react';
import { controlAttributes, FieldNotes, type FieldProps } from './field.tsx';
import { keptText, useField } from './form-context.ts';
import { Tick, TickRow } from './tick.tsx';

interface RadioFieldProps extends FieldProps {
  options: readonly { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  defaultValue?: string;
}

/** A few choices worth seeing side by side; for more, a select. */
export function RadioField({ name, label, hint, error, hideLabel, options, defaultValue }: RadioFieldProps) {
  const field = useField(name, error);
  const chosen = keptText(field, defaultValue);
  const { 'aria-describedby': describedBy, ...attributes } = controlAttributes(field, hint);
  return (
    <fieldset className="grid gap-1.5" aria-describedby={describedBy}>
      <legend className={hideLabel ? 'sr-only' : 'mb-1.5 font-medium'}>{label}</legend>
      {options.map((option, index) => {
        const id = index === 0 ? field.id : `${field.id}-${option.value}`;
        return (
          <TickRow
            key={option.value}
            id={id}
            label={option.label}
            hint={option.hint}
            hintId={`${id}-about`}
            control={
              <Tick
                key={chosen}
                type="radio"
                {...attributes}
                id={id}
                name={name}
                value={option.value}
                autoFocus={index === 0 ? attributes.autoFocus : undefined}
                aria-describedby={option.hint ? `${id}-about` : undefined}
                defaultChecked={option.value === chosen}
                disabled={option.disabled}
              />
            }
          />
        );
      })}
      <FieldNotes field={field} hint={hint} />
    </fieldset>
  );
}
