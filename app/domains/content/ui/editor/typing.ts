import { type Editor, Extension, InputRule, nodeInputRule, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core';
import { history, redo, undo } from '@tiptap/pm/history';
import { Plugin } from '@tiptap/pm/state';
import { languageNamed } from './languages.ts';

const HEADINGS = [1, 2, 3, 4, 5, 6];

/** What Markdown writes at the start of a line becomes what it means there. */
export const markdownShortcuts = Extension.create({
  name: 'markdownShortcuts',
  addInputRules() {
    const { nodes } = this.editor.schema;
    return [
      ...HEADINGS.map((level) => textblockTypeInputRule({ find: new RegExp(`^(#{${level}})\\s$`), type: nodes.heading!, getAttributes: { level } })),
      wrappingInputRule({ find: /^\s*([-+*])\s$/, type: nodes.bulletList! }),
      wrappingInputRule({ find: /^(\d{1,9})\.\s$/, type: nodes.orderedList!, getAttributes: ([, start]) => ({ start: Number(start), type: null }), joinPredicate: ([, start], node) => node.childCount + node.attrs.start === Number(start) }),
      wrappingInputRule({ find: /^\s*\[([ xX]?)\]\s$/, type: nodes.taskItem!, getAttributes: ([, mark]) => ({ checked: mark?.toLowerCase() === 'x' }) }),
      wrappingInputRule({ find: /^\s*>\s$/, type: nodes.blockquote! }),
      textblockTypeInputRule({ find: /^```([\w+#.-]*)[\s\n]$/, type: nodes.codeBlock!, getAttributes: ([, language]) => ({ language: languageNamed(language ?? '') }) }),
      nodeInputRule({ find: /^(?:---|—-|___\s|\*\*\*\s)$/, type: nodes.horizontalRule! }),
      new InputRule({ find: /\{\{\s*([\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,79}?)\s*\}\}$/u, handler: ({ state, range, match }) => void state.tr.replaceWith(range.from, range.to, nodes.placeholder!.create({ name: match[1] })) }),
    ];
  },
});

const LIST_ITEMS = ['listItem', 'taskItem'];

/** The keys of lists, code and headings; those of the marks stand with the marks. */
export const keys = Extension.create({
  name: 'keys',
  addKeyboardShortcuts() {
    const { editor } = this;
    const inItem = (act: (name: string) => boolean) => () => LIST_ITEMS.some((name) => editor.isActive(name) && act(name));
    const aligned = (textAlign: string | null) => () => ['paragraph', 'heading'].some((name) => editor.isActive(name) && editor.commands.updateAttributes(name, { textAlign }));
    return {
      Enter: () => inItem((name) => editor.commands.splitListItem(name))() || leaveCode(editor),
      Tab: () => inItem((name) => editor.commands.sinkListItem(name))() || (editor.isActive('codeBlock') && editor.commands.insertContent({ type: 'text', text: '\t' })),
      'Shift-Tab': inItem((name) => editor.commands.liftListItem(name)),
      Backspace: () => {
        const { empty, $from } = editor.state.selection;
        if (!empty || $from.parentOffset > 0) return false;
        if (['heading', 'codeBlock'].includes($from.parent.type.name) && $from.parent.childCount === 0) return editor.commands.setNode('paragraph');
        // Only the first line of an item leaves the list; in a later one there is something before it to join.
        return $from.index(-1) === 0 && inItem((name) => editor.commands.liftListItem(name))();
      },
      'Mod-Alt-0': () => editor.commands.setNode('paragraph'),
      ...Object.fromEntries(HEADINGS.map((level) => [`Mod-Alt-${level}`, () => editor.commands.toggleNode('heading', 'paragraph', { level })])),
      'Mod-Shift-7': () => editor.commands.toggleList('orderedList', 'listItem'),
      'Mod-Shift-8': () => editor.commands.toggleList('bulletList', 'listItem'),
      'Mod-Shift-9': () => editor.commands.toggleList('taskList', 'taskItem'),
      'Mod-Shift-b': () => editor.commands.toggleWrap('blockquote'),
      'Mod-Alt-c': () => editor.commands.toggleNode('codeBlock', 'paragraph'),
      'Mod-Shift-l': aligned(null),
      'Mod-Shift-e': aligned('center'),
      'Mod-Shift-r': aligned('right'),
      'Mod-z': () => undo(editor.state, editor.view.dispatch),
      'Mod-Shift-z': () => redo(editor.state, editor.view.dispatch),
      'Mod-y': () => redo(editor.state, editor.view.dispatch),
    };
  },
  addProseMirrorPlugins: () => [history(), lastLine],
});

/** Two empty lines at the end of code lead out of it. */
function leaveCode(editor: Editor): boolean {
  const { empty, $from } = editor.state.selection;
  if (!empty || $from.parent.type.name !== 'codeBlock' || $from.parentOffset < $from.parent.content.size || !$from.parent.textContent.endsWith('\n\n')) return false;
  editor.view.dispatch(editor.state.tr.delete($from.pos - 2, $from.pos));
  return editor.commands.exitCode();
}

/** A press below the last block that holds no text opens a line there. */
const lastLine = new Plugin({
  props: {
    handleClick(view, pos) {
      const { doc, schema, tr } = view.state;
      if (pos < doc.content.size || !view.editable || doc.lastChild?.isTextblock) return false;
      view.dispatch(tr.insert(doc.content.size, schema.nodes.paragraph!.create()).scrollIntoView());
      return false;
    },
  },
});
