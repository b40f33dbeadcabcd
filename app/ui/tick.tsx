import type { InputHTMLAttributes, ReactNode } from 'react';
import { classes } from './class-names.ts';

/** The row a checkbox, switch or radio makes: control, words, and a second line. */
export function TickRow({ control, id, label, hint, hintId }: { control: ReactNode; id: string; label: ReactNode; hint?: ReactNode; hintId: string }) {
  return (
    <div className="flex items-start gap-2.5">
      <span className="flex h-6 items-center pointer-coarse:h-8">{control}</span>
      <div className="grid min-h-6 content-center pointer-coarse:min-h-8">
        <label htmlFor={id} className="cursor-pointer py-0.5">
          {label}
        </label>
        {hint && (
          <p id={hintId} className="text-sm text-ink-soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

const SHAPES = { checkbox: 'rounded-sm', radio: 'rounded-full' };

/** Checkbox and radio: the browser's control, our colours; forced colours get the system's. */
export function Tick({ type, className, ...rest }: InputHTMLAttributes<HTMLInputElement> & { type: 'checkbox' | 'radio' }) {
  return <input {...rest} type={type} className={classes('size-4 shrink-0 cursor-pointer accent-accent pointer-coarse:size-5', SHAPES[type], className)} />;
}
