import { describe, expect, test } from 'vitest';
import type { TemplateVariable } from '#db/schema/content.ts';
import { checkDocument } from '#app/domains/content/document/check-document.ts';
import { parseMarkdown } from '#app/domains/content/document/parse-markdown.ts';
import { renderMarkdown } from '#app/domains/content/document/render-markdown.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import { READY_TEMPLATES } from '#app/domains/content/ready-templates.ts';
import { newTemplateInput } from '#app/domains/content/organise-inputs.ts';
import { fillTemplate, type Template, whyNotAnswer, withBraces, withPlaceholders } from '#app/domains/content/template.ts';

const variable = (name: string, more: Partial<TemplateVariable> = {}): TemplateVariable => ({ name, label: name, type: 'text', required: false, fallback: '', choices: [], ...more });
const template = (more: Partial<Template> = {}): Template => ({ structure: [], variables: [], body: { type: 'doc' }, defaultValues: {}, ...more });
const bodyOf = (markdown: string, names: string[]) => withPlaceholders(parseMarkdown(markdown).document, names);
const filledText = (source: Template, values: Record<string, string> = {}) => {
  const filled = fillTemplate(source, values);
  if (!filled.ok) throw new Error(filled.problem.message);
  return renderText(filled.value.body);
};

describe('filling in', () => {
  test('replaces placeholders and braces in text, marks, links, captions and defaults', () => {
    const body = bodyOf('Hello **{who}**, [{who}](https://example.test/{who}) has {what}.\n\n`{who}`', ['who']);
    const filled = fillTemplate(template({ variables: [variable('who'), variable('what')], body, defaultValues: { title: '{who}:  news', excerpt: 'For {who}', tags: ['{who}', 'fair'], seo: { title: 'About {who}' } } }), { who: 'Ada', what: 'a boat' });
    expect(filled.ok && renderMarkdown(filled.value.body)).toBe('Hello **Ada**, [Ada](https://example.test/Ada) has a boat.\n\n`Ada`\n');
    expect(filled.ok && { ...filled.value, body: null }).toEqual({ title: 'Ada: news', body: null, excerpt: 'For Ada', tags: ['Ada', 'fair'], seo: { title: 'About Ada' }, metadata: { who: 'Ada', what: 'a boat' } });
  });

  test('leaves braces and placeholders that it does not ask for', () => {
    const body = bodyOf('{other} and {who}', ['who', 'later']);
    expect(filledText(template({ variables: [], body }))).toContain('{other} and who');
  });

  test('an answer is never read as another placeholder, nor as a pattern', () => {
    expect(filledText(template({ variables: [variable('a'), variable('b')], body: bodyOf('{a} {b}', ['a', 'b']) }), { a: '{b} $& $1', b: 'x' })).toContain('{b} $& $1 x');
  });

  test('begins with the sections as headings with their hints, after what the body says', () => {
    const filled = fillTemplate(template({ structure: [{ title: 'About {who}', hint: 'Say it for {who}.', required: true }, { title: 'End', hint: '', required: false }], variables: [variable('who')], body: bodyOf('First.', []) }), { who: 'Ada' });
    expect(filled.ok && renderMarkdown(filled.value.body)).toBe('First.\n\n## About Ada\n\n*Say it for Ada.*\n\n## End\n');
  });

  test('keeps the lines of a long answer, and an empty answer leaves no empty text', () => {
    const source = template({ variables: [variable('more', { type: 'long_text' })], body: bodyOf('{more}', ['more']) });
    expect(filledText(source, { more: 'one\r\ntwo' })).toBe('one\ntwo');
    const empty = fillTemplate(source, {});
    expect(empty.ok && checkDocument(empty.value.body)).toMatchObject({ ok: true, changed: false });
  });

  test('uses the fallback, and refuses a required one that is missing at its field', () => {
    const variables = [variable('city', { label: 'City', required: true, fallback: 'Trieste' }), variable('day', { label: 'Day', type: 'date', required: true })];
    expect(fillTemplate(template({ variables }), { city: ' ' })).toEqual({ ok: false, problem: { kind: 'invalid', message: 'Day is missing.', field: 'values.day' } });
    expect(filledText(template({ variables, body: bodyOf('{city} {day}', ['city', 'day']) }), { day: '2026-03-31' })).toBe('Trieste 2026-03-31');
  });

  test.each<[TemplateVariable['type'], string, string | null]>([
    ['number', '12.5', null],
    ['number', '12,5', 'X is a number, such as 12 or 3.5.'],
    ['number', '1e9', 'X is a number, such as 12 or 3.5.'],
    ['date', '2026-02-28', null],
    ['date', '2026-02-30', 'X is a date, such as 2026-03-31.'],
    ['date', 'soon', 'X is a date, such as 2026-03-31.'],
    ['url', 'https://example.test/a', null],
    ['url', 'javascript:alert(1)', 'X is a web address that starts with https://.'],
    ['choice', 'b', null],
    ['choice', 'c', 'X is one of a, b.'],
    ['text', 'one\ntwo', 'X is one line.'],
    ['long_text', 'one\ntwo', null],
    ['text', 'x'.repeat(501), 'X can have at most 500 characters.'],
  ])('%s %j', (type, answer, wrong) => {
    expect(whyNotAnswer(variable('x', { label: 'X', type, choices: ['a', 'b'] }), answer)).toBe(wrong);
  });

  test('refuses what would run when it is followed', () => {
    const body = { type: 'doc' as const, content: [{ type: 'button', attrs: { href: '{where}', label: 'Go', look: 'primary' } }] };
    const filled = fillTemplate(template({ variables: [variable('where')], body }), { where: 'javascript:alert(1)' });
    expect(filled).toMatchObject({ ok: false, problem: { kind: 'invalid' } });
  });

  test('no answer reaches what it is not asked for', () => {
    expect(fillTemplate(template({ variables: [variable('constructor', { required: true })] }), {})).toMatchObject({ ok: false });
  });

  test('numbers stay numbers in the metadata, and what is too long for it is left out', () => {
    const filled = fillTemplate(template({ variables: [variable('n', { type: 'number' }), variable('long', { type: 'long_text' })] }), { n: '12', long: 'x'.repeat(3000) });
    expect(filled.ok && filled.value.metadata).toEqual({ n: 12 });
  });
});

