import { Slice } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentJson } from '../../document/document.ts';
import { readEmbed } from '../../document/embeds.ts';
import { safeAddress } from '../../document/safe-address.ts';
import type { PickedAsset } from './doors.ts';
import { looksLikeMarkdown } from './markdown-text.ts';
import type { Brought, Place } from './pasting.ts';
import { imageOf } from './slash-items.ts';

const readers = {
  html: async (html: string) => (await import('../../document/parse-html.ts')).parseHtml(html).document,
  markdown: async (text: string) => (await import('../../document/parse-markdown.ts')).parseMarkdown(text).document,
};

/** With the first focus as well, so that a paste is mostly answered at once. */
void readers.markdown('').catch(() => undefined);

/** What comes from elsewhere is read by the same rules as an import; when those cannot be fetched, by the editor's own. */
function insertRead(view: EditorView, reading: Promise<DocumentJson>, otherwise: () => void): void {
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

/** A browser says HTML even for a line from a code editor, which holds nothing but styled text. */
const saysNothing = (html: string) => !/<(?:p|h[1-6]|ul|ol|li|table|a|b|strong|em|i|img|blockquote|pre|code|br)[\s>/]/i.test(html);

export function takePictures({ editor, takeFiles }: Place, files: File[], at: number | null): boolean {
  const taken = takeFiles()?.(files);
  taken?.then((assets: PickedAsset[]) => {
    if (assets.length > 0 && !editor.isDestroyed) editor.commands.insertContentAt(at === null ? editor.state.selection : Math.min(at, editor.state.doc.content.size), assets.map(imageOf));
  }, () => undefined);
  return taken !== undefined;
}

/** Before ProseMirror builds the foreign HTML itself: its styles would offend the page's policy. */
export function readBrought(place: Place, view: EditorView, { html, text, files }: Brought): boolean {
  if (files.length > 0 && html === '') return takePictures(place, files, null);
  if (isAddress(text.trim())) return pasteAddress(view, text.trim());
  const isMarkdown = text !== '' && (html === '' || saysNothing(html)) && looksLikeMarkdown(text);
  if (isMarkdown) insertRead(view, readers.markdown(text), () => view.pasteText(text));
  else if (html !== '' && !saysNothing(html)) insertRead(view, readers.html(html), () => view.pasteText(text));
  else if (html !== '') view.pasteText(text);
  return isMarkdown || html !== '';
}
