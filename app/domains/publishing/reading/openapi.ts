import { CONTENT_TYPES } from '#db/schema/choices.ts';
import { BESIDE, FIELDS, feedQuery, itemQuery, listQuery, noneQuery, PARTS, SORTS, searchQuery, sitemapQuery, syncQuery } from './inputs.ts';
import { type Place, readAddress } from './piece.ts';

type Json = Record<string, unknown>;

const text = { type: 'string' };
const nullable = (schema: Json) => ({ anyOf: [schema, { type: 'null' }] });
const instant = { type: 'string', format: 'date-time' };
const address = { type: 'string', format: 'uri' };
const listOf = (items: Json) => ({ type: 'array', items });
const choice = (choices: readonly string[]) => ({ type: 'string', enum: choices });
const several = (choices: readonly string[]) => ({ schema: listOf(choice(choices)), style: 'form', explode: false });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Json, required = Object.keys(properties)) => ({ type: 'object', properties, required });

/** Each parameter once: an endpoint names those that its schema takes. */
const PARAMETERS: Record<string, Json> = {
  type: { description: 'Only pieces of this type.', schema: choice(CONTENT_TYPES) },
  category: { description: 'Only what stands in this category or below it, by its slug.', schema: text },
  tag: { description: 'Only what has this tag, by its slug.', schema: text },
  author: { description: 'Only what is by this author, by their slug.', schema: text },
  project: { description: 'Only what is filed in this project, by its id.', schema: { type: 'string', format: 'uuid' } },
  language: { description: 'Only what is in this language, by its code.', schema: text },
  since: { description: 'Only what was published at this instant or later; in the order of changes, what changed since.', schema: instant },
  sort: { description: 'A minus puts the newest first.', schema: { ...choice(SORTS), default: '-published' } },
  limit: { description: 'How many to answer at most.', schema: { type: 'integer', minimum: 1, maximum: 100 } },
  cursor: { description: 'Where to go on: what the answer before gave.', schema: text },
  fields: { description: 'Only these fields of a piece.', ...several(FIELDS) },
  include: { description: 'What to tell beside the usual fields; the last three only of a single piece.', ...several([...PARTS, ...BESIDE]) },
  q: { description: 'Words to look for; `"in this order"`, `or` and `-without` are understood.', required: true, schema: text },
  after: { description: 'A part of a sitemap that has several; its index names them.', schema: text },
};

const json = (schema: Json) => ({ 'application/json': { schema } });
const bodyOf = (type: string) => ({ [type]: { schema: text } });
const page = json(object({ data: listOf(ref('Piece')), next: nullable(text) }));
const terms = (more: Json = {}) => json(object({ data: listOf(object({ id: text, slug: text, name: text, ...more, count: { type: 'integer' }, items: address })) }));

interface Endpoint {
  path: string;
  id: string;
  summary: string;
  takes: object;
  content: Json;
}
const ENDPOINTS: Endpoint[] = [
  { path: 'items', id: 'listItems', summary: 'What is published, newest first', takes: listQuery.shape, content: page },
  { path: 'items/{slug}', id: 'getItem', summary: 'One piece, in the form that Accept prefers', takes: itemQuery.shape, content: { ...json(ref('Piece')), ...bodyOf('text/html'), ...bodyOf('text/markdown') } },
  { path: 'items/{slug}.html', id: 'getItemHtml', summary: 'One piece as a page', takes: noneQuery.shape, content: bodyOf('text/html') },
  { path: 'items/{slug}.md', id: 'getItemMarkdown', summary: 'One piece as Markdown', takes: noneQuery.shape, content: bodyOf('text/markdown') },
  { path: 'items/{slug}/comments', id: 'listComments', summary: 'What readers wrote under it and a moderator let through, oldest first', takes: noneQuery.shape, content: json(object({ data: listOf(object({ id: text, parentId: nullable(text), name: text, body: text, createdAt: instant })) })) },
  { path: 'items/{slug}/view', id: 'countView', summary: 'A picture of one pixel that counts a reading', takes: { from: true }, content: { 'image/gif': { schema: { type: 'string', format: 'binary' } } } },
  { path: 'categories', id: 'listCategories', summary: 'Categories with something in them', takes: noneQuery.shape, content: terms({ parent: nullable(text) }) },
  { path: 'tags', id: 'listTags', summary: 'Tags with something under them', takes: noneQuery.shape, content: terms() },
  { path: 'authors', id: 'listAuthors', summary: 'Who wrote what is published', takes: noneQuery.shape, content: terms() },
  { path: 'search', id: 'search', summary: 'The best matches, on one page', takes: searchQuery.shape, content: json(object({ data: listOf(ref('Piece')) })) },
  { path: 'sync', id: 'sync', summary: 'All that changed since a cursor, deletions too, in order', takes: syncQuery.shape, content: json(object({ data: listOf(object({ id: text, deleted: { type: 'boolean' }, item: ref('Piece') }, ['id', 'deleted'])), cursor: nullable(text), more: { type: 'boolean' } })) },
  { path: 'feed.xml', id: 'rss', summary: 'RSS 2.0', takes: feedQuery.shape, content: bodyOf('application/rss+xml') },
  { path: 'atom.xml', id: 'atom', summary: 'Atom', takes: feedQuery.shape, content: bodyOf('application/atom+xml') },
  { path: 'feed.json', id: 'jsonFeed', summary: 'JSON Feed 1.1', takes: feedQuery.shape, content: { 'application/feed+json': { schema: { type: 'object' } } } },
  { path: 'sitemap.xml', id: 'sitemap', summary: 'The addresses of all pieces; past 50,000 the index of several files', takes: sitemapQuery.shape, content: bodyOf('application/xml') },
];

