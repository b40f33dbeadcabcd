import { Fragment } from 'react';
import { classes } from './class-names.ts';

/** The found words stand out; the rest says where they stand. */
export function Snippet({ text, className }: { text: string; className?: string }) {
  const [before = '', ...marked] = text.split('\u0002');
  if (marked.length === 0) return null;
  return (
    <span className={classes('text-sm text-ink-soft', className)}>
      {before}
      {marked.map((part, index) => {
        const [found = '', after = ''] = part.split('\u0003');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same word can be found twice, and the pieces of one answer never move
          <Fragment key={index}>
            <mark>{found}</mark>
            {after}
          </Fragment>
        );
      })}
    </span>
  );
}
