import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonTone } from '#app/ui/button.tsx';

/** Sent by the browser itself: what comes back is a file, and the page stays. */
export function PackForm({ organizationId, tone, children }: { organizationId: string; tone?: ButtonTone; children: ReactNode }) {
  return (
    <form method="post" action="/media/download">
      <input type="hidden" name="_org" value={organizationId} />
      {children}
      <Button type="submit" size="small" icon={Download} {...(tone ? { tone } : {})}>
        Download
      </Button>
    </form>
  );
}
