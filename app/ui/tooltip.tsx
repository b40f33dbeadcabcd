import { cloneElement, type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react';
import { placeBeside } from './anchored.ts';

interface TooltipProps {
  text: ReactNode;
  children: ReactElement;
  /** 'label' when the child has no words of its own. */
  as?: 'description' | 'label';
  /** Show at once when the child is pressed, for controls that refuse and say why. */
  onPress?: boolean;
}

/** A sentence beside a control: on hover and focus, hoverable itself, dismissed by Escape. */
export function Tooltip({ text, children, as = 'description', onPress = false }: TooltipProps) {
  const id = useId();
  const frame = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const timer = useRef(0);

  const show = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const anchor = frame.current?.firstElementChild as HTMLElement | null;
      const panel = tip.current;
      if (!anchor || !panel?.showPopover || panel.matches(':popover-open')) return;
      panel.showPopover({ source: anchor });
      placeBeside(anchor, panel, 'above');
    }, delay);
  };
  const hide = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      if (tip.current?.matches(':popover-open')) tip.current.hidePopover();
    }, delay);
  };

  useEffect(() => () => clearTimeout(timer.current), []);

  const named = cloneElement(children, as === 'label' ? { 'aria-labelledby': id } : { 'aria-describedby': id });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens; the control inside is the one operated
    <span
      ref={frame}
      className="contents"
      onPointerEnter={(event) => event.pointerType !== 'touch' && show(120)}
      onPointerLeave={() => hide(120)}
      onFocus={(event) => event.target.matches(':focus-visible') && show(0)}
      onBlur={() => hide(0)}
      onKeyDown={(event) => event.key === 'Escape' && hide(0)}
      onClick={() => (onPress ? show(0) : hide(0))}
    >
      {named}
      <span ref={tip} id={id} role="tooltip" popover="manual" data-reason={onPress || undefined} className="tip">
        {text}
      </span>
    </span>
  );
}
