import { html, raw } from 'hono/html';
import { type ApiDocument, PROBLEMS } from '../document.ts';
import { fieldList, linesOf } from './fields.ts';
import { operationOf } from './operation.ts';
import { anchorOf, type Chapter, chapters, endpointsOf, follow, heading, type Markup, type Schema, words } from './parts.ts';
import { STYLE } from './style.ts';

/** The reference, drawn from the document alone: no script, no other file, nothing to wait for. */
export function referencePage(document: ApiDocument): Markup {
  const [lead, ...guide] = chapters(document.info.description ?? '');
  const tags = document.tags ?? [];
  const { title, version } = document.info;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} reference</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="above"><a href="/">Masthead</a></p>
<h1>${title}</h1>
<div class="double-rule"></div>
${lead!.parts}
<p class="facts">Version ${version}. Address <code>${document.servers![0]!.url}</code>. For machines: <a href="openapi.json">openapi.json</a>.</p>
</header>
<nav aria-label="Contents">${contents(document, guide)}</nav>
<main id="main" tabindex="-1">
${guide.map((chapter) => html`<section>${heading(2, anchorOf(chapter.title!), chapter.title!)}${chapter.parts}</section>`)}
${tags.map(({ name, description }) => html`<section>${heading(2, anchorOf(name), name)}<p>${description}</p>${endpointsOf(document, name).map((endpoint) => operationOf(document, endpoint))}</section>`)}
${problems()}
${schemas(document)}
</main>
</body>
</html>`;
}

function contents(document: ApiDocument, guide: Chapter[]): Markup {
  const item = (id: string, text: string, inner: Markup | '' = '') => html`<li><a href="#${id}">${text}</a>${inner}</li>`;
  return html`<h2>Contents</h2>
<ul>
${guide.map(({ title }) => item(anchorOf(title!), title!))}
${(document.tags ?? []).map(({ name }) =>
  item(anchorOf(name), name, html`<ul>${endpointsOf(document, name).map(({ operation }) => item(operation.operationId!, operation.summary!))}</ul>`),
)}
${item('all-problems', 'All problems')}
${item('schemas', 'Schemas')}
</ul>`;
}

/** Each kind has an anchor, for a problem's \`type\` leads to it; each status has one, for the endpoints. */
function problems(): Markup {
  return html`<section>${heading(2, 'all-problems', 'All problems')}<dl class="problems">${PROBLEMS.map(
    ({ type, status, title, words: about }) => html`<div id="problem-${type}"><dt><span id="status-${status}" class="status">${status}</span> ${title} <code>${type}</code></dt><dd>${words(about)}</dd></div>`,
  )}</dl></section>`;
}

function schemas(document: ApiDocument): Markup {
  const all = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return html`<section>${heading(2, 'schemas', 'Schemas')}${all.map(([name, found]) => {
    const schema = follow<Schema>(document, found);
    const input = name.endsWith('Patch') || name.endsWith('Input');
    return html`<section class="schema">${heading(3, `schema-${name}`, name)}${schema.description ? html`<p>${words(schema.description)}</p>` : ''}${fieldList(linesOf(document, schema), input ? 'required' : null)}</section>`;
  })}</section>`;
}
