import type { Editor } from '@tiptap/core';
import { createContext, useContext, useRef, useSyncExternalStore } from 'react';
import type { Doors } from './doors.ts';

export interface Editing {
  editor: Editor;
  doors: Doors;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('This stands only inside the editor.');
  return editing;
}

/** What a part of the interface needs to know of the text; it is drawn again only when that has changed. */
export function useWhatIs<Known>(editor: Editor, read: (editor: Editor) => Known): Known {
  const kept = useRef<{ key: string; known: Known } | null>(null);
  const subscribe = useRef((listener: () => void) => {
    for (const event of ['transaction', 'focus', 'blur'] as const) editor.on(event, listener);
    return () => {
      for (const event of ['transaction', 'focus', 'blur'] as const) editor.off(event, listener);
    };
  });
  return useSyncExternalStore(subscribe.current, () => {
    const known = read(editor);
    const key = JSON.stringify(known);
    if (kept.current?.key !== key) kept.current = { key, known };
    return kept.current.known;
  });
}
