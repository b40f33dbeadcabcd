import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { matchItems, type SlashItem } from './slash-items.ts';

/** The menu that a slash opens: where the slash stands, what was typed behind it, which item is marked. */
export interface Slash {
  from: number;
  query: string;
  index: number;
}

export const slashKey = new PluginKey<Slash | null>('slash');
export const SLASH_LIST = 'editor-slash-list';
export const slashOption = (index: number) => `${SLASH_LIST}-${index}`;

const LONGEST = 30;

function follow(tr: Transaction, { from, index, query: before }: Slash): Slash | null {
  const at = tr.mapping.mapResult(from, 1);
  const { empty, $from } = tr.selection;
  if (at.deletedAfter || !empty || $from.pos <= at.pos || at.pos < $from.start()) return null;
  const typed = tr.doc.textBetween(at.pos, $from.pos, '\n', '\n');
  const query = typed.slice(1);
  if (!typed.startsWith('/') || query.length > LONGEST || query.includes('\n') || /\s\s|^\s/.test(query) || (query.includes(' ') && matchItems(query).length === 0)) return null;
  return { from: at.pos, query, index: query === before ? index : 0 };
}

/** A slash opens it at the start of a line or after a space, never in code. */
export function opensSlash(state: EditorState, from: number, to: number, typed: string): boolean {
  const $from = state.doc.resolve(from);
  if (typed !== '/' || from !== to || !$from.parent.isTextblock || $from.parent.type.spec.code) return false;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
  return before === '' || /\s$/.test(before);
}

const walk = (view: EditorView, { index, ...slash }: Slash, step: number) => {
  const count = Math.max(1, matchItems(slash.query).length);
  view.dispatch(view.state.tr.setMeta(slashKey, { ...slash, index: (index + step + count) % count }));
  return true;
};

export const closeSlash = (view: EditorView) => view.dispatch(view.state.tr.setMeta(slashKey, null));

export function chooseItem(view: EditorView, { from }: Slash, item: SlashItem, run: (item: SlashItem) => void): void {
  view.dispatch(view.state.tr.delete(from, view.state.selection.from).setMeta(slashKey, null));
  run(item);
}

export const slashMenu = (run: (item: SlashItem) => void) =>
  new Plugin<Slash | null>({
    key: slashKey,
    state: {
      init: () => null,
      apply: (tr, slash) => {
        const said: Slash | null | undefined = tr.getMeta(slashKey);
        if (said !== undefined) return said;
        return slash && (tr.docChanged || tr.selectionSet) ? follow(tr, slash) : slash;
      },
    },
    props: {
      handleTextInput: (view, from, to, typed) => {
        if (!opensSlash(view.state, from, to, typed)) return false;
        view.dispatch(view.state.tr.insertText('/', from, to).setMeta(slashKey, { from, query: '', index: 0 }));
        return true;
      },
      handleKeyDown: (view, event) => {
        const slash = slashKey.getState(view.state);
        if (!slash || event.isComposing) return false;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') return walk(view, slash, event.key === 'ArrowDown' ? 1 : -1);
        const item = matchItems(slash.query)[slash.index];
        if ((event.key === 'Enter' || event.key === 'Tab') && item) chooseItem(view, slash, item, run);
        else if (event.key === 'Escape') closeSlash(view);
        else return false;
        event.stopPropagation();
        return true;
      },
      attributes: (state): Record<string, string> => {
        const slash = slashKey.getState(state);
        const count = slash ? matchItems(slash.query).length : 0;
        return slash && count > 0 ? { 'aria-controls': SLASH_LIST, 'aria-activedescendant': slashOption(slash.index) } : {};
      },
    },
  });
