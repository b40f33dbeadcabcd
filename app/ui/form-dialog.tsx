import { useLocation } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button, type ButtonSize, type ButtonTone, buttonLook } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { isFormReply } from './form.tsx';
import { useHydrated } from './hydrated.ts';

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
  /** The form; its last row gets the button that leaves, where there is something to leave. */
  children: (cancel: ReactNode) => ReactNode;
}

/** A button that opens a form: in a dialog, and where no script runs (or has run yet) unfolded where it stands. */
export function FormDialog({ label, title, description, tone, size, icon: Icon, whyNot = null, reply, asked = false, children }: FormDialogProps) {
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
        <div className="mt-3 grid max-w-lg gap-4 rounded-lg border border-rule bg-sheet p-4 text-start">
          {description && <div className="text-ink-soft">{description}</div>}
          {children(null)}
        </div>
      </details>
    );
  }
  return (
    <>
      <Button tone={tone} size={size} icon={Icon} whyNot={whyNot} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title} description={description}>
        {children(<Button onClick={() => setOpen(false)}>Cancel</Button>)}
      </Dialog>
    </>
  );
}
