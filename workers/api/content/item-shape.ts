import { z } from 'zod';
import { APPROVAL_STATUSES, CONTENT_FORMATS, CONTENT_STATUSES, CONTENT_TYPES, PLATFORMS } from '#db/schema/choices.ts';
import { id, instant, Problem } from '../shapes.ts';

export const Document = z
  .object({ type: z.literal('doc'), content: z.array(z.record(z.string(), z.unknown())).meta({ description: 'Its blocks, each with a `type`.' }) })
  .meta({ id: 'Document', description: 'A text as the editor keeps it: ProseMirror JSON.' });
const text = (description: string) => z.string().meta({ description });
const counted = (description: string) => z.int().meta({ description });

export const Seo = z
  .object({
    title: z.string().optional().meta({ description: 'The title for search engines.' }),
    description: z.string().optional().meta({ description: 'The description for search engines.' }),
    keywords: z.array(z.string()).optional(),
    canonical: z.string().optional().meta({ description: 'The address that is the original.' }),
    imageAssetId: z.string().optional().meta({ description: 'The picture for previews.', format: 'uuid' }),
    noindex: z.boolean().optional().meta({ description: 'Hidden from search engines.' }),
  })
  .meta({ id: 'Seo', description: 'What search engines and previews are told; what is not set is not there.' });

const listed = {
  id: id('Its id.'),
  title: text('Its title, or empty.'),
  slug: text('Its part of the address.'),
  type: z.enum(CONTENT_TYPES).meta({ description: 'What kind of piece it is.' }),
  status: z.enum(CONTENT_STATUSES).meta({ description: 'Where it is on its way.' }),
  language: z.string().meta({ description: 'A code such as `en` or `pt-BR`.' }),
  authorId: id('Who it is by; null when a key began it.').nullable(),
  author: z.string().nullable().meta({ description: 'What they are called.' }),
  categoryId: id('Its category.').nullable(),
  projectId: id('The project that it belongs to.').nullable(),
  coverAssetId: id('The picture on top.').nullable(),
  wordCount: counted('How many words it has.'),
  commentCount: counted('How many comments it has.'),
  viewCount: counted('How often it was read.'),
  revision: counted('Counts up with each save: a write names the one it was made from.'),
  scheduledFor: instant('When it goes out.').nullable(),
  publishedAt: instant('When it went out.').nullable(),
  editedAt: instant('When it was last saved.'),
  createdAt: instant('When it was begun.'),
  deletedAt: instant('Since when it is in the trash; null while it lives.').nullable(),
  tags: z.array(z.object({ id: id('Its id.'), name: z.string(), color: z.string() })).meta({ description: 'Its tags, by name.' }),
};
const snippet = z
  .array(z.object({ text: z.string(), isFound: z.boolean() }))
  .nullable()
  .meta({ description: 'What a search found, in the words around it: plain text in parts, the found ones marked. Null without `q`, and where only the title is alike.' });
export const ContentItem = z.object({ ...listed, snippet }).meta({ id: 'ContentItem', description: 'A piece of content, as a list shows it.' });

const fields = {
  excerpt: text('What stands above it in a list, or empty.'),
  format: z.enum(CONTENT_FORMATS).meta({ description: 'What it is made of.' }),
  platform: z.enum(PLATFORMS).nullable().meta({ description: 'For which platform a post is written.' }),
  seo: Seo,
  metadata: z.record(z.string(), z.unknown()).meta({ description: 'Entries of your own.' }),
};
const Approval = z.object({
  revision: counted('For which revision it was asked or given.'),
  isCurrent: z.boolean().meta({ description: 'The words are still the same; an edit voids an approval.' }),
  status: z.enum(APPROVAL_STATUSES).meta({ description: 'What was said.' }),
  approverId: id('Who was asked.').nullable(),
  approver: z.string().nullable().meta({ description: 'What they are called.' }),
  note: text('What they were asked.'),
  comment: text('What they answered.'),
  decidedAt: instant('When they answered.').nullable(),
});
export const ContentDetails = z
  .object({
    ...listed,
    ...fields,
    category: z.string().nullable().meta({ description: 'The name of its category.' }),
    body: z.union([Document, z.string()]).meta({ description: 'The text, in the form that `as` asked for.' }),
    templateId: id('The template that it began with.').nullable(),
    requiredSections: z.array(z.object({ title: z.string(), hint: z.string() })).meta({ description: 'The headings that its template asked for when it began: with nothing under one of them it cannot go to review.' }),
    timeZone: z.string().nullable().meta({ description: 'Where the clock of its schedule stands.' }),
    publishedRevision: z.int().nullable().meta({ description: 'The revision that readers see.' }),
    scheduledRevision: z.int().nullable().meta({ description: 'The revision that will go out.' }),
    contentHash: text('Stays the same for as long as what an approval is given for does.'),
    editedBy: id('Who saved it last; null when a key did.').nullable(),
    editor: z.string().nullable().meta({ description: 'What they are called.' }),
    approvals: z.array(Approval).meta({ description: 'What reviewers were asked and said, newest first.' }),
    translations: z.array(z.object({ id: id('Its id.'), title: z.string(), language: z.string(), status: z.enum(CONTENT_STATUSES) })).meta({ description: 'The same piece in other languages.' }),
  })
  .meta({ id: 'ContentDetails', description: 'A piece of content, whole.' });

