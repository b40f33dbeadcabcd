import { ChevronDown } from 'lucide-react';
import type { ReactNode, SelectHTMLAttributes } from 'react';
import { CONTROL_LOOK, controlAttributes, FieldFrame, type FieldProps } from './field.tsx';
import { keptText, useField } from './form-context.ts';

type Attributes = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name' | 'id' | 'value' | 'defaultValue' | 'multiple'>;

export interface SelectFieldProps extends FieldProps, Attributes {
  options?: readonly { value: string; label: string; disabled?: boolean }[];
  /** Instead of options: <option> and <optgroup>. */
  children?: ReactNode;
  defaultValue?: string;
  /** The first line when nothing is chosen yet. */
  placeholder?: string;
}

/** The browser's own select: it works everywhere, with every tool, and on every phone. */
export function SelectField(props: SelectFieldProps) {
  const { name, label, hint, error, optional, hideLabel, options, children, defaultValue, placeholder, className, ...rest } = props;
  const field = useField(name, error);
  const chosen = keptText(field, defaultValue) ?? (placeholder ? '' : undefined);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional} hideLabel={hideLabel}>
      <span className="relative block">
        {/* React does not move a select to a new default, so a saved change makes a new select. */}
        <select
          key={chosen}
          {...rest}
          {...controlAttributes(field, hint)}
          name={name}
          defaultValue={chosen}
          className={`${CONTROL_LOOK} appearance-none truncate pe-8 ${className ?? ''}`}
        >
          {placeholder && <option value="">{placeholder}</option>}
          {options?.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
          {children}
        </select>
        <ChevronDown size={16} aria-hidden className="pointer-events-none absolute inset-y-0 end-2 my-auto text-ink-soft" />
      </span>
    </FieldFrame>
  );
}
