import { ArrowDown, ArrowUp } from 'lucide-react';
import { type Change, changeWords } from '../figure.ts';

/** Which way a figure went, by an arrow and a word. More is not always better, so neither has a colour. */
export function ChangeLine({ change }: { change: Change }) {
  const words = changeWords(change);
  if (change === null) return null;
  const Arrow = change.kind === 'more' ? ArrowUp : change.kind === 'less' ? ArrowDown : null;
  return (
    <span className="inline-flex items-center gap-1 text-sm text-ink-soft tabular-nums">
      {Arrow && <Arrow size={13} aria-hidden />}
      {words}
    </span>
  );
}