export const Saved = z
  .object({
    revision: counted('What it is at now: name it in the next write.'),
    savedAt: instant('When it was last saved.'),
    status: z.enum(CONTENT_STATUSES).meta({ description: 'Where it is now.' }),
    contentHash: text('What an approval is given for.'),
  })
  .meta({ id: 'ContentSaved', description: 'How the piece stands after the write.' });

const ContentVersion = z
  .object({
    revision: counted('Name it in the next write.'),
    title: z.string(),
    slug: z.string(),
    type: z.string(),
    language: z.string(),
    ...fields,
    categoryId: id('Its category.').nullable(),
    format: z.string(),
    platform: z.string().nullable(),
    body: Document,
    coverAssetId: id('The picture on top.').nullable(),
    tags: z.array(z.string()).meta({ description: 'By name.' }),
    editor: z.string().nullable().meta({ description: 'Who saved it; null when a key did.' }),
    editedAt: instant('When it was saved.'),
  })
  .meta({ id: 'ContentVersion', description: 'A piece as one save left it.' });
const ContentConflict = Problem.extend({
  yours: z.record(z.string(), z.unknown()).optional().meta({ description: 'What you sent: nothing of it was saved, and nothing of it is lost.' }),
  theirs: ContentVersion.optional().meta({ description: 'How the piece stands now.' }),
}).meta({ id: 'ContentConflict', description: 'Someone saved it meanwhile. Put the two together, and send that with the revision of `theirs`.' });

export const harbour = { type: 'doc' as const, content: [{ type: 'paragraph', attrs: { textAlign: null }, content: [{ type: 'text', text: 'Boats come in at dawn.' }] }] };
type Listed = Omit<z.infer<typeof ContentItem>, 'snippet'>;
const listedExample: Listed = {
  id: '019a8f5e-d382-7495-8ba7-c23d4e5f6071',
  title: 'The harbour at dawn',
  slug: 'the-harbour-at-dawn',
  type: 'article',
  status: 'draft',
  language: 'en',
  authorId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01',
  author: 'Ada Writer',
  categoryId: '019a8f5e-e493-75a6-9cb8-d34e5f607182',
  projectId: '019a8f5e-0b1c-7d2e-8f30-415263748596',
  coverAssetId: null,
  wordCount: 5,
  commentCount: 0,
  viewCount: 0,
  revision: 3,
  scheduledFor: null,
  publishedAt: null,
  editedAt: '2026-05-04T09:30:00.123456Z',
  createdAt: '2026-05-04T08:15:00.123456Z',
  deletedAt: null,
  tags: [{ id: '019a8f5e-b160-7273-8f85-a01b2c3d4e56', name: 'harbour', color: 'ink' }],
};
export const example: z.infer<typeof ContentItem> = { ...listedExample, snippet: null };
const fieldsExample = { excerpt: '', format: 'text' as const, platform: null, seo: { noindex: true }, metadata: {} };
export const detailedExample: z.infer<typeof ContentDetails> = {
  ...listedExample,
  ...fieldsExample,
  category: 'Culture',
  body: harbour,
  templateId: null,
  requiredSections: [],
  timeZone: null,
  publishedRevision: null,
  scheduledRevision: null,
  contentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  editedBy: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01',
  editor: 'Ada Writer',
  approvals: [],
  translations: [],
};
export const savedExample: z.infer<typeof Saved> = { revision: 4, savedAt: example.editedAt, status: 'draft', contentHash: detailedExample.contentHash };
const conflictExample: z.infer<typeof ContentConflict> = {
  type: 'https://masthead.example/api/v1/reference#problem-conflict',
  title: 'This changed meanwhile',
  status: 409,
  detail: 'Someone else saved this piece meanwhile. Nothing of yours was overwritten or lost: compare the two, then save again.',
  instance: 'urn:uuid:6f1c2b3a-7d4e-4f50-8a61-9b2c3d4e5f60',
  yours: { revision: 3, title: 'The harbour in winter' },
  theirs: { ...fieldsExample, categoryId: example.categoryId, revision: 4, title: 'The harbour at night', slug: example.slug, type: 'article', language: 'en', body: harbour, coverAssetId: null, tags: ['harbour'], editor: 'Grace Editor', editedAt: example.editedAt },
};

/** The conflict of a save, with both versions. */
export const bothVersions = {
  409: { description: 'This changed meanwhile. Both versions come with it, unless another piece has the address or the language.', content: { 'application/problem+json': { schema: ContentConflict, example: conflictExample } } },
};

/** Only what the document promises: the row has more columns. */
export function shown(row: Listed): Listed {
  const { id, title, slug, type, status, language, authorId, author, categoryId, projectId, coverAssetId, wordCount, commentCount, viewCount, revision } = row;
  const { scheduledFor, publishedAt, editedAt, createdAt, deletedAt, tags } = row;
  return {
    id, title, slug, type, status, language, authorId, author, categoryId, projectId, coverAssetId, wordCount, commentCount, viewCount, revision,
    scheduledFor, publishedAt, editedAt, createdAt, deletedAt, tags,
  };
}

/** The marks of the query become parts: a program need not know them. */
export const shownInList = ({ snippet, ...row }: Listed & { snippet: string | null }): z.infer<typeof ContentItem> => ({ ...shown(row), snippet: partsOf(snippet ?? '') });

function partsOf(marked: string) {
  const parts = marked.replaceAll('\u0003', '\u0002').split('\u0002').map((text, index) => ({ text, isFound: index % 2 === 1 }));
  return parts.length > 1 ? parts.filter(({ text }) => text) : null;
}
