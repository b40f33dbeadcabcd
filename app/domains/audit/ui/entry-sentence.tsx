import { actorOf, deed, type Entry } from '../sentence.ts';

/** One entry as a sentence, set so that the eye finds who before what. */
export function EntrySentence({ entry }: { entry: Entry }) {
  return (
    <span className="font-normal text-ink-soft">
      <span className="font-medium text-ink">{actorOf(entry)}</span> {deed(entry.action, entry.metadata)}
    </span>
  );
}
