import type { ReactNode } from 'react';
import { controlAttributes, FieldNotes, type FieldProps } from './field.tsx';
import { keptTick, useField, useRefused } from './form-context.ts';
import { Tick, TickRow } from './tick.tsx';

interface CheckboxFieldProps extends Omit<FieldProps, 'optional' | 'hideLabel'> {
  value?: string;
  defaultChecked?: boolean;
  disabled?: boolean;
}

export function CheckboxField({ name, label, hint, error, value = 'on', defaultChecked = false, disabled }: CheckboxFieldProps) {
  const field = useField(name, error);
  const ticked = keptTick(field, useRefused(), value, defaultChecked);
  return (
    <div className="grid gap-1">
      <TickRow
        id={field.id}
        label={label}
        hint={hint}
        hintId={field.hintId}
        control={
          <Tick
            key={String(ticked)}
            type="checkbox"
            {...controlAttributes(field, hint)}
            name={name}
            value={value}
            defaultChecked={ticked}
            disabled={disabled}
          />
        }
      />
      <FieldNotes field={field} />
    </div>
  );
}

interface CheckboxGroupFieldProps extends FieldProps {
  options: readonly { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  defaultValue?: readonly string[];
  /** Short options stand in two columns where there is room. */
  columns?: boolean;
}

/** Any number of a few. Its name ends in "[]"; the empty hidden value says "none" when none is ticked. */
export function CheckboxGroupField({ name, label, hint, error, hideLabel, options, defaultValue = [], columns = false }: CheckboxGroupFieldProps) {
  const field = useField(name, error);
  const refused = useRefused();
  const { 'aria-describedby': describedBy, autoFocus, ...attributes } = controlAttributes(field, hint);
  return (
    <fieldset className="grid gap-1.5" aria-describedby={describedBy}>
      <legend className={hideLabel ? 'sr-only' : 'mb-1.5 font-medium'}>{label}</legend>
      <input type="hidden" name={name} value="" />
      <div className={columns ? 'grid gap-x-6 gap-y-1.5 sm:grid-cols-2' : 'grid gap-1.5'}>
        {options.map((option, index) => {
          const id = index === 0 ? field.id : `${field.id}-${option.value}`;
          const ticked = keptTick(field, refused, option.value, defaultValue.includes(option.value));
          const tick = (
            <Tick
              key={String(ticked)}
              type="checkbox"
              {...attributes}
              id={id}
              name={name}
              value={option.value}
              autoFocus={index === 0 ? autoFocus : undefined}
              aria-describedby={option.hint ? `${id}-about` : undefined}
              defaultChecked={ticked}
              disabled={option.disabled}
            />
          );
          return <TickRow key={option.value} id={id} label={option.label} hint={option.hint} hintId={`${id}-about`} control={tick} />;
        })}
      </div>
      <FieldNotes field={field} hint={hint} />
    </fieldset>
  );
}
