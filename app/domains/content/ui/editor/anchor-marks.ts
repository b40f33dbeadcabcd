import type { Node as PmNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { type Anchor, anchorOf, findAnchor } from './anchor.ts';
import { textMap } from './text-map.ts';

export interface PlacedAnchor {
  id: string;
  anchor: Anchor;
  resolved: boolean;
}

/** Null: the words it was about are gone. */
export type MovedAnchor = { id: string; anchor: Anchor | null };

interface Marked {
  placed: readonly PlacedAnchor[];
  set: DecorationSet;
}

export const anchorsKey = new PluginKey<Marked>('anchors');
const SETTLED_MS = 600;

const place = (doc: PmNode, placed: readonly PlacedAnchor[]): Marked => {
  if (placed.length === 0) return { placed, set: DecorationSet.empty };
  const map = textMap(doc);
  const found = placed.flatMap((each) => {
    const at = findAnchor(map, each.anchor);
    return at ? [Decoration.inline(at.from, at.to, { class: each.resolved ? 'editor-anchor is-resolved' : 'editor-anchor', 'data-anchor': each.id }, { id: each.id })] : [];
  });
  return { placed, set: DecorationSet.create(doc, found) };
};

export const rangeOfAnchor = (state: EditorState, id: string): { from: number; to: number } | null => anchorsKey.getState(state)?.set.find(undefined, undefined, (spec) => spec.id === id)[0] ?? null;

/** Where each anchor stands now, of those that were found when they were placed. */
export function movedAnchors(state: EditorState): MovedAnchor[] {
  const { placed, set } = anchorsKey.getState(state)!;
  const map = textMap(state.doc);
  const now = new Map(set.find().map(({ from, to, spec }) => [spec.id as string, anchorOf(map, from, to)]));
  return placed.flatMap(({ id, anchor }) => {
    const moved = now.get(id) ?? null;
    return moved?.quote === anchor.quote && moved.before === anchor.before && moved.after === anchor.after ? [] : [{ id, anchor: moved }];
  });
}

/** Comments lie over the text and move with it; the document itself knows nothing of them. */
export const anchorMarks = (press: (id: string) => void, moved: (anchors: MovedAnchor[]) => void) =>
  new Plugin<Marked>({
    key: anchorsKey,
    state: {
      init: (_, { doc }) => place(doc, []),
      apply: (tr, marked) => {
        const placed: PlacedAnchor[] | undefined = tr.getMeta(anchorsKey);
        if (placed) return place(tr.doc, placed);
        if (!tr.docChanged) return marked;
        return tr.getMeta('fromOutside') ? place(tr.doc, marked.placed) : { ...marked, set: marked.set.map(tr.mapping, tr.doc) };
      },
    },
    props: {
      decorations: (state) => anchorsKey.getState(state)?.set,
      handleClick: (_view, _pos, event) => {
        const id = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-anchor]')?.dataset.anchor : undefined;
        if (id) press(id);
        return false;
      },
    },
    view: () => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      return {
        update: (view, before) => {
          if (view.state.doc === before.doc || anchorsKey.getState(view.state)!.placed.length === 0) return;
          clearTimeout(timer);
          timer = setTimeout(() => {
            if (view.isDestroyed) return;
            const changes = movedAnchors(view.state);
            if (changes.length > 0) moved(changes);
          }, SETTLED_MS);
        },
        destroy: () => clearTimeout(timer),
      };
    },
  });
