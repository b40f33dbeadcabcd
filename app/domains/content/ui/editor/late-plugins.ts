import type { Editor } from '@tiptap/core';
import type { Plugin } from '@tiptap/pm/state';

const LATE: { wants: string; load(): Promise<Plugin[]> }[] = [
  { wants: 'table', load: async () => (await import('./table-editing.ts')).tablePlugins() },
  { wants: 'codeBlock', load: async () => [(await import('./highlighting.ts')).highlighting()] },
];

const add = (editor: Editor, plugins: Plugin[]) => {
  for (const plugin of plugins) if (!editor.isDestroyed) editor.registerPlugin(plugin);
};

/** They come with the pointer or the focus, before either can need them. */
function cursorsOnApproach({ view: { dom } }: Editor, came: (plugins: Plugin[]) => void): void {
  const approach = ['pointerenter', 'focusin', 'dragenter'];
  const load = () => {
    for (const event of approach) dom.removeEventListener(event, load);
    import('./cursors.ts').then(({ cursors }) => came(cursors()), () => listen());
  };
  const listen = () => {
    for (const event of approach) dom.addEventListener(event, load);
  };
  listen();
}

/** Editing of tables and colouring of code come when the first of them stands in the text: most texts have neither. */
export function latePlugins(editor: Editor): () => void {
  const waiting = new Set(LATE);
  cursorsOnApproach(editor, (plugins) => add(editor, plugins));
  return () => {
    if (waiting.size === 0) return;
    const here = new Set<string>();
    editor.state.doc.descendants((node) => {
      here.add(node.type.name);
      return !node.isTextblock;
    });
    for (const late of waiting) {
      if (!here.has(late.wants)) continue;
      waiting.delete(late);
      late.load().then(
        (plugins) => add(editor, plugins),
        () => waiting.add(late),
      );
    }
  };
}
