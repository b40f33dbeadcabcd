import type { TextareaHTMLAttributes } from 'react';
import { CONTROL_LOOK, controlAttributes, FieldFrame, type FieldProps } from './field.tsx';
import { keptText, useField } from './form-context.ts';

type Attributes = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'id' | 'value' | 'defaultValue'>;

interface TextAreaFieldProps extends FieldProps, Attributes {
  defaultValue?: string;
}

/** Grows with its text where the browser can, and can always be dragged. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { name, label, hint, error, optional, hideLabel, defaultValue, className, rows = 3, ...rest } = props;
  const field = useField(name, error);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional} hideLabel={hideLabel}>
      <textarea
        {...rest}
        {...controlAttributes(field, hint)}
        name={name}
        rows={rows}
        defaultValue={keptText(field, defaultValue)}
        className={`${CONTROL_LOOK} max-h-96 min-h-20 resize-y field-sizing-content py-1.5 ${className ?? ''}`}
      />
    </FieldFrame>
  );
}
