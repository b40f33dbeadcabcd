import { html } from 'hono/html';
import type { ApiDocument } from '../document.ts';
import { follow, type Markup, nameOf, type Schema, words } from './parts.ts';

type Field = NonNullable<Schema['properties']>[string];

export interface Line {
  name: string;
  type: Markup;
  needed: boolean;
  about: string;
}

const link = (name: string) => html`<a href="#schema-${name}">${name}</a>`;

/** A type in a few words: "text, at most 80 characters", "list of Member". */
export function typeOf(document: ApiDocument, field: Field): Markup {
  const name = nameOf(field);
  if (name) return link(name);
  const schema = follow<Schema>(document, field);
  if (schema.anyOf) return typeOf(document, schema.anyOf.at(-1)!);
  if (schema.enum) return html`${schema.enum.map((choice, index) => html`${index > 0 ? ' | ' : ''}<code>${String(choice)}</code>`)}`;
  const [type, ...others] = [schema.type ?? 'object'].flat();
  const orNull = others.includes('null') ? ' or null' : '';
  if (type === 'array' && schema.items) return html`list of ${typeOf(document, schema.items)}${orNull}`;
  return html`${plainType(type!, schema)}${orNull}`;
}

function plainType(type: string, schema: Schema): string {
  const { format, minimum, maximum, minLength, maxLength } = schema;
  const range = minimum !== undefined && maximum !== undefined ? `, ${minimum} to ${maximum}` : '';
  if (type === 'integer') return `whole number${range}`;
  if (type !== 'string') return type;
  const kind = { 'date-time': 'instant', uuid: 'id', date: 'day' }[String(format)] ?? 'text';
  const most = maxLength === undefined ? '' : minLength !== undefined && minLength > 1 ? `, ${minLength} to ${maxLength} characters` : `, at most ${maxLength} characters`;
  return kind + most;
}

/** The fields of an object, those of an object within it under its name and a dot. */
export function linesOf(document: ApiDocument, schema: Schema, prefix = ''): Line[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const inner = follow<Schema>(document, field);
    const item = inner.items && !nameOf(inner.items) ? follow<Schema>(document, inner.items) : undefined;
    const own = { name: prefix + name, type: typeOf(document, field), needed: schema.required?.includes(name) ?? false, about: inner.description ?? '' };
    if (nameOf(field)) return [own];
    return [own, ...linesOf(document, inner, `${prefix}${name}.`), ...(item ? linesOf(document, item, `${prefix}${name}[].`) : [])];
  });
}

/** `need` says in which words what must be there stands out; answers always have all their fields. */
export const fieldList = (lines: Line[], need: 'required' | null) =>
  html`<dl class="fields">${lines.map(
    ({ name, type, needed, about }) => html`<div><dt><code>${name}</code> <span class="type">${type}</span>${need && needed ? html` <span class="need">${need}</span>` : ''}</dt>${about ? html`<dd>${words(about)}</dd>` : ''}</div>`,
  )}</dl>`;
