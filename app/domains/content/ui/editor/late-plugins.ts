import type { Editor } from '@tiptap/core';
import type { Plugin } from '@tiptap/pm/state';

const LATE: { wants: string; load(): Promise<Plugin[]> }[] = [
  { wants: 'table', load: async () => (await import('./table-editing.ts')).tablePlugins() },
  { wants: 'codeBlock', load: async () => [(await import('./highlighting.ts')).highlighting()] },
];

/** Editing of tables and colouring of code come when the first of them stands in the text: most texts have neither. */
export function latePlugins(editor: Editor): () => void {
  const waiting = new Set(LATE);
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
        (plugins) => {
          for (const plugin of plugins) if (!editor.isDestroyed) editor.registerPlugin(plugin);
        },
        () => waiting.add(late),
      );
    }
  };
}