test.each(READY_TEMPLATES)('the ready-made $name can be kept as it is, and filled in', (ready) => {
  const rows = (of: string, list: readonly object[]) => list.flatMap((row, at) => Object.entries(row).map(([field, value]) => [`${of}.${at}.${field}`, Array.isArray(value) ? value.join(',') : String(value)]));
  const { title = '', excerpt = '' } = ready.defaultValues;
  const sent = Object.fromEntries([...rows('sections', ready.structure), ...rows('variables', ready.variables), ['name', ready.name], ['body', ready.body], ['contentType', ready.contentType], ['defaults.title', title], ['defaults.excerpt', excerpt]]);
  const read = newTemplateInput.parse(sent);
  expect(read.variables).toEqual(ready.variables);
  expect(read.sections).toEqual(ready.structure);
  const answers = { text: 'Harbour', long_text: 'Harbour\nlights', number: '7', date: '2026-03-31', url: 'https://example.test', choice: 'Preview' };
  const filled = fillTemplate({ structure: read.sections, variables: read.variables, body: read.body, defaultValues: read.defaults }, Object.fromEntries(ready.variables.map(({ name, type }) => [name, answers[type]])));
  expect(filled.ok).toBe(true);
  expect(JSON.stringify(filled)).not.toMatch(/\{\w+\}/);
});

test('braces come back as they were typed', () => {
  expect(withBraces(renderMarkdown(bodyOf('For **{who}**, from {other}', ['who'])))).toBe('For **{who}**, from {other}\n');
});
