import type { Node as PmNode } from '@tiptap/pm/model';
import { NodeSelection, Selection } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';

/** One block or sign that React draws: what it is now, and what it may do. */
export interface Card {
  key: string;
  dom: HTMLElement;
  node: PmNode;
  selected: boolean;
  editable: boolean;
  change(attrs: Record<string, unknown>): void;
  remove(): void;
  /** Back to the text, behind it. */
  leave(): void;
}

/** The cards that are on the page now. ProseMirror says where; React draws each into its place. */
export class Cards {
  #views = new Map<string, CardView>();
  #listeners = new Set<() => void>();
  #shown: readonly Card[] = [];
  #next = 0;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly shown = () => this.#shown;

  readonly view = (node: PmNode, view: EditorView, getPos: () => number | undefined): NodeView => {
    const key = String((this.#next += 1));
    const made = new CardView(node, view, getPos, () => this.#tell(), () => this.#views.delete(key), key);
    this.#views.set(key, made);
    this.#tell();
    return made;
  };

  #tell(): void {
    this.#shown = Array.from(this.#views.values(), (each) => each.card());
    for (const listener of this.#listeners) listener();
  }
}

class CardView implements NodeView {
  readonly dom: HTMLElement;
  #node: PmNode;
  #selected = false;
  #card: Card | null = null;

  constructor(node: PmNode, private readonly view: EditorView, private readonly getPos: () => number | undefined, private readonly tell: () => void, private readonly gone: () => void, private readonly key: string) {
    this.#node = node;
    this.dom = document.createElement(node.isInline ? 'span' : 'div');
    this.dom.className = `editor-card editor-${node.type.name}`;
    this.dom.contentEditable = 'false';
  }

  card(): Card {
    this.#card ??= {
      key: this.key, dom: this.dom, node: this.#node, selected: this.#selected, editable: this.view.editable,
      change: (attrs) => this.#at((at) => this.view.dispatch(this.#reselect(this.view.state.tr.setNodeMarkup(at, null, { ...this.#node.attrs, ...attrs }, this.#node.marks), at))),
      remove: () => this.#at((at) => this.#dispatchAndFocus(this.view.state.tr.delete(at, at + this.#node.nodeSize))),
      leave: () => this.#at((at) => this.#dispatchAndFocus(this.view.state.tr.setSelection(Selection.near(this.view.state.doc.resolve(at + this.#node.nodeSize))))),
    };
    return this.#card;
  }

  #at(act: (at: number) => void): void {
    const at = this.getPos();
    if (at !== undefined) act(at);
  }

  #dispatchAndFocus(tr: EditorView['state']['tr']): void {
    this.view.dispatch(tr);
    this.view.focus();
  }

  /** Writing attributes replaces the node, which would drop its being selected. */
  #reselect(tr: EditorView['state']['tr'], at: number) {
    return this.#selected ? tr.setSelection(NodeSelection.create(tr.doc, at)) : tr;
  }

  #changed(): void {
    this.#card = null;
    this.tell();
  }

  update(node: PmNode): boolean {
    if (node.type !== this.#node.type) return false;
    if (node !== this.#node) {
      this.#node = node;
      this.#changed();
    }
    return true;
  }

  selectNode(): void {
    this.#selected = true;
    this.dom.classList.add('is-selected');
    this.#changed();
  }

  deselectNode(): void {
    this.#selected = false;
    this.dom.classList.remove('is-selected');
    this.#changed();
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest('input, textarea, select, button, a, [popover]') !== null && !event.type.startsWith('drag') && event.type !== 'drop';
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.gone();
    this.tell();
  }
}
