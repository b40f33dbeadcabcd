import { ListPlus, X } from 'lucide-react';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { Button, IconButton } from '#app/ui/button.tsx';
import { counted } from '../../composing/counting.ts';
import type { ThreadPart } from '../../composing/variant.ts';
import { TextCounter } from '../text-counter.tsx';
import type { Library, Outlook } from './composition.ts';
import { MediaField } from './media-field.tsx';
import { WordsField } from './words-field.tsx';

interface ThreadFieldProps {
  id: string;
  thread: readonly ThreadPart[];
  outlooks: readonly Outlook[];
  library: Library;
  altOf: (assetId: string) => string;
  readOnly: boolean;
  onChange: (thread: ThreadPart[]) => void;
  onPick: (asset: LibraryAsset) => void;
  onAlt: (assetId: string, alt: string) => void;
}

/** What follows the post beneath it, part by part, each counted by the platform that counts strictest. */
export function ThreadField({ id, thread, outlooks, library, altOf, readOnly, onChange, onPick, onAlt }: ThreadFieldProps) {
  const set = (at: number, part: Partial<ThreadPart>) => onChange(thread.map((each, index) => (index === at ? { ...each, ...part } : each)));
  const threaded = outlooks.filter(({ account }) => account.limits.thread > 1);
  const strictest = [...threaded].sort((one, other) => one.account.limits.text.most - other.account.limits.text.most)[0];
  const whole = sentencesAt(outlooks, 'thread');
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      {thread.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the thread
        <div key={at} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 border-s-2 border-rule ps-4">
          <WordsField
            id={`${id}-${at}`}
            label={`Part ${at + 2}`}
            value={part.text}
            rows={2}
            readOnly={readOnly}
            errors={sentencesAt(outlooks, `thread.${at}`)}
            onChange={(text) => set(at, { text })}
            aside={
              <span className="flex items-center gap-2">
                {strictest && <TextCounter counted={counted(part.text.trim(), strictest.account.limits.text, strictest.sent.options)} name={strictest.account.platformName} />}
                {!readOnly && <IconButton size="small" icon={X} label={`Take part ${at + 2} out`} onClick={() => onChange(thread.filter((_, index) => index !== at))} />}
              </span>
            }
          />
          <MediaField id={`${id}-${at}`} ids={part.mediaIds} altOf={altOf} library={library} outlooks={outlooks} field={`thread.${at}.media`} readOnly={readOnly} onChange={(mediaIds) => set(at, { mediaIds })} onAlt={onAlt} onPick={(asset) => { onPick(asset); set(at, { mediaIds: [...part.mediaIds.filter((each) => each !== asset.id), asset.id] }); }} />
        </div>
      ))}
      {thread.length > 0 && whole.length > 0 && <ul className="text-sm text-failed">{whole.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
      {!readOnly && (
        <div className="unscripted:hidden">
          <Button size="small" tone="quiet" icon={ListPlus} onClick={() => onChange([...thread, { text: '', mediaIds: [] }])}>
            {thread.length === 0 ? 'Continue in a thread' : 'Add another part'}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What is said at a field, each sentence once, whichever accounts say it. */
export const sentencesAt = (outlooks: readonly Outlook[], field: string) => [...new Set(outlooks.flatMap(({ hindrances }) => hindrances.filter((each) => each.field === field).map(({ sentence }) => sentence)))];
