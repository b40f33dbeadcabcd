import { livePieces, type Press, publishDemo } from './demo-live.ts';
import { type Body, countWords, ferryStory, lines, noteTemplate, textOf } from './demo-writing.ts';

type Row = Record<string, unknown>;

interface Demo {
  insert: (table: string, rows: Row[]) => Promise<void>;
  /** What follows from the rows themselves. */
  run: (sql: string, values: unknown[]) => Promise<{ rows: Row[] }>;
  press: Press;
  organization: string;
  here: { organization_id: string };
  people: { owner: string; admin: string; editor: string; member: string };
  /** Is there a library? */
  pictures: boolean;
  id: (number: number) => string;
  ago: (hours: number) => string;
}

interface Piece {
  title: string;
  slug: string;
  type: string;
  status: string;
  author: keyof Demo['people'];
  hours: number;
  excerpt?: string;
  category?: number;
  tags?: number[];
  language?: string;
  /** Its words, the oldest version first: the last is what stands there now. */
  versions: Body[];
  more?: Row;
}

/** What the owner is asked about; the bell and Today lead to it. */
export const DEMO_REVIEW = { id: '01990000-0000-7000-8000-000000000120', title: 'The ferry that waits', note: 'Is the ending too soft?' };

const TAGS = [{ name: 'Portrait', color: 'violet' }, { name: 'Winter', color: 'blue' }, { name: 'By hand', color: 'amber' }];
const CATEGORIES = [{ name: 'The harbour', slug: 'the-harbour', description: 'Everything that floats, and who waits for it.' }, { name: 'Ships', slug: 'ships', parent: 0 }, { name: 'Behind the paper', slug: 'behind-the-paper' }] satisfies Row[];

/** The first id of each kind; tests/e2e/screens.ts knows the pieces by it. */
const AT = { category: 0x100, tag: 0x108, template: 0x110, piece: 0x120, group: 0x140, comment: 0x150, approval: 0x158 };
const [FERRY, KEEPER, WINTER] = [0, 1, 4];

