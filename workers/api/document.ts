import type { OpenAPIHono } from '@hono/zod-openapi';
import { KEY_SCOPES } from '#app/domains/identity/api-key.ts';
import { type ProblemKind, STATUS, TITLE } from '#app/platform/problem.ts';
import type { ApiDoor } from './guard.ts';
import { GUIDE, PROBLEM_WORDS } from './guide.ts';
import { BENEATH } from './problem.ts';
import { Problem } from './shapes.ts';

export type Api = OpenAPIHono<ApiDoor>;
export type ApiDocument = ReturnType<Api['getOpenAPI31Document']>;

const TAGS = [
  { name: 'Key', description: 'The key itself.' },
  { name: 'Organization', description: 'The organization that the key belongs to.' },
  { name: 'Members', description: 'The people of the organization, and what they may do.' },
  { name: 'Invitations', description: 'Letters on their way to people who are not members yet.' },
  { name: 'Assets', description: 'The files of the media library.' },
  { name: 'Accounts', description: 'The accounts on social platforms that posts go out with, and when they like to speak.' },
  { name: 'Posts', description: 'What is said on those accounts: written, scheduled, and how it stands there.' },
  { name: 'Analytics', description: 'What platforms tell of posts, and how often pieces are read, added up by days.' },
  { name: 'Campaigns', description: 'Campaigns with their content and spending, and templates to begin others from.' },
  { name: 'Calendars', description: 'Editorial calendars, their entries, and everything that is scheduled.' },
  { name: 'Folders', description: 'The tree that the files are in.' },
  { name: 'Uploads', description: 'How files come into the library: in parts, so that a broken connection costs one part.' },
  { name: 'Content', description: 'The pieces that are written, reviewed and kept.' },
  { name: 'Publishing', description: 'What goes out, when, and what went out.' },
  { name: 'Revisions', description: 'Each piece as it was after each save.' },
  { name: 'Comments', description: 'What the people who work on a piece say about it.' },
  { name: 'Reader comments', description: 'What readers wrote under what is published, for whoever moderates.' },
  { name: 'Categories', description: 'The tree that the pieces stand in.' },
  { name: 'Tags', description: 'One set for content and media.' },
  { name: 'Templates', description: 'What a new piece can start from.' },
  { name: 'Imports', description: 'How pieces come from elsewhere, and all of them leave.' },
  { name: 'Projects', description: 'What belongs together: its pieces, its people, its goals, and how it sounds.' },
  { name: 'Webhooks', description: 'Where other systems are told what happened here, and what was sent to them.' },
  { name: 'Audit', description: 'Who did what, and when.' },
];

type ProblemType = keyof typeof PROBLEM_WORDS;

/** Every problem there is, in the order of its status. */
export const PROBLEMS = (Object.keys(PROBLEM_WORDS) as ProblemType[])
  .map((type) => ({ type, words: PROBLEM_WORDS[type], ...(type in BENEATH ? BENEATH[type as keyof typeof BENEATH] : { status: STATUS[type as ProblemKind], title: TITLE[type as ProblemKind] }) }))
  .sort((a, b) => a.status - b.status);

const EXAMPLES: Partial<Record<ProblemType, { detail: string; errors?: unknown[] }>> = {
  'signed-out': { detail: 'This API key is unknown, expired or revoked.' },
  forbidden: { detail: 'This key does not have the scope member:invite.' },
  'not-found': { detail: 'There is no such member.' },
  conflict: { detail: 'There is an open invitation for this address. Send it again instead.', errors: [{ pointer: '#/email', detail: 'There is an open invitation for this address. Send it again instead.' }] },
  invalid: { detail: 'Some fields need changing. Nothing was saved.', errors: [{ pointer: '#/email', detail: 'This does not look like an email address.' }] },
  'too-fast': { detail: 'This key may make 1000 requests an hour.' },
};

function problemResponse(type: ProblemType, headers: Record<string, { $ref: string }> = {}) {
  const { status, title, words } = PROBLEMS.find((problem) => problem.type === type)!;
  const example = { type: `https://masthead.example/api/v1/reference#problem-${type}`, title, status, ...(EXAMPLES[type] ?? { detail: words }), instance: 'urn:uuid:6f1c2b3a-7d4e-4f50-8a61-9b2c3d4e5f60' };
  return { description: `${title}. ${words}`, headers, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } } };
}

const header = (name: string) => ({ [name]: { $ref: `#/components/headers/${name}` } });

/** What the routes refer to by name. Said once, when the API is put together. */
export function describeParts({ openAPIRegistry: registry }: Api) {
  registry.register('Problem', Problem);
  registry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'mh_…',
    description: `An API key of one organization. What an endpoint needs is named beside it; a key can have these scopes: ${KEY_SCOPES.join(', ')}.`,
  });
  registry.registerComponent('headers', 'RateLimit-Limit', { description: 'How many requests the key may make in an hour.', schema: { type: 'integer', example: 1000 } });
  registry.registerComponent('headers', 'RateLimit-Remaining', { description: 'How many of them are left.', schema: { type: 'integer', example: 997 } });
  registry.registerComponent('headers', 'Retry-After', { description: 'How many seconds to wait.', schema: { type: 'integer', example: 1260 } });
  registry.registerComponent('headers', 'WWW-Authenticate', { description: 'How to say who asks.', schema: { type: 'string', example: 'Bearer realm="Masthead API"' } });
  registry.registerComponent('headers', 'Location', { description: 'The address of what was made.', schema: { type: 'string', format: 'uri-reference' } });
  registry.registerComponent('responses', 'SignedOut', problemResponse('signed-out', header('WWW-Authenticate')));
  registry.registerComponent('responses', 'Forbidden', problemResponse('forbidden'));
  registry.registerComponent('responses', 'NotFound', problemResponse('not-found'));
  registry.registerComponent('responses', 'Conflict', problemResponse('conflict'));
  registry.registerComponent('responses', 'Invalid', problemResponse('invalid'));
  registry.registerComponent('responses', 'TooFast', problemResponse('too-fast', { ...header('Retry-After'), ...header('RateLimit-Remaining') }));
  registry.registerComponent('responses', 'OverLimit', problemResponse('over-limit'));
  registry.registerComponent('responses', 'Upstream', problemResponse('upstream'));
  registry.registerComponent('responses', 'Broken', problemResponse('broken'));
  registry.registerComponent('responses', 'Unavailable', problemResponse('unavailable', header('Retry-After')));
}

let made: { origin: string; document: ApiDocument } | undefined;

/** OpenAPI 3.1, from the very routes that answer. Made once: an isolate answers at one address. */
export function documentOf(api: Api, origin: string): ApiDocument {
  if (made?.origin === origin) return made.document;
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Masthead API', version: '1.0.0', description: GUIDE },
    servers: [{ url: `${origin}/api/v1` }],
    externalDocs: { url: `${origin}/api/v1/reference`, description: 'The same, to read.' },
    security: [{ key: [] }],
    tags: TAGS,
  });
  made = { origin, document };
  return document;
}
