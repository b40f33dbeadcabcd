import { type Block, type DocumentJson, type Mark, paragraph, plain } from '#app/domains/content/document/document.ts';

const p = (...inside: (string | ReturnType<typeof plain>)[]) => paragraph(inside.map((each) => (typeof each === 'string' ? plain(each) : each)));
const marked = (text: string, ...marks: Mark[]) => plain(text, marks);
const heading = (level: number, text: string): Block => ({ type: 'heading', attrs: { level, textAlign: null }, content: [plain(text)] });
const item = (type: string, text: string, attrs?: Record<string, unknown>): Block => ({ type, ...(attrs ? { attrs } : {}), content: [p(text)] });
const cell = (type: string, text: string): Block => ({ type, attrs: { colspan: 1, rowspan: 1, colwidth: null, align: null }, content: [p(text)] });
const link = (href: string): Mark => ({ type: 'link', attrs: { href, itemId: null, title: null } });

/** One of each, so that a picture of the page shows them all. */
export const SAMPLE: DocumentJson = {
  type: 'doc',
  content: [
    heading(2, 'What the ice tells us'),
    p('The harbour is ', marked('older than the town', { type: 'bold' }), ', and the ice is older than both. Every winter someone writes down ', marked('the first day it carries a person', { type: 'italic' }), { type: 'footnote', attrs: { text: 'The book is kept in the harbour office.' } }, ', and there is ', marked('a page about it', link('https://example.test/ice')), '.'),
    { type: 'image', attrs: { assetId: 'harbour', alt: '', caption: 'The outer mole, before the first frost.', width: 'text', href: null } },
    heading(3, 'How it is measured'),
    { type: 'bulletList', content: [item('listItem', 'A drill, a rod and a rope'), item('listItem', 'Two people, never one')] },
    { type: 'orderedList', attrs: { start: 1, type: null }, content: [item('listItem', 'Drill'), item('listItem', 'Measure')] },
    { type: 'taskList', content: [item('taskItem', 'Ask the harbour master', { checked: true }), item('taskItem', 'Check the figures of last year', { checked: false })] },
    { type: 'callout', attrs: { tone: 'warning' }, content: [p('Less than ten centimetres carries nobody.')] },
    { type: 'blockquote', content: [p('You hear it before you see it.')] },
    { type: 'codeBlock', attrs: { language: 'javascript' }, content: [plain("// centimetres\nconst carries = (ice) => (ice >= 10 ? 'a person' : null);")] },
    { type: 'table', content: [{ type: 'tableRow', content: [cell('tableHeader', 'Winter'), cell('tableHeader', 'First day'), cell('tableHeader', 'Thickest')] }, { type: 'tableRow', content: [cell('tableCell', '2023'), cell('tableCell', '4 January'), cell('tableCell', '41 cm')] }] },
    { type: 'columns', content: [{ type: 'column', content: [p('On the left the sea.')] }, { type: 'column', content: [p('On the right the land.')] }] },
    { type: 'image', attrs: { assetId: 'ice', alt: '', caption: '', width: 'wide', href: null } },
    { type: 'gallery', attrs: { images: [{ assetId: 'harbour', alt: '', caption: 'Dusk' }, { assetId: 'ice', alt: 'Thin ice', caption: '' }] } },
    { type: 'embed', attrs: { url: 'https://vimeo.com/76979871', title: '' } },
    { type: 'button', attrs: { href: 'https://example.test/', label: 'Read the book', look: 'primary' } },
    { type: 'horizontalRule' },
    p('القرية أقدم من الميناء.'),
    p('Dear ', { type: 'placeholder', attrs: { name: 'reader' } }, ', thank you.'),
  ],
};
