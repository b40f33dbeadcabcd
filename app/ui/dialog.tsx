import { useLocation } from '@remix-run/react';
import { type LucideIcon, X } from 'lucide-react';
import { type MouseEvent, type ReactNode, Suspense, useEffect, useId, useRef, useState } from 'react';
import { AsDrawn } from './as-drawn.tsx';
import { Button, type ButtonSize, type ButtonTone, buttonLook, IconButton } from './button.tsx';
import { classes } from './class-names.ts';
import { isFormReply } from './form.tsx';
import { useHydrated } from './hydrated.ts';
import { Skeleton } from './skeleton.tsx';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** Wide for pictures and tables. */
  wide?: boolean;
  children: ReactNode;
}

/** Where reading or typing starts: a refused field, where the form says so, a field to type in, or else the title. Never the close button. */
const FIRST_STOPS = ['[aria-invalid="true"]', '[data-starts-here] input:not([type="hidden"], :disabled)', 'input:not([type="hidden"], [type="checkbox"], [type="radio"]), textarea', 'h2'];

/** The page behind is held still; see base.css. */
export function openModal(dialog: HTMLDialogElement): void {
  document.documentElement.toggleAttribute('data-scrolls', innerWidth > document.documentElement.clientWidth);
  dialog.showModal();
}

function begin(dialog: HTMLDialogElement): void {
  const stops = FIRST_STOPS.map((stop) => dialog.querySelector<HTMLElement>(stop));
  stops.find((stop) => stop !== null)?.focus();
}

/** The browser's own modal: it keeps the focus inside, closes on Escape, and gives the focus back where it came from. */
export function Dialog({ open, onClose, title, description, wide = false, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const node = dialog.current;
    if (!node) return;
    if (open && !node.open) {
      openModal(node);
      begin(node);
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

interface FormDialogProps {
  /** The button: "Invite". */
  label: ReactNode;
  title: string;
  description?: ReactNode;
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: LucideIcon;
  whyNot?: string | null;
  /** The answer to the form inside: refused, it stays open. */
  reply?: unknown;
  /** Open on arrival, for an address that asks for it. */
  asked?: boolean;
  /** The code of the form comes with the first press; until the page is scripted it stands as the server drew it. */
  late?: boolean;
  /** The form; its last row gets the button that leaves, where there is something to leave. */
  children: (cancel: ReactNode) => ReactNode;
}

/** A button that opens a form: in a dialog, and where no script runs (or has run yet) unfolded where it stands. */
export function FormDialog({ label, title, description, tone, size, icon: Icon, whyNot = null, reply, asked = false, late = false, children }: FormDialogProps) {
  const refused = isFormReply(reply);
  const hydrated = useHydrated();
  const [scripted, setScripted] = useState(hydrated);
  const [open, setOpen] = useState(hydrated && (asked || refused));
  const details = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  const seen = useRef({ key, asked });

  // Who unfolded it before the scripts came goes on there.
  useEffect(() => {
    if (!details.current?.open) setScripted(true);
  }, []);

  // Every answer is a new location: accepted closes it.
  useEffect(() => {
    const { key: before, asked: askedBefore } = seen.current;
    seen.current = { key, asked };
    if (before === key) return;
    if (!refused) setScripted(true);
    setOpen(refused || (asked && !askedBefore));
  }, [key, refused, asked]);

  if (!scripted && whyNot === null) {
    return (
      <details ref={details} open={asked || refused} className="open:w-full">
        <summary className={buttonLook(tone, size)}>
          {Icon && <Icon size={16} aria-hidden />}
          {label}
        </summary>
        {late && !import.meta.env.SSR ? (
          <AsDrawn className={UNFOLDED_LOOK} />
        ) : (
          <div className={UNFOLDED_LOOK}>
            {description && <div className="text-ink-soft">{description}</div>}
            {children(null)}
          </div>
        )}
      </details>
    );
  }
  return (
    <>
      <Button tone={tone} size={size} icon={Icon} whyNot={whyNot} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title} description={description}>
        <Suspense fallback={<Skeleton className="h-40" />}>
          {children(<Button onClick={() => setOpen(false)}>Cancel</Button>)}
          {late && <Arrived />}
        </Suspense>
      </Dialog>
    </>
  );
}

const UNFOLDED_LOOK = 'mt-3 grid max-w-lg gap-4 rounded-lg border border-rule bg-sheet p-4 text-start';

/** Whoever waits at the title goes on to the first field once it is there. */
function Arrived() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const dialog = mark.current?.closest('dialog');
    if (dialog?.open && document.activeElement?.tagName === 'H2') begin(dialog);
  }, []);
  return <span ref={mark} hidden />;
}
