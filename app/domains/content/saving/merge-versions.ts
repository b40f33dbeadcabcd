import { canonical } from '../document/canonical.ts';
import { type Block, type DocumentJson, emptyDocument } from '../document/document.ts';
import { type Conflict, mergeDocuments } from '../document/merge.ts';
import type { Version } from '../version.ts';
import { type FieldName, FIELDS, same } from './changes.ts';
import type { Changes } from './kind.ts';

/** Nothing is chosen until a person chooses it. */
export type Choice = 'mine' | 'theirs' | 'both';

export interface FieldQuestion {
  field: FieldName;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface VersionMerge {
  /** Both changed them, in different ways. */
  fields: FieldQuestion[];
  /** One of the two changed them, or both in the same way. */
  settled: Changes;
  body: DocumentJson;
  places: Conflict[];
}

export function mergeVersions(base: Version, mine: Version, theirs: Version): VersionMerge {
  const fields: FieldQuestion[] = [];
  const settled: Record<string, unknown> = {};
  for (const field of FIELDS) {
    if (field === 'body') continue;
    const [was, my, their] = [base[field], mine[field], theirs[field]];
    if (same(field, my, their)) continue;
    if (same(field, was, my)) settled[field] = their;
    else if (same(field, was, their)) settled[field] = my;
    else fields.push({ field, base: was, mine: my, theirs: their });
  }
  const { document, conflicts } = mergeDocuments(base.body, mine.body, theirs.body);
  return { fields, settled, body: document, places: conflicts };
}

export interface Choices {
  fields: Partial<Record<FieldName, Choice>>;
  /** By the number of the place. */
  places: Record<number, Choice>;
}

export const NO_CHOICES: Choices = { fields: {}, places: {} };

/** How many questions are still open. */
export const openIn = ({ fields, places }: VersionMerge, choices: Choices): number =>
  fields.filter(({ field }) => !choices.fields[field]).length + places.filter((_, index) => !choices.places[index]).length;

/** Both of two lists are all that is in either; of two texts, one after the other. */
export const takesBoth = (field: FieldName): boolean => field === 'title' || field === 'excerpt' || field === 'tags';

function chosenValue({ mine, theirs }: FieldQuestion, choice: Choice): unknown {
  if (choice === 'theirs') return theirs;
  if (choice === 'mine') return mine;
  if (Array.isArray(mine) && Array.isArray(theirs)) return [...mine, ...theirs.filter((each) => !mine.includes(each))];
  return [mine, theirs].filter(Boolean).join(' ');
}

/** The version that the choices make, as changes to theirs; an open question stands as mine. */
export function settle(merge: VersionMerge, choices: Choices): Changes {
  const fields = merge.fields.map((question) => [question.field, chosenValue(question, choices.fields[question.field] ?? 'mine')]);
  return { ...merge.settled, ...Object.fromEntries(fields), body: mergedBody(merge, choices) };
}

function mergedBody({ body, places }: VersionMerge, choices: Choices): DocumentJson {
  const content = [...body.content];
  for (const [index, place] of [...places.entries()].reverse()) content.splice(place.at, place.mine.length, ...blocksOf(place, choices.places[index] ?? 'mine'));
  return content.length > 0 ? { type: 'doc', content } : emptyDocument();
}

function blocksOf({ mine, theirs }: Conflict, choice: Choice): Block[] {
  if (choice === 'mine') return mine;
  if (choice === 'theirs') return theirs;
  const there = new Set(mine.map(canonical));
  return [...mine, ...theirs.filter((block) => !there.has(canonical(block)))];
}
