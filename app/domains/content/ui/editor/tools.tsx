import type { RefObject } from 'react';
import { BlockHandle } from './block-handle.tsx';
import { Bubble } from './bubble.tsx';

/** What floats over the sheet, fetched when the pointer or the focus comes there. */
export default function Floating({ sheet, isFree }: { sheet: RefObject<HTMLElement>; isFree: boolean }) {
  return (
    <>
      <BlockHandle frame={sheet} />
      {isFree && <Bubble />}
    </>
  );
}
