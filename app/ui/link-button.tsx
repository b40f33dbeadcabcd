import { Link, type LinkProps } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { type ButtonSize, type ButtonTone, buttonLook } from './button.tsx';

interface LinkButtonProps extends LinkProps {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: LucideIcon;
}

/** Goes somewhere, looks like a button: the first step of an empty page, the one action of a header. */
export function LinkButton({ tone = 'secondary', size = 'normal', icon: Icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link prefetch="intent" {...rest} className={buttonLook(tone, size, className)}>
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </Link>
  );
}
