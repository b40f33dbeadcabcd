import { Link } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { placeBeside } from './anchored.ts';
import { buttonLook, type ButtonSize, type ButtonTone } from './button.tsx';
import { classes } from './class-names.ts';
import { Form } from './form.tsx';
import { Kbd } from './kbd.tsx';
import { Tooltip } from './tooltip.tsx';

interface MenuProps {
  /** Read aloud, and shown as the button's words unless `trigger` is given. */
  label: string;
  /** What the button looks like inside; the label then becomes its spoken name and tip. */
  trigger?: ReactNode;
  icon?: LucideIcon;
  tone?: ButtonTone;
  size?: ButtonSize;
  align?: 'start' | 'end';
  className?: string;
  panelClassName?: string;
  /** False where the trigger has words of its own: they then name the button. */
  tip?: boolean;
  buttonId?: string;
  children: ReactNode;
}

/**
 * A button that opens a list of links and buttons. The browser's own popover opens it, closes it and gives the focus
 * back, with or without scripts; arrow keys are added where scripts run.
 */
export function Menu({ label, trigger, icon: Icon, tone = 'secondary', size, align = 'start', className, panelClassName, tip = true, buttonId, children }: MenuProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const node = panel.current;
    const place = () => {
      const anchor = frame.current?.querySelector('button');
      if (node && anchor && node.matches(':popover-open')) placeBeside(anchor, node, 'below');
    };
    node?.addEventListener('toggle', place);
    return () => node?.removeEventListener('toggle', place);
  }, []);

  const openWithArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    panel.current?.showPopover({ source: event.currentTarget as HTMLElement });
    if (panel.current) moveFocus(panel.current, 'first');
  };

  const button = (
    <button
      id={buttonId}
      type="button"
      popovertarget={id}
      onKeyDown={openWithArrow}
      className={buttonLook(tone, size, classes(trigger !== undefined && !Icon && 'px-1.5', className))}
    >
      {Icon && <Icon size={16} aria-hidden />}
      {trigger ?? label}
    </button>
  );
  return (
    <span ref={frame} className="contents">
      {trigger === undefined || !tip ? (
        button
      ) : (
        <Tooltip text={label} as="label">
          {button}
        </Tooltip>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it moves the focus between the controls inside */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        data-align={align}
        className={classes('menu-panel min-w-44 p-1', panelClassName)}
        onKeyDown={(event) => walk(event)}
        onBlur={(event) => leaves(event) && panel.current?.hidePopover()}
        onClick={(event) => (event.target as Element).closest('a') && panel.current?.hidePopover()}
        onSubmit={() => panel.current?.hidePopover()}
      >
        {children}
      </div>
    </span>
  );
}

/** True when the focus goes on to somewhere that is neither in the popover nor the button that opened it. */
export function leaves(event: FocusEvent<HTMLElement>): boolean {
  const { currentTarget: panel, relatedTarget } = event;
  if (!(relatedTarget instanceof Element) || panel.contains(relatedTarget)) return false;
  return panel.matches(':popover-open') && relatedTarget.getAttribute('popovertarget') !== panel.id;
}

const STEPS: Record<string, 'next' | 'previous' | 'first' | 'last'> = { ArrowDown: 'next', ArrowUp: 'previous', Home: 'first', End: 'last' };

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (!step || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
  event.preventDefault();
  moveFocus(event.currentTarget, step);
}

function moveFocus(panel: HTMLElement, step: 'next' | 'previous' | 'first' | 'last'): void {
  const items = [...panel.querySelectorAll<HTMLElement>('a[href], button')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const target = { first: 0, last: -1, next: (at + 1) % items.length, previous: at <= 0 ? -1 : at - 1 }[step];
  items.at(target)?.focus();
}

const ITEM_LOOK =
  'flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-start text-base hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-11';

interface ItemProps {
  icon?: LucideIcon;
  keys?: string;
  tone?: 'plain' | 'danger';
  children: ReactNode;
}

function ItemInside({ icon: Icon, keys, children }: ItemProps) {
  return (
    <>
      {Icon && <Icon size={16} aria-hidden />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys && <Kbd keys={keys} />}
    </>
  );
}

export function MenuLink({ to, ...item }: ItemProps & { to: string }) {
  return (
    <Link to={to} prefetch="intent" className={classes(ITEM_LOOK, item.tone === 'danger' && 'text-danger')}>
      <ItemInside {...item} />
    </Link>
  );
}

/** Does something on this page; closes the menu by itself. */
export function MenuButton({ onSelect, ...item }: ItemProps & { onSelect: () => void }) {
  const press = (event: React.MouseEvent<HTMLElement>) => {
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
    onSelect();
  };
  return (
    <button type="button" onClick={press} className={classes(ITEM_LOOK, 'unscripted:hidden', item.tone === 'danger' && 'text-danger')}>
      <ItemInside {...item} />
    </button>
  );
}

interface MenuFormProps extends ItemProps {
  action: string;
  fields?: Record<string, string>;
  organizationId?: string;
  /** Leave the page for good, with everything it holds: signing out, another organization. */
  reloadDocument?: boolean;
  current?: boolean;
}

/** Posts: what a menu changes on the server, with or without scripts. */
export function MenuForm({ action, fields = {}, organizationId, reloadDocument = false, current, ...item }: MenuFormProps) {
  return (
    <Form action={action} organizationId={organizationId} reloadDocument={reloadDocument} className="">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" aria-current={current || undefined} className={classes(ITEM_LOOK, item.tone === 'danger' && 'text-danger')}>
        <ItemInside {...item} />
      </button>
    </Form>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <p className="px-2 pt-2 pb-1 text-xs font-medium text-ink-faint">{children}</p>;
}

export function MenuRule() {
  return <hr className="my-1 border-rule" />;
}
