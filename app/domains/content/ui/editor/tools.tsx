import type { RefObject } from 'react';
import { BlockHandle } from './block-handle.tsx';
import { Bubble } from './bubble.tsx';

export { Toolbar } from './toolbar.tsx';

/** What floats over the sheet. It comes in one piece with the bar, a moment after the text can be written in. */
export function Floating({ sheet, isFree }: { sheet: RefObject<HTMLElement>; isFree: boolean }) {
  return (
    <>
      <BlockHandle frame={sheet} />
      {isFree && <Bubble />}
    </>
  );
}
