import type { ReactNode, TextareaHTMLAttributes } from 'react';
import { CircleAlert } from 'lucide-react';
import { classes } from '#app/ui/class-names.ts';
import { CONTROL_LOOK } from '#app/ui/field.tsx';

interface WordsFieldProps extends Pick<TextareaHTMLAttributes<HTMLTextAreaElement>, 'rows' | 'placeholder' | 'readOnly'> {
  id: string;
  name?: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  hint?: ReactNode;
  errors?: readonly string[];
  /** At the end of the label's line: counters, a way back. */
  aside?: ReactNode;
  describedBy?: string | undefined;
  hideLabel?: boolean;
  line?: boolean;
}

/** Words that are judged while they are typed. */
export function WordsField({ id, name, label, value, onChange, hint, errors = [], aside, describedBy, hideLabel = false, line = false, rows = 3, ...rest }: WordsFieldProps) {
  const attributes = {
    ...rest,
    id,
    ...(name ? { name } : {}),
    value,
    dir: 'auto' as const,
    'aria-invalid': errors.length > 0 || undefined,
    'aria-describedby': classes(errors.length > 0 && `${id}-error`, Boolean(hint) && `${id}-hint`, describedBy) || undefined,
  };
  return (
    <div className="grid min-w-0 gap-1.5">
      <div className={classes('flex flex-wrap items-center justify-between gap-x-3 gap-y-1', hideLabel && !aside && 'sr-only')}>
        <label htmlFor={id} className={hideLabel ? 'sr-only' : 'font-medium'}>
          {label}
        </label>
        {aside}
      </div>
      {line ? (
        <input {...attributes} type="text" autoComplete="off" onChange={(event) => onChange(event.target.value)} className={CONTROL_LOOK} />
      ) : (
        <textarea {...attributes} rows={rows} onChange={(event) => onChange(event.target.value)} className={classes(CONTROL_LOOK, 'max-h-[32rem] resize-y field-sizing-content py-1.5 leading-relaxed', rows > 5 ? 'min-h-40' : rows > 1 && 'min-h-16')} />
      )}
      {errors.length > 0 && (
        <ul id={`${id}-error`} className="grid gap-0.5 text-sm text-failed">
          {errors.map((sentence) => (
            <li key={sentence} className="flex gap-1.5">
              <CircleAlert size={14} aria-hidden className="mt-[3px]" />
              {sentence}
            </li>
          ))}
        </ul>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
