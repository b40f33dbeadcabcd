import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './class-names.ts';
import type { FieldState } from './form-context.ts';

/** What every field takes besides its own attributes. */
export interface FieldProps {
  name: string;
  label: string;
  /** One sentence that helps before anything goes wrong. */
  hint?: ReactNode;
  /** For a field outside a Form; inside one the form's reply says it. */
  error?: string | null;
  /** Marks the field as one that may stay empty. */
  optional?: boolean;
  /** The label is read aloud but not shown, where its place already says it. */
  hideLabel?: boolean;
}

export const CONTROL_LOOK = classes(
  'block w-full min-h-8 rounded-md border border-rule-strong bg-sheet px-2.5 py-1 text-base text-ink',
  'transition-colors hover:border-ink-soft aria-invalid:border-failed aria-invalid:border-2',
  'disabled:bg-well disabled:text-ink-faint [&[readonly]]:bg-well pointer-coarse:min-h-11 pointer-coarse:text-md',
);

interface FieldFrameProps extends Pick<FieldProps, 'label' | 'hint' | 'optional' | 'hideLabel'> {
  field: FieldState;
  children: ReactNode;
  className?: string | undefined;
}

/** Label above, control, then the hint or what was wrong: the same order, the same gaps, everywhere. */
export function FieldFrame({ field, label, hint, optional, hideLabel, children, className }: FieldFrameProps) {
  return (
    <div className={classes('grid gap-1.5', className)}>
      <label htmlFor={field.id} className={hideLabel ? 'sr-only' : 'font-medium'}>
        {label}
        {optional && <span className="font-normal text-ink-faint"> (optional)</span>}
      </label>
      {children}
      <FieldNotes field={field} hint={hint} />
    </div>
  );
}

export function FieldNotes({ field, hint }: { field: FieldState; hint?: ReactNode }) {
  return (
    <>
      {field.error !== null && (
        <p id={field.errorId} className="flex gap-1.5 text-sm text-failed">
          <CircleAlert size={14} aria-hidden className="mt-[3px]" />
          {field.error}
        </p>
      )}
      {hint && (
        <p id={field.hintId} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
    </>
  );
}

/** The attributes that tie a control to its label, hint and error. */
export function controlAttributes(field: FieldState, hint: ReactNode) {
  const describedBy = classes(field.error !== null && field.errorId, Boolean(hint) && field.hintId);
  return {
    id: field.id,
    'aria-invalid': field.error !== null || undefined,
    'aria-describedby': describedBy || undefined,
    autoFocus: field.autoFocus || undefined,
  };
}
