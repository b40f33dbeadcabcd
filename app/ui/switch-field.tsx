import { controlAttributes, FieldNotes, type FieldProps } from './field.tsx';
import { keptTick, useField, useRefused } from './form-context.ts';
import { TickRow } from './tick.tsx';

interface SwitchFieldProps extends Omit<FieldProps, 'optional' | 'hideLabel'> {
  defaultChecked?: boolean;
  disabled?: boolean;
  onChange?: (on: boolean) => void;
}

/** A setting that is on or off. A checkbox underneath, so it posts and works without scripts. */
export function SwitchField({ name, label, hint, error, defaultChecked = false, disabled, onChange }: SwitchFieldProps) {
  const field = useField(name, error);
  const on = keptTick(field, useRefused(), 'on', defaultChecked);
  return (
    <div className="grid gap-1">
      <TickRow
        id={field.id}
        label={label}
        hint={hint}
        hintId={field.hintId}
        control={
          <input
            key={String(on)}
            type="checkbox"
            // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its state by itself
            role="switch"
            {...controlAttributes(field, hint)}
            name={name}
            defaultChecked={on}
            disabled={disabled}
            onChange={(event) => onChange?.(event.target.checked)}
            className="switch"
          />
        }
      />
      <FieldNotes field={field} />
    </div>
  );
}
