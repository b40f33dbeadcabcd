import type { Editor } from '@tiptap/core';
import { Slice } from '@tiptap/pm/model';
import { Plugin, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentJson } from '../../document/document.ts';
import { readEmbed } from '../../document/embeds.ts';
import { safeAddress } from '../../document/safe-address.ts';
import type { EditorProps, PickedAsset } from './doors.ts';
import { looksLikeMarkdown } from './markdown-text.ts';
import { imageOf } from './slash-items.ts';

const readers = {
  html: async (html: string) => (await import('../../document/parse-html.ts')).parseHtml(html).document,
  markdown: async (text: string) => (await import('../../document/parse-markdown.ts')).parseMarkdown(text).document,
};

/** Fetched with the first focus, so that a paste is mostly answered at once. */
export const warmReaders = () => void import('../../document/parse-markdown.ts').catch(() => undefined);

/** What comes from elsewhere is read by the same rules as an import; when those cannot be fetched, by the editor's own. */
export function insertRead(view: EditorView, reading: Promise<DocumentJson>, otherwise: () => void): void {
  reading.then((document) => {
    if (view.isDestroyed) return;
    const { content } = view.state.schema.nodeFromJSON(document);
    view.dispatch(view.state.tr.replaceSelection(Slice.maxOpen(content, true)).scrollIntoView().setMeta('paste', true));
  }).catch(() => !view.isDestroyed && otherwise());
}

const isAddress = (text: string) => /^(?:https?:\/\/|mailto:)\S+$/i.test(text) && safeAddress(text) !== null;

function pasteAddress(view: EditorView, address: string): boolean {
  const { tr, selection, schema } = view.state;
  const { $from, empty } = selection;
  const embed = readEmbed(address);
  const isAlone = empty && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
  const mark = schema.marks.link!.create({ href: safeAddress(address), itemId: null, title: null });
  if (embed && isAlone) view.dispatch(tr.replaceSelectionWith(schema.nodes.embed!.create({ url: embed.url, title: '' })).scrollIntoView());
  else if (!empty && $from.parent.inlineContent) view.dispatch(tr.addMark(selection.from, selection.to, mark));
  else view.dispatch(tr.replaceSelectionWith(schema.text(address, [mark]), false).scrollIntoView());
  return true;
}

const pictures = (data: DataTransfer | null) => Array.from(data?.files ?? []).filter(({ type }) => type.startsWith('image/'));

/** A browser says HTML even for a line from a code editor, which holds nothing but styled text. */
const saysNothing = (html: string) => !/<(?:p|h[1-6]|ul|ol|li|table|a|b|strong|em|i|img|blockquote|pre|code|br)[\s>/]/i.test(html);

export const pasting = (editor: Editor, takeFiles: () => EditorProps['takeFiles']) => {
  let plain = false;
  const take = (files: File[], at: number | null) => {
    const taken = takeFiles()?.(files);
    taken?.then((assets: PickedAsset[]) => {
      if (assets.length > 0 && !editor.isDestroyed) editor.commands.insertContentAt(at === null ? editor.state.selection : Math.min(at, editor.state.doc.content.size), assets.map(imageOf));
    }, () => undefined);
    return taken !== undefined;
  };
  /** Before ProseMirror builds the foreign HTML itself: its styles would offend the page's policy. */
  const read = (view: EditorView, data: DataTransfer): boolean => {
    const html = data.getData('text/html');
    const text = data.getData('text/plain');
    if (view.state.selection.$from.parent.type.spec.code || html.includes('data-pm-slice')) return false;
    const files = pictures(data);
    if (files.length > 0 && html === '') return take(files, null);
    if (isAddress(text.trim())) return pasteAddress(view, text.trim());
    const isMarkdown = text !== '' && (html === '' || saysNothing(html)) && looksLikeMarkdown(text);
    if (isMarkdown) insertRead(view, readers.markdown(text), () => view.pasteText(text));
    else if (html !== '' && !saysNothing(html)) insertRead(view, readers.html(html), () => view.pasteText(text));
    else if (html !== '') view.pasteText(text);
    return isMarkdown || html !== '';
  };
  const drop = (view: EditorView, { dataTransfer: data, clientX, clientY }: DragEvent): boolean => {
    const at = view.posAtCoords({ left: clientX, top: clientY });
    if (!data || !at || view.dragging) return false;
    const files = pictures(data);
    if (files.length > 0) return take(files, at.pos);
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
          warmReaders();
          return false;
        },
        paste: (view, event) => answered(event, view.editable && !plain && event.clipboardData !== null && read(view, event.clipboardData)),
        drop: (view, event) => answered(event, view.editable && drop(view, event)),
      },
    },
  });
};
