import type { Node as PmNode } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { LANGUAGES } from './languages.ts';

type GetPos = () => number | undefined;
export type MakeView = (node: PmNode, view: EditorView, getPos: GetPos) => NodeView;

/** A block with text inside and one control beside it. The control keeps its own events; the text is ProseMirror's. */
function holder(node: PmNode, dom: HTMLElement, contentDOM: HTMLElement, control: Pick<HTMLElement, 'contentEditable' | 'contains'>, show: (node: PmNode) => void): NodeView {
  const { type } = node;
  control.contentEditable = 'false';
  show(node);
  return {
    dom,
    contentDOM,
    update: (next) => {
      if (next.type !== type) return false;
      show(next);
      return true;
    },
    stopEvent: (event) => event.target instanceof globalThis.Node && control.contains(event.target),
    ignoreMutation: (change) => change.type !== 'selection' && !contentDOM.contains(change.target),
  };
}

function set(view: EditorView, getPos: GetPos, attrs: Record<string, unknown>): void {
  const at = getPos();
  const node = at === undefined ? null : view.state.doc.nodeAt(at);
  if (at !== undefined && node && view.editable) view.dispatch(view.state.tr.setNodeMarkup(at, null, { ...node.attrs, ...attrs }, node.marks));
}

const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className = ''): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
};

function backOnEscape(control: Pick<HTMLElement, 'addEventListener'>, view: EditorView): void {
  control.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    view.focus();
  });
}

/** A select that gives the focus back to the text once it is chosen from, and on Escape. */
function choice(label: string, options: readonly (readonly [string, string])[], view: EditorView, choose: (value: string) => void): HTMLSelectElement {
  const select = make('select', 'editor-choice');
  select.ariaLabel = label;
  for (const [value, words] of options) select.add(new Option(words, value));
  select.addEventListener('change', () => {
    choose(select.value);
    view.focus();
  });
  backOnEscape(select, view);
  return select;
}

export const codeBlockView: MakeView = (node, view, getPos) => {
  const dom = make('div', 'editor-code');
  const pre = make('pre');
  const code = make('code');
  code.spellcheck = false;
  code.dir = 'ltr';
  const select = choice('Language of the code', [['', 'Plain text'], ...LANGUAGES], view, (value) => set(view, getPos, { language: value || null }));
  pre.appendChild(code);
  dom.appendChild(select);
  dom.appendChild(pre);
  return holder(node, dom, code, select, ({ attrs }) => {
    const language: string = attrs.language ?? '';
    if (!Array.from(select.options).some(({ value }) => value === language)) select.add(new Option(language, language));
    select.value = language;
    select.disabled = !view.editable;
  });
};

export const TONES = [['note', 'Note'], ['tip', 'Tip'], ['warning', 'Warning'], ['danger', 'Danger']] as const;

export const calloutView: MakeView = (node, view, getPos) => {
  const dom = make('div', 'editor-callout');
  const inside = make('div', 'editor-callout-text');
  const select = choice('Kind of callout', TONES, view, (tone) => set(view, getPos, { tone }));
  dom.appendChild(select);
  dom.appendChild(inside);
  return holder(node, dom, inside, select, ({ attrs }) => {
    dom.dataset.tone = attrs.tone;
    select.value = attrs.tone;
    select.disabled = !view.editable;
  });
};

export const taskItemView: MakeView = (node, view, getPos) => {
  const dom = make('li', 'editor-task');
  const label = make('label');
  const box = make('input');
  const inside = make('div');
  box.type = 'checkbox';
  box.addEventListener('change', () => set(view, getPos, { checked: box.checked }));
  backOnEscape(box, view);
  label.appendChild(box);
  dom.appendChild(label);
  dom.appendChild(inside);
  return holder(node, dom, inside, label, (next) => {
    box.checked = next.attrs.checked;
    box.disabled = !view.editable;
    box.ariaLabel = `Done: ${next.firstChild?.textContent || 'an empty task'}`;
    dom.dataset.checked = String(next.attrs.checked);
  });
};