const Picture = object({ src: address, srcset: nullable(text), width: nullable({ type: 'integer' }), height: nullable({ type: 'integer' }), alt: text });
const Term = object({ id: text, slug: text, name: text });
const picture = nullable(ref('Picture'));
const KNOWN: Record<(typeof FIELDS)[number], Json> = {
  id: text, type: choice(CONTENT_TYPES), format: text, language: text, translationGroup: text, slug: text, url: address, canonicalUrl: address, title: text, excerpt: text,
  cover: picture, shareImage: picture, author: nullable(ref('Term')), categories: listOf(ref('Term')), tags: listOf(ref('Term')), wordCount: { type: 'integer' },
  seo: { type: 'object' }, revision: { type: 'integer' }, publishedAt: instant, modifiedAt: instant, html: text, markdown: text, body: { type: 'object' },
};
const Problem = object({ type: text, title: text, status: { type: 'integer' }, detail: text, instance: text });

const refusal = (description: string) => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } });
const REFUSALS = { 401: refusal('A key is needed, or this is none.'), 404: refusal('Nothing is published there.'), 422: refusal('A parameter cannot be read.'), 429: refusal('Too much at once. Retry-After says when.') };

function operation({ id, summary, takes, content, path }: Endpoint): Json {
  const isOpen = id === 'countView';
  const parameters = Object.keys(takes).map((name) => ({ name, in: 'query', ...(PARAMETERS[name] ?? { description: 'Where the reader came from: an address, of which the host is kept.', schema: text }) }));
  return {
    operationId: id,
    summary,
    ...(isOpen ? {} : { security: [{}, { key: [] }] }),
    parameters: [...(path.includes('{slug}') ? [{ name: 'slug', in: 'path', required: true, schema: text }] : []), ...parameters],
    responses: { 200: { description: summary, content }, ...(isOpen ? {} : { 304: { description: 'It is as it was: the ETag in If-None-Match still stands.' }, ...REFUSALS }) },
  };
}

const COMMENT = object({ name: text, email: text, body: text, parent: nullable(text) }, ['name', 'body']);
const POSTS: Record<string, Json> = {
  'items/{slug}/comments': { operationId: 'leaveComment', summary: 'A reader’s comment; a moderator decides whether it is shown', requestBody: { required: true, content: { 'application/json': { schema: COMMENT }, 'application/x-www-form-urlencoded': { schema: COMMENT } } }, responses: { 202: { description: 'It waits to be read.' }, ...REFUSALS } },
  'items/{slug}/view': { operationId: 'countReading', summary: 'Counts a reading, or with seconds how long it lasted', requestBody: { content: { 'application/json': { schema: object({ from: text, seconds: { type: 'integer' } }, []) } } }, responses: { 204: { description: 'Heard.' } } },
};

/** OpenAPI 3.1 of one organization's readings. */
export function openApiOf(place: Place, name: string): Json {
  const paths = ENDPOINTS.map((endpoint) => {
    const post = POSTS[endpoint.path];
    return [`/${endpoint.path}`, { get: operation(endpoint), ...(post ? { post: { parameters: [{ name: 'slug', in: 'path', required: true, schema: text }], security: [], ...post } } : {}) }];
  });
  return {
    openapi: '3.1.0',
    info: { title: `What ${name} publishes`, version: '1', description: 'Every answer has an ETag; send it back as If-None-Match and get 304 while nothing changed.' },
    servers: [{ url: readAddress(place, '').replace(/\/$/, '') }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'Needed only where the organization gives its content to holders of a key.' } },
      schemas: { Piece: object(KNOWN, ['id', 'type', 'slug', 'url', 'title', 'publishedAt', 'modifiedAt']), Picture, Term, Problem },
    },
  };
}
