/** One entry as a sentence, set so that the eye finds who before what. */
export function EntrySentence({ who, what }: { who: string; what: string }) {
  return (
    <span className="font-normal text-ink-soft">
      <span className="font-medium text-ink">{who}</span> {what}
    </span>
  );
}
