import type { ContentMatch } from 'prosemirror-model';
import { canonical } from './canonical.ts';
import { type DocumentJson, type DocumentNode, emptyDocument, type Mark, MOST } from './document.ts';
import { isBlock, MARK_ORDER, MARKS, NODES, readAttributes, sound } from './grammar.ts';
import { schema } from './schema.ts';

export type Checked = { ok: true; document: DocumentJson; changed: boolean } | { ok: false; sentence: string; path: string };

/** A refusal from deep inside; it never leaves this file. */
class Refused extends Error {
  constructor(readonly sentence: string, readonly path: readonly (string | number)[]) {
    super(sentence);
  }
}

interface Walk {
  size: number;
  blocks: number;
}

const TOO_LARGE = `The document is too long: the most is ${MOST.characters.toLocaleString('en')} characters.`;
const TOO_MANY = `The document has too many blocks: the most is ${MOST.blocks.toLocaleString('en')}.`;
const FIELDS = ['type', 'attrs', 'content', 'marks', 'text'];

/**
 * Takes anything at all. What comes back is built anew from what the grammar knows, every attribute present, neighbouring
 * text of the same marks joined: the very JSON that ProseMirror would write, so that equal documents are equal strings.
 */
export function checkDocument(value: unknown): Checked {
  try {
    const given = isObject(value) && value.type === 'doc' && (value.content === undefined || (Array.isArray(value.content) && value.content.length === 0)) ? { ...value, content: emptyDocument().content } : value;
    if (!isObject(given) || given.type !== 'doc') throw new Refused('This is not a document: it must be an object of the type “doc”.', []);
    const read = readNode(given, [], 'doc', { size: 0, blocks: 0 });
    const document: DocumentJson = { type: 'doc', content: read.content ?? [] };
    if (JSON.stringify(document).length > MOST.characters) throw new Refused(TOO_LARGE, []);
    return { ok: true, document, changed: canonical(value) !== canonical(document) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, sentence: error.sentence, path: error.path.join('.') };
    return { ok: false, sentence: 'This is not a document that can be read.', path: '' };
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

type Path = readonly (string | number)[];

const say = (path: Path, wrong: string) => new Refused(typeof path[1] === 'number' ? `Block ${path[1] + 1}: ${wrong}.` : `The document: ${wrong}.`, path);
const named = (type: unknown) => (typeof type === 'string' ? `there is no such thing as a “${type.slice(0, 60)}”` : 'something here has no type');

function readNode(node: Record<string, unknown>, path: Path, type: string, walk: Walk): DocumentNode {
  const rule = NODES[type]!;
  spend(walk, node.text, type);
  if (isBlock(type) && (walk.blocks += 1) > MOST.blocks) throw new Refused(TOO_MANY, []);
  const stray = Object.keys(node).find((field) => !FIELDS.includes(field));
  if (stray !== undefined) throw say(path, `a ${rule.called} has no “${stray.slice(0, 60)}”`);
  const attrs = attributesOf(rule, node.attrs, path, walk);
  if (type === 'text') return readText(node, path, walk);
  if (node.text !== undefined) throw say(path, `a ${rule.called} has no “text”`);
  const content = readContent(node.content, path, type, walk);
  const marks = rule.group === 'inline' ? readMarks(node.marks, path, walk) : noMarks(node.marks, path, rule.called);
  return { type, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}), ...(marks.length > 0 ? { marks } : {}) };
}

function spend(walk: Walk, text: unknown, type: string): void {
  walk.size += type.length + (typeof text === 'string' ? text.length : 0);
  if (walk.size > MOST.characters) throw new Refused(TOO_LARGE, []);
}

function attributesOf({ called, attrs: rules }: { called: string; attrs?: (typeof NODES)[string]['attrs'] }, given: unknown, path: Path, walk: Walk) {
  const read = readAttributes(rules ?? {}, given);
  if ('wrong' in read) throw say(read.name ? [...path, 'attrs', read.name] : path, `the ${called} cannot be kept, ${read.wrong}`.replace(/\.$/, ''));
  for (const value of Object.values(read.attrs)) spend(walk, value, '');
  return rules ? read.attrs : undefined;
}

