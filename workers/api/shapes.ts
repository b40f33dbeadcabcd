import { z } from 'zod';

/** What every endpoint shares: the problem, the pages of a list, and the refusals that any of them can give. */
const fieldError = z.object({
  pointer: z.string().optional().meta({ description: 'Where in the body, as a JSON Pointer.' }),
  parameter: z.string().optional().meta({ description: 'Which query parameter.' }),
  header: z.string().optional().meta({ description: 'Which header.' }),
  detail: z.string().meta({ description: 'What is wrong with it, as a sentence.' }),
});
export type FieldError = z.infer<typeof fieldError>;

export const Problem = z
  .object({
    type: z.string().meta({ description: 'Names the kind of problem, and leads to its explanation.' }),
    title: z.string().meta({ description: 'The kind of problem in a few words.' }),
    status: z.int().meta({ description: 'The HTTP status, repeated.' }),
    detail: z.string().meta({ description: 'What happened this time, as a sentence for a person.' }),
    instance: z.string().meta({ description: 'The id of this request, which our log knows too.' }),
    errors: z.array(fieldError).optional().meta({ description: 'One entry for each field that needs changing, or for each place that stands in the way.' }),
  })
  .meta({ id: 'Problem', description: 'A refusal, as RFC 9457 describes it.' });

export const instant = (description: string) => z.string().meta({ description, format: 'date-time', example: '2026-05-04T09:30:00.123456Z' });
export const id = (description: string) => z.string().meta({ description, format: 'uuid', example: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01' });

/** An id in the path. Text that cannot be an id is an id that names nothing. */
export const idIn = (noun: string) => z.uuid(`There is no such ${noun}.`).meta({ description: `The id of the ${noun}.`, example: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01' });

export const pageQuery = (cursor: z.ZodType<string>) =>
  z.object({
    limit: z.coerce.number('Ask for 1 to 100.').int('Ask for 1 to 100.').min(1, 'Ask for 1 to 100.').max(100, 'Ask for 1 to 100.').default(50).meta({ description: 'How many to answer at most.' }),
    cursor: cursor.optional().meta({ description: 'Where to go on: the `next` of the page before.' }),
  });

export const pageOf = ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => ({ limit, after: cursor });

export const listOf = <T extends z.ZodType>(item: T, name: string) =>
  z
    .object({
      data: z.array(item).meta({ description: 'The entries of this page.' }),
      next: z.string().nullable().meta({ description: 'Send it as `cursor` for the next page. Null on the last one.' }),
    })
    .meta({ id: name, description: 'One page of a list.' });

const limitHeaders = {
  'RateLimit-Limit': { $ref: '#/components/headers/RateLimit-Limit' },
  'RateLimit-Remaining': { $ref: '#/components/headers/RateLimit-Remaining' },
};

/** An answer with a body, and the example that the reference shows. */
export const json = <T extends z.ZodType>(schema: T, description: string, example: z.output<T>, headers: Record<string, { $ref: string }> = {}) => ({
  description,
  headers: { ...limitHeaders, ...headers },
  content: { 'application/json': { schema, example } },
});

export const nothing = (description: string) => ({ description, headers: limitHeaders });

export const body = <T extends z.ZodType>(schema: T, example: z.input<T>) => ({ required: true, content: { 'application/json': { schema, example } } });

/** Named once in document.ts. Every endpoint can refuse in these ways. */
const ref = (name: string) => ({ $ref: `#/components/responses/${name}` });
export const refusals = { 401: ref('SignedOut'), 403: ref('Forbidden'), 422: ref('Invalid'), 429: ref('TooFast'), 500: ref('Broken'), 503: ref('Unavailable') };
export const notThere = { 404: ref('NotFound') };
export const conflicts = { 409: ref('Conflict') };
export const noRoom = { 402: ref('OverLimit') };
export const unanswered = { 502: ref('Upstream') };

export const onceHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'Choose 1 to 200 characters without spaces, such as a UUID.')
    .optional()
    .meta({ description: 'Makes the request safe to send again: it takes effect once, and a repeat gets the first answer.', example: '5f0c8a52-8d35-4a8e-9f0e-0f6f4d3c2b1a' }),
});
