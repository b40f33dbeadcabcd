import type { InputHTMLAttributes } from 'react';
import { CONTROL_LOOK, controlAttributes, FieldFrame, type FieldProps } from './field.tsx';
import { classes } from './class-names.ts';
import { useField } from './form-context.ts';

type FileFieldProps = FieldProps & Pick<InputHTMLAttributes<HTMLInputElement>, 'accept' | 'required' | 'multiple'>;

export function FileField({ name, label, hint, error, optional, hideLabel, ...rest }: FileFieldProps) {
  const field = useField(name, error);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional} hideLabel={hideLabel}>
      <input {...rest} {...controlAttributes(field, hint)} name={name} type="file" className={classes(CONTROL_LOOK, 'cursor-pointer ps-1 file:me-3 file:cursor-pointer file:rounded-sm file:border-0 file:bg-well file:px-2.5 file:py-1 file:font-medium file:text-ink')} />
    </FieldFrame>
  );
}
