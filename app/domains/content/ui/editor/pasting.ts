import type { Editor } from '@tiptap/core';
import { Plugin, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { EditorProps } from './doors.ts';

export interface Place {
  editor: Editor;
  takeFiles: () => EditorProps['takeFiles'];
}

/** What a paste or a drop holds, which the browser forgets when its event is over. */
export interface Brought {
  html: string;
  text: string;
  files: File[];
}

const broughtBy = (data: DataTransfer): Brought => ({ html: data.getData('text/html'), text: data.getData('text/plain'), files: Array.from(data.files).filter(({ type }) => type.startsWith('image/')) });

type Reading = typeof import('./paste.ts');
let reading: Reading | null = null;
const fetchReading = async () => (reading ??= await import('./paste.ts'));

/** How it is read is fetched with the first focus. Who is faster waits for that, and gets the bare text where it does not come. */
function readBy(view: EditorView, { text }: Brought, ask: (reading: Reading) => boolean): boolean {
  if (reading) return ask(reading);
  const insertText = () => view.isDestroyed || view.pasteText(text);
  fetchReading().then((loaded) => view.isDestroyed || ask(loaded) || insertText(), insertText);
  return true;
}

/** Code takes it as it is; what was copied here, ProseMirror knows best. */
const isForProseMirror = (view: EditorView, { html }: Brought) => view.state.selection.$from.parent.type.spec.code || html.includes('data-pm-slice');

export const pasting = (place: Place) => {
  let plain = false;
  const read = (view: EditorView, data: DataTransfer): boolean => {
    const brought = broughtBy(data);
    return !isForProseMirror(view, brought) && readBy(view, brought, ({ readBrought }) => readBrought(place, view, brought));
  };
  const drop = (view: EditorView, { dataTransfer: data, clientX, clientY }: DragEvent): boolean => {
    const at = view.posAtCoords({ left: clientX, top: clientY });
    if (!data || !at || view.dragging) return false;
    const brought = broughtBy(data);
    if (brought.files.length > 0) return readBy(view, brought, ({ takePictures }) => takePictures(place, brought.files, at.pos));
    view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
    return read(view, data);
  };
  const answered = (event: Event, isAnswered: boolean) => {
    if (isAnswered) event.preventDefault();
    return isAnswered;
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_view, event) => {
          plain = event.shiftKey && (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'v';
          return false;
        },
        focus: () => {
          fetchReading().catch(() => undefined);
          return false;
        },
        paste: (view, event) => answered(event, view.editable && !plain && event.clipboardData !== null && read(view, event.clipboardData)),
        drop: (view, event) => answered(event, view.editable && drop(view, event)),
      },
    },
  });
};
