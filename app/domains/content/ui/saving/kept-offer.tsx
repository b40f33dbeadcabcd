import { useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { Time } from '#app/ui/time.tsx';
import type { KeptText } from '../../saving/kept-text.ts';
import { asWritten } from '../../saving/worth-offering.ts';
import type { Version } from '../../version.ts';
import { VersionDifferences } from './version-differences.tsx';

interface KeptOfferProps {
  offers: readonly KeptText[];
  /** What the page shows now. */
  shown: () => Version;
  zone: string;
  onRestore: (text: KeptText) => Promise<boolean>;
  onDiscard: (text: KeptText) => Promise<void>;
}

/** What an earlier page left on this device: put back, looked at, or given up, as its writer says. */
export function KeptOffer({ offers, shown, zone, onRestore, onDiscard }: KeptOfferProps) {
  const [compared, setCompared] = useState<{ text: KeptText; now: Version } | null>(null);
  const [blocked, setBlocked] = useState<string | null>(null);
  if (offers.length === 0) return null;

  const restore = async (text: KeptText) => {
    setCompared(null);
    setBlocked((await onRestore(text)) ? null : text.tab);
  };

  return (
    <section aria-label="Text that was never saved" className="grid gap-3 rounded-lg border border-waiting bg-waiting-wash p-4">
      {offers.map((text) => (
        <div key={text.tab} className="grid gap-2">
          <p>
            You wrote this here on <Time at={new Date(text.writtenAt).toISOString()} zone={zone} />, and it was never saved.
          </p>
          {blocked === text.tab && <p className="text-failed">What you wrote on this page is not saved yet. Save it first; this one stays here.</p>}
          <div className="flex flex-wrap gap-2">
            <Button size="small" tone="primary" onClick={() => restore(text)}>
              Restore
            </Button>
            <Button size="small" onClick={() => setCompared({ text, now: shown() })}>
              Compare
            </Button>
            <Button size="small" tone="quiet" onClick={() => onDiscard(text)}>
              Discard
            </Button>
          </div>
        </div>
      ))}
      <Dialog open={compared !== null} onClose={() => setCompared(null)} title="What was never saved" description="Struck out is what only the saved text has, underlined what only yours has." wide>
        {compared && (
          <>
            <VersionDifferences before={compared.now} after={asWritten(compared.text.unsent)} />
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={() => setCompared(null)}>Close</Button>
              <Button tone="primary" onClick={() => restore(compared.text)}>
                Restore
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </section>
  );
}
