import type { DocumentJson } from '#app/domains/content/document/document.ts';

const text = (words: string, ...marks: (string | { type: string; attrs: object })[]) => ({ type: 'text', text: words, ...(marks.length > 0 ? { marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) } : {}) });
const link = (href: string) => ({ type: 'link', attrs: { href, itemId: null, title: null } });
const node = (type: string, content: object[] = [], attrs?: object) => ({ type, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) });
const p = (...inline: (string | object)[]) => node('paragraph', inline.map((each) => (typeof each === 'string' ? text(each) : each)));
const heading = (level: number, words: string) => node('heading', [text(words)], { level });
const footnote = (words: string) => node('footnote', [], { text: words });
const item = (...blocks: object[]) => node('listItem', blocks);
const image = (assetId: string, width: string, caption: string) => node('image', [], { assetId, alt: 'A grey harbour with a ferry at the quay', caption, width, href: null });
const cell = (type: string, words: string, align: string | null = null) => node(type, [p(words)], { align });

const TABLE = [
  ['Crossing', 'Boat', 'Built', 'Seats', 'Minutes', 'On time'],
  ['Norra kajen – Holmen', 'The Kittiwake', '1974', '120', '18', '97 %'],
  ['Holmen – Skarv', 'The Guillemot', '1988', '64', '31', '92 %'],
  ['Skarv – Yttre fyren', 'The Tern', '2011', '40', '55', '81 %'],
];

const CODE = `export const crossing = (from: Quay, to: Quay) =>
  timetable.filter((line) => line.calls.includes(from.id) && line.calls.includes(to.id)).map(({ minutes }) => minutes);`;

/** Everything that a document can hold, as a piece that one could read. Pictures are named by the assets. */
export const everyBlock = ([first = 'a', second = 'b', third = 'c']: string[]): DocumentJson =>
  ({
    type: 'doc',
    content: [
      p('On a morning in late October the ferry to Holmen leaves with eleven people on board, two of them asleep. The skipper counts them without seeming to, as one counts stairs.', footnote('The count is written down by hand, in a book that nobody has ever asked to see.'), ' “You never know,” she says, and then says nothing for the rest of the crossing.'),
      p('There are ', text('forty-one', 'bold'), ' such lines along this coast, and ', text('no two', 'italic'), ' keep their time the same way. Some have ', text('an app', link('https://example.com/app')), '; some have a ', text('bell', 'highlight'), '; one has ', text('both', 'strike'), ' neither. What they share is a formula, H', text('2', 'subscript'), 'O and 10', text('3', 'superscript'), ' mornings of ', text('getTimetable()', 'code'), ', and a stubbornness that is ', text('underlined', 'underline'), ' by the weather.'),
      heading(2, 'The count of stairs'),
      p('A timetable is a promise made to people one has not met. It holds because somebody gets up at four.'),
      image(first, 'text', 'The early boat at the north quay. Photograph by the editors.'),
      node('blockquote', [p('A boat that is late is still a boat. A boat that does not come is a road with a hole in it.'), p(text('– the harbour master', 'italic'))]),
      heading(4, 'What is carried'),
      node('bulletList', [item(p('Post, in two sacks')), item(p('Bread, before seven'), node('bulletList', [item(p('white')), item(p('rye, with caraway'))])), item(p('Children, on Mondays'))]),
      node('orderedList', [item(p('Cast off')), item(p('Look back once')), item(p('Look ahead'))], { start: 1, type: null }),
      node('taskList', [node('taskItem', [p('Ropes checked')], { checked: true }), node('taskItem', [p('Lamp trimmed, although it has been electric since 1961')], { checked: false })]),
      node('callout', [p('Bring change. The machine on the quay takes coins that are no longer made.')], { tone: 'note' }),
      node('callout', [p('Sit on the left going out: the seals are there.')], { tone: 'tip' }),
      node('callout', [p('From November the last boat goes at half past five.')], { tone: 'warning' }),
      node('callout', [p('Do not board while the ramp moves.')], { tone: 'danger' }),
      image(second, 'wide', 'Holmen from the water, where the road ends.'),
      heading(2, 'Numbers that somebody keeps'),
      node('table', [node('tableRow', TABLE[0]!.map((words) => cell('tableHeader', words))), ...TABLE.slice(1).map((row) => node('tableRow', row.map((words, at) => cell(at === 0 ? 'tableHeader' : 'tableCell', words, at > 1 ? 'right' : null))))]),
      node('codeBlock', [text(CODE)], { language: 'ts' }),
      node('columns', [node('column', [heading(3, 'Summer'), p('Eleven boats a day, and a queue that has learnt to be cheerful.')]), node('column', [heading(3, 'Winter'), p('Three boats a day, and the same four people, who do not talk before Skarv.')])]),
      node('gallery', [], { images: [{ assetId: first, alt: 'The quay', caption: 'The quay' }, { assetId: second, alt: 'The island', caption: '' }, { assetId: third, alt: 'The lamp', caption: 'The lamp, lit' }] }),
      node('embed', [], { url: 'https://vimeo.com/76979871', title: 'The crossing in four minutes' }),
      node('embed', [], { url: 'https://maps.app.goo.gl/abcdef', title: 'Where the boats go' }),
      image(third, 'full', 'The last light of the line.'),
      node('button', [], { href: 'https://example.com/timetable', label: 'See the timetable', look: 'primary' }),
      node('button', [], { href: 'https://example.com/boats', label: 'All the boats', look: 'plain' }),
      node('horizontalRule'),
      p('The skipper ties up, counts again, and arrives at eleven.', footnote('She arrived at eleven in both senses.')),
    ],
  }) as unknown as DocumentJson;

export const inArabic: DocumentJson = {
  type: 'doc',
  content: [
    p('في صباح من أواخر أكتوبر تغادر العبّارة إلى الجزيرة وعلى متنها أحد عشر شخصًا، اثنان منهم نائمان. يعدّهم القبطان كما تُعدّ درجات السلّم، دون أن يبدو عليه ذلك.'),
    heading(2, 'ما يُحمل كل يوم'),
    node('bulletList', [item(p('البريد في كيسين')), item(p('الخبز قبل السابعة')), item(p('الأطفال يوم الاثنين'))]),
    node('blockquote', [p('القارب المتأخر يبقى قاربًا.')]),
    node('callout', [p('اجلس إلى اليسار في الذهاب.')], { tone: 'tip' }),
    p('ثم يربط القبطان الحبل ويعدّ مرة أخرى، ويصل إلى أحد عشر.'),
  ],
} as unknown as DocumentJson;
