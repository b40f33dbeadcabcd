import { html } from 'hono/html';
import type { ApiDocument } from '../document.ts';
import { fieldList, linesOf, typeOf } from './fields.ts';
import { block, type Endpoint, follow, heading, type Markup, nameOf, type Operation, type Schema, words } from './parts.ts';

type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;
type Answer = Exclude<NonNullable<Operation['responses']>[string], { $ref: string }>;

/** One endpoint: what it needs, what it answers, and a request to copy. */
export function operationOf(document: ApiDocument, endpoint: Endpoint): Markup {
  const { method, path, operation } = endpoint;
  const scope = operation.security?.[0]?.key?.[0];
  return html`<section class="operation">
${heading(3, operation.operationId!, operation.summary!)}
<p class="line"><code class="method ${method}">${method.toUpperCase()}</code> <code class="path">${path}</code></p>
${operation.description ? html`<p>${words(operation.description)}</p>` : ''}
<p class="scope">${scope ? html`Scope <code>${scope}</code>` : 'Any living key'}</p>
${parametersOf(document, operation)}
${bodyOf(document, operation)}
${block('Request', curl(document, endpoint))}
${answersOf(document, operation)}
</section>`;
}

const parameters = (document: ApiDocument, operation: Operation) => (operation.parameters ?? []).map((parameter) => follow<Parameter>(document, parameter));

const PLACES = { path: 'In the path', query: 'In the query', header: 'Headers' } as const;

function parametersOf(document: ApiDocument, operation: Operation): Markup[] {
  return (Object.keys(PLACES) as (keyof typeof PLACES)[]).flatMap((place) => {
    const lines = parameters(document, operation)
      .filter((parameter) => parameter.in === place)
      .map(({ name, required, description, schema }) => {
        const standard = schema && follow<Schema>(document, schema).default;
        const about = `${description ?? ''}${standard === undefined ? '' : ` Left out, it is \`${standard}\`.`}`;
        return { name, needed: required ?? false, about, type: typeOf(document, schema ?? { type: 'string' }) };
      });
    return lines.length === 0 ? [] : [html`<h4>${PLACES[place]}</h4>${fieldList(lines, 'required')}`];
  });
}

function jsonOf(document: ApiDocument, operation: Operation) {
  return operation.requestBody && follow<Exclude<NonNullable<Operation['requestBody']>, { $ref: string }>>(document, operation.requestBody).content['application/json'];
}

function bodyOf(document: ApiDocument, operation: Operation): Markup {
  const content = jsonOf(document, operation);
  if (!content?.schema) return html``;
  const schema = follow<Schema>(document, content.schema);
  return html`<h4>Body</h4>${schema.description ? html`<p>${words(schema.description)}</p>` : ''}${fieldList(linesOf(document, schema), 'required')}`;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same request in a terminal; ids and values are examples. */
export function curl(document: ApiDocument, { method, path, operation }: Endpoint): string {
  const asked = parameters(document, operation);
  const address = asked
    .filter((parameter) => parameter.in === 'path')
    .reduce((at, { name, schema }) => at.replace(`{${name}}`, String((schema && follow<Schema>(document, schema).example) ?? name)), path);
  const once = asked.find((parameter) => parameter.in === 'header');
  const content = jsonOf(document, operation);
  const file = operation.requestBody && !content;
  return [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}${quoted(document.servers![0]!.url + address)}`,
    `-H "Authorization: Bearer $MASTHEAD_KEY"`,
    ...(once ? [`-H "${once.name}: $(uuidgen)"`] : []),
    ...(content ? [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(content.example))}`] : []),
    ...(file ? [`-H 'Content-Type: application/octet-stream'`, '--data-binary @part'] : []),
  ].join(' \\\n  ');
}

function answersOf(document: ApiDocument, operation: Operation): Markup {
  const answers = Object.entries(operation.responses ?? {}).map(([status, answer]) => ({ status, answer: follow<Answer>(document, answer) }));
  const good = answers.filter(({ status }) => status < '300');
  const refused = answers.filter(({ status }) => status >= '300');
  return html`${good.map(({ status, answer }) => {
    const content = answer.content?.['application/json'];
    const name = nameOf(content?.schema);
    return html`<h4>Answer ${status}</h4><p>${answer.description}${name ? html` <a href="#schema-${name}">${name}</a>` : ''}</p>${content ? block(`Answer ${status}`, JSON.stringify(content.example, null, 2)) : ''}`;
  })}<p class="refused">Refused with ${refused.map(({ status }, index) => html`${index > 0 ? ', ' : ''}<a href="#status-${status}">${status}</a>`)}</p>`;
}
