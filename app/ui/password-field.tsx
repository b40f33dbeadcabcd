import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { CONTROL_LOOK, controlAttributes, FieldFrame } from './field.tsx';
import { useField } from './form-context.ts';
import type { TextFieldProps } from './text-field.tsx';

type PasswordFieldProps = Omit<TextFieldProps, 'type' | 'prefix' | 'defaultValue' | 'frameClassName'>;

/** Never filled from a reply: a refused password is typed again. */
export function PasswordField(props: PasswordFieldProps) {
  const { name, label, hint, error, optional, hideLabel, className, autoComplete = 'current-password', ...rest } = props;
  const field = useField(name, error);
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional} hideLabel={hideLabel}>
      <span className="relative block">
        <input
          {...rest}
          {...controlAttributes(field, hint)}
          name={name}
          type={shown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          className={`${CONTROL_LOOK} scripted:pe-9 ${className ?? ''}`}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label={`Show ${label.toLowerCase()}`}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 end-1 grid w-7 place-items-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink unscripted:hidden"
        >
          <Icon size={16} aria-hidden />
        </button>
      </span>
    </FieldFrame>
  );
}