/** A handful of pieces in every state, with what people say about them; some of them live. */
export async function writeDemoContent({ insert, run, press, organization, here, people, pictures, id, ago }: Demo): Promise<void> {
  const pieceId = (index: number) => id(AT.piece + index);
  const categoryId = (index: number) => id(AT.category + index);
  const picture = (number: number) => (pictures ? id(0x70 + number) : null);
  const story = ferryStory(pictures ? { ferry: id(0x75), lighthouse: id(0x74) } : null, pieceId(KEEPER));
  const pieces: Piece[] = [...written(story, picture, id), ...livePieces(picture)];

  await insert('content_categories', CATEGORIES.map(({ name, slug, ...more }, index) => {
    const parent = 'parent' in more ? more.parent : undefined;
    const [parentId, siblings] = parent === undefined ? [null, CATEGORIES.filter((each) => !('parent' in each))] : [categoryId(parent), [CATEGORIES[index]]];
    return {
      ...here, id: categoryId(index), name, slug, description: 'description' in more ? more.description : '', parent_id: parentId,
      position: siblings.findIndex((each) => each?.slug === slug), path: parentId ? `/${parentId}/${categoryId(index)}/` : `/${categoryId(index)}/`,
    };
  }));
  await insert('tags', TAGS.map((tag, index) => ({ ...here, id: id(AT.tag + index), ...tag, slug: tag.name.toLowerCase().replace(' ', '-') })));
  await insert('content_templates', [
    {
      ...here, id: id(AT.template), created_by: people.editor, name: 'Harbour notes', description: 'A short letter at the end of the week.', content_type: 'newsletter', category: 'Letters',
      body: noteTemplate(), default_values: { title: 'Notes from {place}', tags: ['By hand'], categoryId: categoryId(0) },
      structure: JSON.stringify([{ title: 'This week', hint: 'Three sentences.', required: true }, { title: 'Next week', hint: 'One thing.', required: false }]),
      variables: JSON.stringify([{ name: 'place', label: 'Where it happened', type: 'text', required: true, fallback: '', choices: [] }]),
      created_at: ago(80),
    },
  ]);

  for (const [index, { title, slug, type, status, author, hours, excerpt = '', category, tags = [], language = 'en', versions, more = {} }] of pieces.entries()) {
    const [first] = versions;
    const own = { ...here, content_item_id: pieceId(index) };
    const columns = (body: Body) => ({ body, body_text: textOf(body), word_count: countWords(textOf(body)) });
    const [writer, begun] = [people[author], hours + versions.length];
    await insert('content_items', [
      {
        ...here, id: pieceId(index), author_id: writer, edited_by: writer, category_id: category === undefined ? null : categoryId(category), title, slug, type, language, excerpt,
        translation_group: id(AT.group + index), status: 'draft', created_at: ago(begun), edited_at: ago(begun), ...more, deleted_at: null, ...columns(first!),
      },
    ]);
    await insert('content_item_tags', tags.map((tag) => ({ ...own, tag_id: id(AT.tag + tag) })));
    for (const [version, body] of versions.entries()) {
      const [at, { body_text, word_count }] = [ago(begun - version), columns(body)];
      if (version > 0) await run('update content_items set body = $2, body_text = $3, word_count = $4, revision = revision + 1, edited_at = $5 where id = $1', [pieceId(index), body, body_text, word_count, at]);
      await run(KEEP_REVISION, [pieceId(index), version === 0 ? 'create' : version === versions.length - 1 ? 'save' : 'autosave', JSON.stringify(version === 0 ? [] : ['body']), writer, at]);
    }
    await run('update content_items set status = $2, deleted_at = $3 where id = $1', [pieceId(index), status, more.deleted_at ?? null]);
    await run(INDEX, [pieceId(index)]);
  }

  await insert('content_comments', [
    {
      ...here, id: id(AT.comment), content_item_id: pieceId(FERRY), author_id: people.admin, created_at: ago(6),
      body: `@[Demo Editor](${people.editor}) is it three rules or four? The captain told me four.`, anchor: { quote: 'It has three rules', before: 'The captain keeps a list in the wheelhouse. ', after: ':' },
    },
    { ...here, id: id(AT.comment + 1), content_item_id: pieceId(FERRY), parent_id: id(AT.comment), author_id: people.editor, created_at: ago(5), body: 'Three. The fourth is about the coffee.' },
    { ...here, id: id(AT.comment + 2), content_item_id: pieceId(FERRY), author_id: people.member, created_at: ago(4), resolved_at: ago(3), resolved_by: people.editor, body: 'The second picture has its words now.' },
  ]);
  const hash = (index: number) => run('select content_hash from content_items where id = $1', [pieceId(index)]);
  const [asked, given] = await Promise.all([hash(FERRY), hash(KEEPER)]);
  const approval = (number: number, item: number, more: Row) => ({ ...here, id: id(AT.approval + number), content_item_id: pieceId(item), requested_by: people.editor, approver_id: people.owner, ...more });
  await insert('content_approvals', [
    approval(0, FERRY, { revision: 3, content_hash: asked.rows[0]!.content_hash, note: DEMO_REVIEW.note, created_at: ago(2) }),
    approval(1, KEEPER, { revision: 2, content_hash: given.rows[0]!.content_hash, status: 'approved', comment: 'Lovely. Leave the last line alone.', created_at: ago(28), decided_at: ago(26) }),
    approval(2, WINTER, { revision: 1, content_hash: 'f'.repeat(64), status: 'approved', comment: 'Good to go.', created_at: ago(21), decided_at: ago(20) }),
  ]);
  await publishDemo({ insert, run, press, here, organization, editor: people.editor, id, ago });
}

/** As keepRevision in app/domains/content/revision.server.ts writes it. */
const KEEP_REVISION = `
  insert into content_revisions (organization_id, content_item_id, number, title, excerpt, body, fields, word_count, content_hash, reason, changes, author_id, created_at)
  select organization_id, id, revision, title, excerpt, body, jsonb_build_object('slug', slug, 'type', type, 'format', format, 'platform', platform, 'language', language, 'seo', seo,
    'metadata', metadata, 'categoryId', category_id, 'coverAssetId', cover_asset_id, 'tags', (select coalesce(jsonb_agg(t.name order by lower(t.name)), '[]') from content_item_tags l join tags t on t.id = l.tag_id where l.content_item_id = i.id)),
    word_count, content_hash, $2, $3::jsonb, $4, $5 from content_items i where id = $1`;

