import type { Body, RequiredSection, Seo, TemplateSection, TemplateVariable } from '#db/schema/content.ts';
import { parsed } from '#app/platform/outbound.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { checkDocument } from './document/check-document.ts';
import { type Block, type DocumentJson, type DocumentNode, type Inline, paragraph, plain, words } from './document/document.ts';
import { isLine, textOf } from './document/walk.ts';

export const VARIABLE_TYPES = ['text', 'long_text', 'number', 'date', 'url', 'choice'] as const satisfies readonly TemplateVariable['type'][];
/** What stands between braces. */
export const VARIABLE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ -]{0,39}$/u;

export interface TemplateDefaults {
  title?: string;
  excerpt?: string;
  language?: string;
  categoryId?: string | null;
  tags?: string[];
  seo?: Seo;
}

export interface Template {
  structure: readonly TemplateSection[];
  variables: readonly TemplateVariable[];
  body: Body;
  defaultValues: TemplateDefaults;
}

export interface Filled {
  title?: string;
  body: DocumentJson;
  excerpt?: string;
  language?: string;
  tags?: string[];
  categoryId?: string;
  seo?: Seo;
  metadata: Record<string, string | number>;
  requiredSections?: RequiredSection[];
}

/** The attributes that a reader sees or follows; ids and looks are nobody's to fill in. */
const WORDED = ['text', 'alt', 'caption', 'label', 'title', 'href', 'url'];
/** What metadata can hold, as inputs.ts has it. */
const MOST_METADATA = { entries: 50, characters: 2000 };

type Answers = ReadonlyMap<string, string>;

/** What is wrong with one answer, as a sentence for its field; null when it will do. */
export function whyNotAnswer({ label, type, required, choices }: TemplateVariable, answer: string): string | null {
  if (answer === '') return required ? `${label} is missing.` : null;
  switch (type) {
    case 'text':
      return answer.length > 500 ? `${label} can have at most 500 characters.` : /[\r\n]/.test(answer) ? `${label} is one line.` : null;
    case 'long_text':
      return answer.length > 10_000 ? `${label} can have at most 10,000 characters.` : null;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,10})?$/.test(answer) ? null : `${label} is a number, such as 12 or 3.5.`;
    case 'date':
      return isDay(answer) ? null : `${label} is a date, such as 2026-03-31.`;
    case 'url':
      return /^https?:$/.test(parsed(answer)?.protocol ?? '') && answer.length <= 2000 ? null : `${label} is a web address that starts with https://.`;
    case 'choice':
      return choices.includes(answer) ? null : `${label} is one of ${choices.join(', ')}.`;
  }
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The start of a piece: placeholders replaced in every text, then the sections as headings, each with its hint. */
export function fillTemplate({ structure, variables, body, defaultValues }: Template, values: Readonly<Record<string, string>>): Result<Filled> {
  const answers = new Map<string, string>();
  for (const variable of variables) {
    const given = Object.hasOwn(values, variable.name) ? values[variable.name]!.trim() : '';
    const answer = given || variable.fallback;
    const wrong = whyNotAnswer(variable, answer);
    if (wrong) return refused(problem('invalid', wrong, { field: `values.${variable.name}` }));
    answers.set(variable.name, answer);
  }
  const sections = structure.flatMap(({ title, hint }): Block[] => [
    { type: 'heading', attrs: { level: 2, textAlign: null }, content: [plain(replaced(title, answers))] },
    paragraph(hint ? [plain(replaced(hint, answers), [{ type: 'italic' }])] : []),
  ]);
  const requiredSections = structure.filter(({ required }) => required).map(({ title, hint }) => ({ title: replaced(title, answers), hint: replaced(hint, answers) }));
  const begun = (body.content as Block[] | undefined)?.map((block) => filled(block, answers)) ?? [];
  const content = [...(begun.every((block) => isLine(block) && textOf(block).trim() === '') && sections.length > 0 ? [] : begun), ...sections];
  const checked = checkDocument({ type: 'doc', content });
  if (!checked.ok) return refused(problem('invalid', `The template cannot be filled in with this. ${checked.sentence}`));
  const { title, excerpt, language, categoryId, tags, seo } = defaultValues;
  const line = (text: string) => replaced(text, answers).replace(/\s+/g, ' ').trim();
  return done({
    ...(title ? { title: line(title).slice(0, 300) } : {}),
    body: checked.document,
    ...(excerpt ? { excerpt: replaced(excerpt, answers).slice(0, 2000) } : {}),
    ...(language ? { language } : {}),
    ...(tags?.length ? { tags: tags.map((tag) => line(tag).slice(0, 60)).filter(Boolean) } : {}),
    ...(categoryId ? { categoryId } : {}),
    ...(seo && Object.keys(seo).length > 0 ? { seo: { ...seo, ...(seo.title ? { title: line(seo.title).slice(0, 200) } : {}), ...(seo.description ? { description: line(seo.description).slice(0, 500) } : {}) } } : {}),
    metadata: metadataOf(variables, answers),
    ...(requiredSections.length > 0 ? { requiredSections } : {}),
  });
}

