import type { InputHTMLAttributes } from 'react';
import { CONTROL_LOOK, controlAttributes, FieldFrame, type FieldProps } from './field.tsx';
import { useField } from './form-context.ts';

type FileFieldProps = FieldProps & Pick<InputHTMLAttributes<HTMLInputElement>, 'accept' | 'required' | 'multiple'>;

export function FileField({ name, label, hint, error, optional, hideLabel, ...rest }: FileFieldProps) {
  const field = useField(name, error);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional} hideLabel={hideLabel}>
      <input {...rest} {...controlAttributes(field, hint)} name={name} type="file" className={CONTROL_LOOK} />
    </FieldFrame>
  );
}