/** As app.index_content does for whoever is signed in; nobody is. */
const INDEX = `
  with files as (
    insert into media_usages (organization_id, asset_id, place, place_id) select i.organization_id, a.id, 'content_item', i.id from content_items i join media_assets a on a.organization_id = i.organization_id
    where i.id = $1 and (a.id = i.cover_asset_id or i.body::text like '%' || a.id || '%') on conflict do nothing
  )
  insert into content_links (organization_id, content_item_id, target_item_id) select i.organization_id, i.id, t.id from content_items i join content_items t on t.organization_id = i.organization_id
  where t.id <> i.id and (i.id = $1 and i.body::text like '%' || t.id || '%' or t.id = $1 and i.body::text like '%' || t.id || '%') on conflict do nothing`;

/** In the order of the numbers above. */
function written(story: Body, picture: (number: number) => string | null, id: Demo['id']): Piece[] {
  const begun = (many: number): Body => ({ type: 'doc', content: story.content.slice(0, many) });
  return [
    {
      title: DEMO_REVIEW.title, slug: 'the-ferry-that-waits', type: 'article', status: 'in_review', author: 'editor', hours: 3, category: 1, tags: [0, 1],
      excerpt: 'It leaves at seven, even when nobody is on it.', versions: [lines('The ferry leaves at seven.'), begun(3), story],
      more: { cover_asset_id: picture(5), seo: { title: 'The ferry that waits for everyone', description: 'A demo piece about a ferry, its captain and three rules on a list in the wheelhouse.' } },
    },
    {
      title: 'What the lighthouse keeper writes down', slug: 'what-the-lighthouse-keeper-writes-down', type: 'article', status: 'approved', author: 'editor', hours: 27, category: 0, tags: [0], excerpt: 'Every crossing, by hand.',
      versions: [lines('Every crossing has a line.'), lines('Every crossing has a line in the book: who was late, which way the wind stood, and whether the dog came along.', 'There are forty books. Nobody has asked for them yet.')],
      more: { cover_asset_id: picture(4) },
    },
    {
      title: 'Eight colours and a new front page', slug: 'eight-colours-and-a-new-front-page', type: 'press_release', status: 'draft', author: 'admin', hours: 9, category: 2, tags: [2],
      versions: [lines('The Demo Courier has a new front page. It uses eight colours, and most of them only once.')],
    },
    {
      title: 'Notes from the pier', slug: 'notes-from-the-pier', type: 'newsletter', status: 'draft', author: 'member', hours: 12, category: 0, tags: [2], more: { template_id: id(AT.template) },
      versions: [lines('Three boats were painted this week, two of them on purpose.', 'Next week the ice is measured.')],
    },
    {
      title: 'How cold a harbour gets', slug: 'how-cold-a-harbour-gets', type: 'article', status: 'in_review', author: 'editor', hours: 18, tags: [1], versions: [lines('It gets colder than last year.'), lines('It gets colder than last year, and later.')],
    },
    {
      title: 'Die Fähre, die wartet', slug: 'die-faehre-die-wartet', type: 'article', status: 'draft', author: 'editor', hours: 7, category: 1, language: 'de', versions: [lines('Die Fähre legt um sieben ab, auch wenn niemand an Bord ist.')], more: { translation_group: id(AT.group) },
    },
    { title: 'A first try', slug: 'a-first-try', type: 'article', status: 'draft', author: 'editor', hours: 60, versions: [lines('This was a first try. It is in the trash.')], more: { deleted_at: new Date(Date.now() - 4 * 3_600_000).toISOString() } },
    { title: 'Notes from last winter', slug: 'notes-from-last-winter', type: 'newsletter', status: 'archived', author: 'member', hours: 70, tags: [1, 2], versions: [lines('The ice came late and left early.')] },
  ];
}
