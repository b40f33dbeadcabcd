import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useHydrated } from '#app/ui/hydrated.ts';
import { Skeleton } from '#app/ui/skeleton.tsx';
import type { EditorProps } from './doors.ts';
import { holdsCards } from './late-cards.tsx';
import { loadEditor } from './load-editor.client.ts';

const Plain = lazy(() => loadEditor(false));
const WithCards = lazy(() => loadEditor(true));

/** The editor, once its scripts are here; until then the text itself if the page has drawn it, or its outline. */
export function LazyEditor({ meanwhile, ...props }: EditorProps & { meanwhile?: ReactNode }) {
  const [Loaded] = useState(() => (holdsCards(props.document) ? WithCards : Plain));
  const waiting = <div className="editor" aria-busy><div className="editor-toolbar" /><div className="editor-sheet"><div className="editor-text">{meanwhile ?? <Lines />}</div></div><p className="editor-facts">&nbsp;</p></div>;
  if (!useHydrated()) return waiting;
  return (
    <Suspense fallback={waiting}>
      <Loaded {...props} />
    </Suspense>
  );
}

const Lines = () => (
  <div className="grid gap-4" aria-hidden>
    {['w-2/3', 'w-full', 'w-full', 'w-5/6'].map((width, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: four lines that never change
      <Skeleton key={index} className={`h-5 ${width}`} />
    ))}
  </div>
);
