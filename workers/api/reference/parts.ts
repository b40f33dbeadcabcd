import { html } from 'hono/html';
import type { ApiDocument } from '../document.ts';

/** The pieces of an OpenAPI document, and how the page finds and draws them. */
export type Markup = ReturnType<typeof html>;
type Paths = NonNullable<ApiDocument['paths']>;
export type Operation = NonNullable<Paths[string]['get']>;
type Components = NonNullable<ApiDocument['components']>;
export type Schema = Exclude<NonNullable<Components['schemas']>[string], { $ref: string }>;

interface Reference {
  $ref: string;
}
const isReference = (value: unknown): value is Reference => typeof value === 'object' && value !== null && '$ref' in value;

/** What a reference points at. */
export function follow<T extends object>(document: ApiDocument, value: T | Reference): T {
  if (!isReference(value)) return value;
  const found = value.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document);
  return found as T;
}

export const nameOf = (value: unknown): string | undefined => (isReference(value) ? value.$ref.split('/').at(-1) : undefined);

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export interface Endpoint {
  method: (typeof METHODS)[number];
  path: string;
  operation: Operation;
}

export function endpointsOf(document: ApiDocument, tag: string): Endpoint[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation?.tags?.includes(tag) ? [{ method, path, operation }] : [];
    }),
  );
}

export const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** A heading that can be linked to. */
export const heading = (level: 2 | 3, id: string, text: string) => {
  const link = html`<a class="anchor" href="#${id}" aria-label="Link to ${text}">#</a>`;
  return level === 2 ? html`<h2 id="${id}">${text} ${link}</h2>` : html`<h3 id="${id}">${text} ${link}</h3>`;
};

/** What is wider than the page scrolls in its own box, by keyboard too. */
export const block = (label: string, text: string) => html`<figure><figcaption>${label}</figcaption><pre tabindex="0" role="group" aria-label="${label}"><code>${text}</code></pre></figure>`;

/** Words with \`code\` among them. */
export const words = (text: string): Markup[] => text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));

export interface Chapter {
  title: string | null;
  parts: Markup[];
}

/** The little CommonMark that the guide uses: headings of the second level, paragraphs, indented code. */
export function chapters(text: string): Chapter[] {
  const found: Chapter[] = [{ title: null, parts: [] }];
  for (const paragraph of text.split('\n\n')) {
    if (paragraph.startsWith('## ')) found.push({ title: paragraph.slice(3), parts: [] });
    else if (paragraph.startsWith('    ')) found.at(-1)!.parts.push(block('Header', paragraph.replace(/^ {4}/gm, '')));
    else found.at(-1)!.parts.push(html`<p>${words(paragraph)}</p>`);
  }
  return found;
}
