import type { InputHTMLAttributes, ReactNode } from 'react';
import { CONTROL_LOOK, controlAttributes, FieldFrame, type FieldProps } from './field.tsx';
import { keptText, useField } from './form-context.ts';

type Attributes = Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'value' | 'defaultValue' | 'prefix'>;

export interface TextFieldProps extends FieldProps, Attributes {
  defaultValue?: string | number;
  /** Stands before the text, such as "https://". */
  prefix?: ReactNode;
  frameClassName?: string;
}

export function TextField(props: TextFieldProps) {
  const { name, label, hint, error, optional, hideLabel, defaultValue, prefix, className, frameClassName, type = 'text', ...rest } = props;
  const field = useField(name, error);
  const input = (
    <input
      {...rest}
      {...controlAttributes(field, hint)}
      name={name}
      type={type}
      defaultValue={keptText(field, defaultValue)}
      className={`${CONTROL_LOOK} ${className ?? ''}`}
    />
  );
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional} hideLabel={hideLabel} className={frameClassName}>
      {prefix ? (
        <span className="flex items-center gap-2">
          <span className="text-ink-soft">{prefix}</span>
          {input}
        </span>
      ) : (
        input
      )}
    </FieldFrame>
  );
}
