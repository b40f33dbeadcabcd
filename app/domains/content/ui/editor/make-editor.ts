import { Editor, Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { directionOf } from '../direction.ts';
import type { DocumentJson } from '../../document/document.ts';
import { anchorMarks } from './anchor-marks.ts';
import type { Cards } from './card-view.ts';
import { move } from './deeds.ts';
import type { Doors, EditorProps } from './doors.ts';
import { documentExtensions } from './extensions.ts';
import { pasting } from './pasting.ts';
import { slashMenu } from './slash.ts';

/** What the page gave last: the editor is made once and outlives every drawing of its page. */
export interface Latest {
  readonly props: EditorProps;
  readonly doors: Doors;
}

const HINT = 'Write, or type / for blocks';

const named = (latest: Latest) => new Plugin({ props: { attributes: () => ({ 'aria-label': latest.props.label, 'aria-readonly': String(!latest.props.editable), lang: latest.props.language ?? '', dir: directionOf(latest.props.language) }) } });

/** An empty line says what can be done there, while the cursor stands in it. */
const hint = new Plugin({
  props: {
    decorations: ({ doc, selection: { $from, empty } }) => {
      const line = $from.parent;
      if (!empty || $from.depth !== 1 || line.type.name !== 'paragraph' || line.content.size > 0) return null;
      return DecorationSet.create(doc, [Decoration.node($from.before(), $from.after(), { class: 'is-empty', 'data-hint': HINT })]);
    },
  },
});

/** Ctrl+F, Ctrl+S and the like: stopped here, so that neither the browser nor the page behind answers them too. */
const doorKeys = (editor: Editor, latest: Latest) => {
  const answers: Record<string, () => boolean> = {
    'Mod-f': () => opened(latest, 'find'),
    'Mod-Shift-f': () => {
      latest.doors.toggleFocusMode();
      return true;
    },
    'Mod-s': () => {
      latest.props.onSaveRequest?.();
      return latest.props.onSaveRequest !== undefined;
    },
    // Without chosen words or a link under the cursor it stays the palette's key.
    'Mod-k': () => editor.isEditable && (!editor.state.selection.empty || editor.isActive('link')) && opened(latest, 'link'),
    'Alt-Shift-arrowup': () => move(editor, 'up', latest.doors),
    'Alt-Shift-arrowdown': () => move(editor, 'down', latest.doors),
    'Alt-f10': () => focusToolbar(editor),
    escape: () => closeMenu(editor),
  };
  return new Plugin({
    props: {
      handleKeyDown: (_view, event) => {
        const answered = answers[pressed(event)]?.() ?? false;
        if (answered) event.stopPropagation();
        return answered;
      },
    },
  });
};

const pressed = ({ metaKey, ctrlKey, altKey, shiftKey, key }: KeyboardEvent) => [(metaKey || ctrlKey) && 'Mod', altKey && 'Alt', shiftKey && 'Shift', key.toLowerCase()].filter(Boolean).join('-');

function opened({ doors }: Latest, what: 'find' | 'link'): boolean {
  doors.open(what);
  return true;
}

/** A menu that was opened with the pointer leaves the focus in the text, where ProseMirror keeps Escape from the browser. */
function closeMenu({ view }: Editor): boolean {
  const menu = view.dom.closest('[data-editor]')?.querySelector<HTMLElement>('.menu-panel:popover-open');
  menu?.hidePopover();
  return menu !== undefined && menu !== null;
}

function focusToolbar({ view }: Editor): boolean {
  const stop = view.dom.closest('[data-editor]')?.querySelector<HTMLElement>('[data-editor-toolbar] [tabindex="0"]');
  stop?.focus();
  return stop !== undefined && stop !== null;
}

const interfacePlugins = (latest: Latest) =>
  Extension.create({
    name: 'interface',
    // Before the keys of the text: an open menu has the arrows and Enter.
    priority: 2000,
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        slashMenu((item) => item.run(editor, latest.doors)),
        doorKeys(editor, latest),
        anchorMarks((id) => latest.props.onAnchorPress?.(id), (moved) => latest.props.onAnchorsChange?.(moved)),
        pasting({ editor, takeFiles: () => latest.props.takeFiles }),
        named(latest),
        hint,
      ];
    },
  });

export function makeEditor(element: HTMLElement, latest: Latest, cards: Cards): Editor {
  return new Editor({
    element,
    extensions: [...documentExtensions(cards), interfacePlugins(latest)],
    content: latest.props.document,
    editable: latest.props.editable,
    injectCSS: false,
    editorProps: { attributes: { class: 'editor-text', role: 'textbox', 'aria-multiline': 'true', 'aria-keyshortcuts': 'Alt+F10', spellcheck: 'true' } },
  });
}

export const documentOf = (editor: Editor) => editor.state.doc.toJSON() as DocumentJson;