function readText(node: Record<string, unknown>, path: Path, walk: Walk): DocumentNode {
  if (typeof node.text !== 'string') throw say(path, 'a piece of text has no text');
  if (node.content !== undefined) throw say(path, 'a piece of text can hold nothing else');
  const marks = readMarks(node.marks, path, walk);
  return { type: 'text', ...(marks.length > 0 ? { marks } : {}), text: sound(node.text) };
}

function noMarks(marks: unknown, path: Path, called: string): Mark[] {
  if (marks !== undefined && !(Array.isArray(marks) && marks.length === 0)) throw say(path, `a ${called} cannot be marked`);
  return [];
}

function readContent(given: unknown, path: Path, type: string, walk: Walk): DocumentNode[] {
  if (given !== undefined && !Array.isArray(given)) throw say(path, `the content of a ${NODES[type]!.called} must be a list`);
  const children: unknown[] = given ?? [];
  if (path.length / 2 >= MOST.depth && children.length > 0) throw say(path, `this is nested too deeply: the most is ${MOST.depth} levels`);
  const content: DocumentNode[] = [];
  let match: ContentMatch = schema.nodes[type]!.contentMatch;
  for (const [index, child] of children.entries()) {
    const at = [...path, 'content', index];
    const childType = isObject(child) ? child.type : undefined;
    if (!isObject(child) || typeof childType !== 'string' || !Object.hasOwn(NODES, childType)) throw say(at, named(childType));
    const next: ContentMatch | null = match.matchType(schema.nodes[childType]!);
    if (!next) throw say(at, `a ${NODES[childType]!.called} cannot stand in a ${NODES[type]!.called}${children.length > index && match.validEnd ? ' here' : ''}`);
    match = next;
    join(content, readNode(child, at, childType, walk), type, at);
  }
  if (!match.validEnd) throw say(path, `a ${NODES[type]!.called} ${children.length === 0 ? 'cannot be empty' : 'lacks something'}`);
  return content;
}

function join(content: DocumentNode[], node: DocumentNode, type: string, path: Path): void {
  if (NODES[type]!.marked === false && node.marks) throw say(path, `the text of a ${NODES[type]!.called} cannot be marked`);
  const last = content.at(-1);
  if (node.type !== 'text') content.push(node);
  else if (last?.type === 'text' && canonical(last.marks ?? []) === canonical(node.marks ?? [])) last.text = `${last.text}${node.text}`;
  else if (node.text !== '') content.push(node);
}

function readMarks(given: unknown, path: Path, walk: Walk): Mark[] {
  if (given === undefined) return [];
  if (!Array.isArray(given) || given.length > MARK_ORDER.length) throw say(path, 'the marks on a piece of text must be a list of different ones');
  const marks = given.flatMap((mark: unknown) => readMark(mark, path, walk)).sort((a, b) => MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type));
  if (marks.some(({ type }, index) => marks[index + 1]?.type === type)) throw say(path, 'the same mark stands twice on a piece of text');
  return marks;
}

/** A link that leads nowhere is taken off; the text stays. */
function readMark(mark: unknown, path: Path, walk: Walk): Mark[] {
  if (!isObject(mark) || typeof mark.type !== 'string' || !Object.hasOwn(MARKS, mark.type)) throw say(path, named(isObject(mark) ? mark.type : undefined));
  const { type } = mark;
  const stray = Object.keys(mark).find((field) => field !== 'type' && field !== 'attrs');
  if (stray !== undefined) throw say(path, `a mark has no “${stray.slice(0, 60)}”`);
  spend(walk, undefined, type);
  const attrs = attributesOf(MARKS[type]!, mark.attrs, path, walk);
  if (type === 'link' && attrs?.href != null && attrs.itemId != null) throw say(path, 'a link leads to an address or to an item, not to both');
  if (type === 'link' && attrs?.href == null && attrs?.itemId == null) return [];
  return [{ type, ...(attrs ? { attrs } : {}) }];
}
