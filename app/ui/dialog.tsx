import { X } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';
import { classes } from './class-names.ts';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** Wide for pictures and tables. */
  wide?: boolean;
  children: ReactNode;
}

/** Where reading or typing starts: a refused field, a field to type in, or else the title. Never the close button. */
const FIRST_STOPS = ['[aria-invalid="true"]', 'input:not([type="hidden"], [type="checkbox"], [type="radio"]), textarea', 'h2'];

/** The browser's own modal: it keeps the focus inside, closes on Escape, and gives the focus back where it came from. */
export function Dialog({ open, onClose, title, description, wide = false, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const node = dialog.current;
    if (!node) return;
    if (open && !node.open) {
      node.showModal();
      const stops = FIRST_STOPS.map((stop) => node.querySelector<HTMLElement>(stop));
      stops.find((stop) => stop !== null)?.focus();
    }
    if (!open && node.open) node.close();
  }, [open]);

  const closeOutside = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, by the browser
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onClose={onClose}
      onClick={closeOutside}
      className={classes('dialog', wide && 'max-w-3xl')}
    >
      {open && (
        <div className="grid gap-4 p-5">
          <div className="flex items-start justify-between gap-4">
            <div className="grid gap-1">
              <h2 id={`${id}-title`} tabIndex={-1} className="text-xl outline-none">
                {title}
              </h2>
              {description && (
                <div id={`${id}-description`} className="text-ink-soft">
                  {description}
                </div>
              )}
            </div>
            <IconButton label="Close" icon={X} onClick={onClose} className="-me-1.5 -mt-0.5" />
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}

/** The row a dialog ends with: the deed last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-2">{children}</div>;
}
