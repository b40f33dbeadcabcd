/** The nameplate, drawn once from Newsreader's display cut and kept in a file of its own: no script and no font carries it. */
export function Wordmark({ className = 'h-6' }: { className?: string }) {
  return (
    <svg viewBox="0 -156 934 170" role="img" aria-label="Masthead" fill="currentColor" className={className}>
      <use href="/wordmark.svg#word" x="0" y="-156" width="934" height="170" />
    </svg>
  );
}

/** The mark: the first letter over the double rule that stands under every page's name. */
export function Mark({ className = 'size-6' }: { className?: string }) {
  return (
    <svg viewBox="0 0 212 212" aria-hidden="true" fill="currentColor" className={className}>
      <use href="/wordmark.svg#mark" width="212" height="212" />
    </svg>
  );
}
