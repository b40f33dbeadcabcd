import type { Editor, JSONContent } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { emptyDocument, paragraph } from '../../document/document.ts';
import { KIND_DEEDS } from './deeds.ts';
import type { Doors, PickedAsset } from './doors.ts';

export interface SlashItem {
  name: string;
  label: string;
  group: string;
  /** Other words for it. */
  also?: string;
  run(editor: Editor, doors: Doors): void;
}

/** Columns stand in the document itself; everything else where the cursor is. Writing goes on in the first cell or column. */
export function insertBlock(editor: Editor, block: JSONContent): void {
  const { $from, from } = editor.state.selection;
  const isNested = $from.depth > 1 && block.type === 'columns';
  if (isNested) editor.chain().focus().insertContentAt($from.after(1), block).run();
  else editor.chain().focus().insertContent(block).run();
  if (block.type !== 'columns' && block.type !== 'table') return;
  const { doc, tr, selection } = editor.state;
  let first: number | undefined;
  doc.nodesBetween(Math.max(0, from - 1), selection.to, ({ type }, pos) => {
    if (type.name === block.type && pos >= from - 1) first ??= pos;
  });
  if (first !== undefined) editor.view.dispatch(tr.setSelection(Selection.near(doc.resolve(first + 1))));
}

export const imageOf = ({ id, altText }: PickedAsset): JSONContent => ({ type: 'image', attrs: { assetId: id, alt: altText, caption: '', width: 'text', href: null } });

const cells = (type: string) => Array.from({ length: 3 }, () => ({ type, content: [paragraph()] }));
const TABLE: JSONContent = { type: 'table', content: [{ type: 'tableRow', content: cells('tableHeader') }, ...[1, 2].map(() => ({ type: 'tableRow', content: cells('tableCell') }))] };
const columns = (count: number): JSONContent => ({ type: 'columns', content: Array.from({ length: count }, () => ({ type: 'column', content: emptyDocument().content })) });

const put = (block: JSONContent) => (editor: Editor) => insertBlock(editor, block);
const TEXT = Object.fromEntries(KIND_DEEDS.map((deed) => [deed.name, deed]));
const ALSO: Record<string, string> = { paragraph: 'paragraph plain', bulletList: 'points unordered ul', orderedList: 'numbers ol', taskList: 'todo checklist checkbox', blockquote: 'citation', codeBlock: 'source pre snippet', heading1: 'title h1', heading2: 'section h2', heading3: 'h3', heading4: 'h4' };
const text = (group: string, ...names: string[]) => names.map((name): SlashItem => ({ name, label: TEXT[name]!.label, group, also: ALSO[name] ?? '', run: TEXT[name]!.run }));

async function pick(editor: Editor, { pickAssets }: Doors, kind: 'image' | 'video', many: boolean, build: (assets: PickedAsset[]) => JSONContent[]): Promise<void> {
  const picked = await pickAssets(kind, many);
  if (picked.length > 0 && !editor.isDestroyed) editor.chain().focus().insertContent(build(picked)).run();
}

export const insertImages = (editor: Editor, doors: Doors) => pick(editor, doors, 'image', true, (assets) => assets.map(imageOf));
const gallery = (assets: PickedAsset[]): JSONContent[] => [{ type: 'gallery', attrs: { images: assets.slice(0, 30).map(({ id, altText }) => ({ assetId: id, alt: altText, caption: '' })) } }];

export const SLASH_ITEMS: readonly SlashItem[] = [
  ...text('Text', 'paragraph', 'heading2', 'heading3', 'heading4', 'heading1'),
  ...text('Lists', 'bulletList', 'orderedList', 'taskList'),
  { name: 'image', label: 'Image', group: 'Media', also: 'picture photo', run: (editor, doors) => void insertImages(editor, doors) },
  { name: 'gallery', label: 'Gallery', group: 'Media', also: 'images pictures photos', run: (editor, doors) => void pick(editor, doors, 'image', true, gallery) },
  { name: 'video', label: 'Video', group: 'Media', also: 'film clip', run: (editor, doors) => void pick(editor, doors, 'video', false, ([asset]) => [{ type: 'video', attrs: { assetId: asset!.id, caption: '' } }]) },
  { name: 'embed', label: 'Embed', group: 'Media', also: 'youtube vimeo spotify post iframe', run: (_, doors) => doors.open('embed') },
  ...text('Set apart', 'blockquote'),
  { name: 'callout', label: 'Callout', group: 'Set apart', also: 'note tip warning box aside', run: put({ type: 'callout', attrs: { tone: 'note' }, content: [paragraph()] }) },
  ...text('Set apart', 'codeBlock'),
  { name: 'table', label: 'Table', group: 'Set apart', also: 'grid rows', run: put(TABLE) },
  { name: 'columns2', label: 'Two columns', group: 'Set apart', also: 'layout side', run: put(columns(2)) },
  { name: 'columns3', label: 'Three columns', group: 'Set apart', also: 'layout side', run: put(columns(3)) },
  { name: 'button', label: 'Button', group: 'Set apart', also: 'call to action cta', run: put({ type: 'button', attrs: { href: '', label: 'Read more', look: 'primary' } }) },
  { name: 'horizontalRule', label: 'Rule', group: 'Set apart', also: 'divider line separator hr', run: put({ type: 'horizontalRule' }) },
  { name: 'footnote', label: 'Footnote', group: 'In the line', also: 'note reference', run: put({ type: 'footnote', attrs: { text: '' } }) },
  { name: 'placeholder', label: 'Placeholder', group: 'In the line', also: 'template variable field', run: put({ type: 'placeholder', attrs: { name: 'name' } }) },
];

const plainly = (words: string) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose label begins so come first, then those where any word does; the groups stay together. */
export function matchItems(query: string): SlashItem[] {
  const wanted = plainly(query.trim());
  if (wanted === '') return [...SLASH_ITEMS];
  const rank = ({ label, also = '' }: SlashItem) => (plainly(label).startsWith(wanted) ? 0 : plainly(`${label} ${also}`).split(' ').some((word) => word.startsWith(wanted)) ? 1 : plainly(label).includes(wanted) ? 2 : 3);
  const found = SLASH_ITEMS.filter((item) => rank(item) < 3).sort((a, b) => rank(a) - rank(b));
  const groups = [...new Set(found.map(({ group }) => group))];
  return groups.flatMap((group) => found.filter((item) => item.group === group));
}
