import type { LucideIcon } from 'lucide-react';
import { type ButtonHTMLAttributes, forwardRef, type MouseEvent, type ReactNode } from 'react';
import { classes } from './class-names.ts';
import { useFormBusy } from './form-context.ts';
import { Tooltip } from './tooltip.tsx';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'normal';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** Being answered: keeps its width, says so, takes no second press. A submit button knows it from its form. */
  busy?: boolean;
  /** The rule's own sentence. Not null means the button refuses, stays focusable and tells it. */
  whyNot?: string | null;
  children?: ReactNode;
}

const TONES: Record<ButtonTone, string> = {
  primary: 'bg-ink text-on-ink border-ink hover:bg-ink-soft hover:border-ink-soft',
  secondary: 'bg-sheet text-ink border-rule-strong hover:bg-hover',
  quiet: 'border-transparent text-ink-soft hover:bg-hover hover:text-ink',
  danger: 'bg-sheet text-danger border-danger hover:bg-failed-wash hover:text-danger-strong',
};

const SIZES: Record<ButtonSize, string> = {
  small: 'min-h-7 px-2 text-sm gap-1 pointer-coarse:min-h-9',
  normal: 'min-h-8 px-3 text-base gap-1.5 pointer-coarse:min-h-11',
};

export function buttonLook(tone: ButtonTone = 'secondary', size: ButtonSize = 'normal', extra?: string): string {
  return classes(
    'relative inline-flex items-center justify-center overflow-hidden rounded-md border font-medium select-none',
    'transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-60 print:hidden',
    TONES[tone],
    SIZES[size],
    extra,
  );
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { tone = 'secondary', size = 'normal', icon: Icon, busy, whyNot = null, type = 'button', className, children, onClick, ...rest },
  ref,
) {
  const formBusy = useFormBusy();
  const waiting = busy ?? (type === 'submit' && formBusy);
  const refuses = waiting || whyNot !== null;

  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (refuses) {
      event.preventDefault();
      return;
    }
    onClick?.(event);
  };

  const button = (
    <button
      {...rest}
      ref={ref}
      type={type}
      className={buttonLook(tone, size, className)}
      aria-disabled={refuses || undefined}
      aria-busy={waiting || undefined}
      onClick={press}
    >
      {Icon && <Icon size={16} aria-hidden />}
      {children}
      {waiting && <span aria-hidden className="busy-line absolute bottom-0 left-0 h-0.5 w-2/5 bg-current" />}
    </button>
  );
  return whyNot === null ? button : <Tooltip text={whyNot} onPress>{button}</Tooltip>;
});

/** A button that is only an icon; its label is read aloud and shown as its tip. */
export const IconButton = forwardRef<HTMLButtonElement, Omit<ButtonProps, 'children'> & { label: string; icon: LucideIcon }>(
  function IconButton({ label, size = 'normal', tone = 'quiet', className, ...rest }, ref) {
    const square = size === 'small' ? 'w-7 px-0 pointer-coarse:w-9' : 'w-8 px-0 pointer-coarse:w-11';
    return (
      <Tooltip text={label} as="label">
        <Button {...rest} ref={ref} tone={tone} size={size} className={classes(square, className)} />
      </Tooltip>
    );
  },
);
