import type { Editor } from '@tiptap/core';
import { redo, undo } from '@tiptap/pm/history';
import type { Doors } from './doors.ts';

/** One thing a person can do to the text, wherever it is offered. */
export interface Deed {
  name: string;
  label: string;
  keys?: string;
  isOn?(editor: Editor): boolean;
  can?(editor: Editor): boolean;
  run(editor: Editor, doors: Doors): void;
}

const mark = (name: string, label: string, keys: string): Deed => ({
  name, label, keys,
  isOn: (editor) => editor.isActive(name),
  can: (editor) => editor.can().toggleMark(name),
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
});

export const MARK_DEEDS = {
  bold: mark('bold', 'Bold', 'Mod-b'),
  italic: mark('italic', 'Italic', 'Mod-i'),
  underline: mark('underline', 'Underline', 'Mod-u'),
  strike: mark('strike', 'Strike through', 'Mod-Shift-s'),
  code: mark('code', 'Code', 'Mod-e'),
  highlight: mark('highlight', 'Highlight', 'Mod-Shift-h'),
  subscript: mark('subscript', 'Subscript', 'Mod-,'),
  superscript: mark('superscript', 'Superscript', 'Mod-.'),
  link: { name: 'link', label: 'Link', keys: 'Mod-k', isOn: (editor) => editor.isActive('link'), can: (editor) => !editor.isActive('codeBlock'), run: (_, doors) => doors.open('link') },
} satisfies Record<string, Deed>;

const kind = (name: string, label: string, keys: string, isOn: (editor: Editor) => boolean, run: (editor: Editor) => void): Deed => ({ name, label, keys, isOn, run });
const heading = (level: number) =>
  kind(`heading${level}`, `Heading ${level}`, `Mod-Alt-${level}`, (editor) => editor.isActive('heading', { level }), (editor) => editor.chain().focus().clearNodes().setNode('heading', { level }).run());

/** What a line of text can be. */
export const KIND_DEEDS: Deed[] = [
  kind('paragraph', 'Text', 'Mod-Alt-0', (editor) => editor.isActive('paragraph') && editor.state.selection.$from.depth === 1, (editor) => editor.chain().focus().clearNodes().run()),
  ...[1, 2, 3, 4].map(heading),
  kind('bulletList', 'Bulleted list', 'Mod-Shift-8', (editor) => editor.isActive('bulletList'), (editor) => editor.chain().focus().toggleList('bulletList', 'listItem').run()),
  kind('orderedList', 'Numbered list', 'Mod-Shift-7', (editor) => editor.isActive('orderedList'), (editor) => editor.chain().focus().toggleList('orderedList', 'listItem').run()),
  kind('taskList', 'Task list', 'Mod-Shift-9', (editor) => editor.isActive('taskList'), (editor) => editor.chain().focus().toggleList('taskList', 'taskItem').run()),
  kind('blockquote', 'Quote', 'Mod-Shift-b', (editor) => editor.isActive('blockquote'), (editor) => editor.chain().focus().toggleWrap('blockquote').run()),
  kind('codeBlock', 'Code block', 'Mod-Alt-c', (editor) => editor.isActive('codeBlock'), (editor) => editor.chain().focus().toggleNode('codeBlock', 'paragraph').run()),
];

export const kindOf = (editor: Editor): string => [...KIND_DEEDS].reverse().find((deed) => deed.isOn?.(editor))?.label ?? 'Text';

export const HISTORY_DEEDS: Deed[] = [
  { name: 'undo', label: 'Undo', keys: 'Mod-z', can: ({ state }) => undo(state), run: ({ state, view }) => void undo(state, view.dispatch) },
  { name: 'redo', label: 'Redo', keys: 'Mod-Shift-z', can: ({ state }) => redo(state), run: ({ state, view }) => void redo(state, view.dispatch) },
];

const aligned = (value: string | null, label: string): Deed => ({
  name: `align-${value ?? 'start'}`, label,
  isOn: (editor) => editor.isActive({ textAlign: value }),
  run: (editor) => editor.chain().focus().updateAttributes('paragraph', { textAlign: value }).updateAttributes('heading', { textAlign: value }).run(),
});

export const ALIGN_DEEDS: Deed[] = [aligned(null, 'Align to the start'), aligned('center', 'Centre'), aligned('right', 'Align right'), aligned('justify', 'Justify')];

/** The keyboard's drag and drop, fetched with its first press. */
export function move(editor: Editor, way: 'up' | 'down', { announce }: Pick<Doors, 'announce'>): boolean {
  import('./move-block.ts').then(
    ({ moveBlock }) => {
      const moved = !editor.isDestroyed && editor.isEditable ? moveBlock(editor.state, way) : null;
      if (moved) editor.view.dispatch(moved.tr);
      announce(moved ? `Moved ${way}: now ${moved.place} of ${moved.of}.` : way === 'up' ? 'This is the first already.' : 'This is the last already.');
    },
    () => announce('It could not be moved: the connection may be gone. Try again.'),
  );
  return true;
}
