import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './button.tsx';
import { Form } from './form.tsx';

export interface ToastMessage {
  /** Answers that follow one another may bring the same one. */
  id: string;
  message: string;
  /** Posted as it stands; the place that made the change knows how to take it back. */
  undo?: { action: string; fields: Record<string, string> };
}

/** It was seen: the next page need not show it. */
function forget() {
  const secure = location.protocol === 'https:';
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store, and this holds nothing private
  document.cookie = `${secure ? '__Host-' : 'mh-'}toast=; Path=/; Max-Age=0${secure ? '; Secure' : ''}`;
}

/**
 * What was just done, and a way back. Feed it the toast of the latest loader; the same one shows once.
 * It waits while pointed at or focused, and without scripts it simply stays.
 */
export function Toast({ toast }: { toast: ToastMessage | null | undefined }) {
  const [seen, setSeen] = useState(toast ?? null);
  const [shown, setShown] = useState(seen);
  const [held, setHeld] = useState(false);

  // A later loader answers null; what is shown stays until its time is up.
  if (toast && toast.id !== seen?.id) {
    setSeen(toast);
    setShown(toast);
  }

  useEffect(() => {
    if (seen) forget();
  }, [seen]);

  useEffect(() => {
    if (!shown || held) return;
    const timer = setTimeout(() => setShown(null), shown.undo ? 15_000 : 7_000);
    return () => clearTimeout(timer);
  }, [shown, held]);

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-30 grid justify-items-center p-4 print:hidden"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => event.key === 'Escape' && setShown(null)}
    >
      {shown && (
        <div className="pointer-events-auto flex max-w-full items-center gap-1 rounded-lg bg-ink py-1 ps-4 pe-1 text-on-ink shadow-floating">
          <p className="py-1.5">
            {shown.message}
          </p>
          {shown.undo && (
            <Form key={shown.undo.action} action={shown.undo.action} className="" onSubmit={() => setShown(null)}>
              {Object.entries(shown.undo.fields).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <button type="submit" className="min-h-8 rounded-md px-2.5 font-semibold underline underline-offset-2 outline-offset-[-3px]! hover:bg-on-ink/15 focus-visible:outline-on-ink">
                Undo
              </button>
            </Form>
          )}
          <IconButton
            label="Dismiss"
            icon={X}
            onClick={() => setShown(null)}
            className="text-on-ink! hover:bg-on-ink/15! focus-visible:outline-on-ink outline-offset-[-3px]! unscripted:hidden"
          />
        </div>
      )}
    </div>
  );
}