/** The answers stay with the piece, as far as metadata can hold them. */
function metadataOf(variables: readonly TemplateVariable[], answers: Answers): Filled['metadata'] {
  const kept = variables.filter(({ name }) => (answers.get(name) ?? '') !== '' && answers.get(name)!.length <= MOST_METADATA.characters).slice(0, MOST_METADATA.entries);
  return Object.fromEntries(kept.map(({ name, type }) => [name, type === 'number' ? Number(answers.get(name)) : answers.get(name)!]));
}

/** {name} where there is such a placeholder; other braces are what they are. */
const replaced = (text: string, answers: Answers) => text.replace(/\{([^{}]{1,80})\}/g, (whole, name: string) => answers.get(name.trim()) ?? whole);

function filled(node: DocumentNode, answers: Answers): DocumentNode {
  const attrs = node.attrs && Object.fromEntries(Object.entries(node.attrs).map(([name, value]) => [name, WORDED.includes(name) && typeof value === 'string' ? replaced(value, answers) : name === 'images' ? imagesOf(value, answers) : value]));
  const marks = node.marks?.map((mark) => filled(mark, answers));
  const content = node.content?.flatMap((child) => (isAnswer(child, answers) ? answered(child, answers) : [filled(child, answers)])).filter(({ type, text }) => type !== 'text' || text !== '');
  return { ...node, ...(attrs ? { attrs } : {}), ...(marks ? { marks } : {}), ...(node.type === 'text' ? { text: replaced(node.text ?? '', answers) } : {}), ...(content ? { content } : {}) };
}

const imagesOf = (images: unknown, answers: Answers) => (Array.isArray(images) ? images.map((image: Record<string, unknown>) => filled({ type: 'image', attrs: image }, answers).attrs) : images);

/** A placeholder that the template does not ask for stays, for whoever writes. */
const isAnswer = (node: DocumentNode, answers: Answers) => node.type === 'placeholder' && answers.has(words(node, 'name'));

/** The lines of an answer, in the looks of what they stand for. */
function answered(node: DocumentNode, answers: Answers): Inline[] {
  const lines = answers.get(words(node, 'name'))!.split(/\r\n|\r|\n/);
  return lines.flatMap((text, index) => [...(index > 0 ? [{ type: 'hardBreak' }] : []), plain(text, node.marks?.map((mark) => filled(mark, answers)))]);
}

/** {name} in a line becomes a placeholder that can be seen in the editor; code stays as it was written. */
export function withPlaceholders(document: DocumentJson, names: readonly string[]): DocumentJson {
  const spread = (node: DocumentNode): DocumentNode[] => {
    if (node.type === 'codeBlock') return [node];
    if (node.type !== 'text') return [node.content ? { ...node, content: node.content.flatMap(spread) } : node];
    const marks = node.marks?.length ? { marks: node.marks } : {};
    return (node.text ?? '').split(/\{([^{}]{1,80})\}/).flatMap((part, index): Inline[] => {
      if (index % 2 === 0) return part === '' ? [] : [{ ...node, text: part }];
      return names.includes(part.trim()) ? [{ type: 'placeholder', attrs: { name: part.trim() }, ...marks }] : [{ ...node, text: `{${part}}` }];
    });
  };
  const checked = checkDocument({ type: 'doc', content: document.content.flatMap(spread) });
  return checked.ok ? checked.document : document;
}

/** The other way round, for a page that shows the body as Markdown. */
export const withBraces = (markdown: string) => markdown.replace(/<span data-placeholder="([^"]*)"><\/span>/g, '{$1}');
