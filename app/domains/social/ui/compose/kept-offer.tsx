import { useState } from 'react';
import type { KeptText } from '#app/domains/content/saving/kept-text.ts';
import { asWritten, neverSaved } from '#app/domains/content/saving/worth-offering.ts';
import { isEmpty, namesIn } from '#app/domains/content/saving/kind.ts';
import { Button } from '#app/ui/button.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { FIELD_WORDS, POST_KIND, type PostWords } from '../../composing/post-words.ts';

interface KeptOfferProps {
  offers: readonly KeptText<PostWords>[];
  onRestore: (text: KeptText<PostWords>) => Promise<boolean>;
  onDiscard: (text: KeptText<PostWords>) => Promise<void>;
}

/** What an earlier page left on this device: put back or given up, as its writer says. */
export default function KeptOffer({ offers, onRestore, onDiscard }: KeptOfferProps) {
  const { person } = useShell();
  const [blocked, setBlocked] = useState<string | null>(null);
  const restore = async (text: KeptText<PostWords>) => setBlocked((await onRestore(text)) ? null : text.tab);
  return (
    <section aria-label="Text that was never saved" className="grid gap-4 rounded-lg border border-waiting bg-waiting-wash p-4">
      {offers.map((text) => (
        <div key={text.tab} className="grid gap-2">
          <p>
            You wrote this here on <Time at={new Date(text.writtenAt).toISOString()} zone={person.timeZone} />, and it was never saved.
          </p>
          <p dir="auto" className="max-h-40 overflow-y-auto rounded-md bg-sheet p-2 text-sm break-words whitespace-pre-wrap">
            {wordsOf(text)}
          </p>
          {blocked === text.tab && <p className="text-failed">What you wrote on this page is not saved yet. Save it first; this one stays here.</p>}
          <div className="flex flex-wrap gap-2">
            <Button size="small" tone="primary" onClick={() => restore(text)}>
              Restore
            </Button>
            <Button size="small" tone="quiet" onClick={() => onDiscard(text)}>
              Discard
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}

/** The text, where it is what changed; of the rest, what it is. */
function wordsOf({ unsent }: KeptText<PostWords>): string {
  const changes = neverSaved(unsent, unsent.base, POST_KIND);
  const others = namesIn<PostWords>(changes).filter((name) => name !== 'text');
  const { text } = asWritten(unsent);
  const rest = isEmpty(others) ? '' : `Changed: ${others.map((name) => FIELD_WORDS[name].toLowerCase()).join(', ')}.`;
  return [changes.text === undefined && others.length > 0 ? '' : text, rest].filter(Boolean).join('\n\n');
}
