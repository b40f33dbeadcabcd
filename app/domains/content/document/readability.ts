import { countWords } from './facts.ts';

export interface Readability {
  measure: 'Flesch' | 'LIX';
  figure: number;
  sentence: string;
}

const FEWEST_WORDS = 30;

/** Null where there is too little text to say anything, or a script in which neither measure means anything. */
export function readabilityOf(text: string, language: string): Readability | null {
  const words = text.match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
  const isSpaced = /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u.test(text) && countWords(text, language) <= words.length * 1.2;
  if (words.length < FEWEST_WORDS || !isSpaced) return null;
  const sentences = Math.max(1, text.split(/[.!?…]+(?=\s|$)|\n+/).filter((piece) => /\p{L}/u.test(piece)).length);
  return language.toLowerCase().startsWith('en') ? flesch(words, sentences) : lix(words, sentences);
}

const graded = (value: number, grades: readonly (readonly [number, string])[]) => grades.find(([from]) => value >= from)![1];

function flesch(words: readonly string[], sentences: number): Readability {
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const figure = Math.round(206.835 - 1.015 * (words.length / sentences) - 84.6 * (syllables / words.length));
  const grade = graded(figure, [[70, 'Easy to read for nearly everyone.'], [50, 'Fairly easy to read.'], [30, 'Hard to read: shorter sentences would help.'], [-Infinity, 'Very hard to read: shorter sentences and plainer words would help.']]);
  return { measure: 'Flesch', figure, sentence: grade };
}

function syllablesOf(word: string): number {
  const groups = word.toLowerCase().replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g)?.length ?? 0;
  return Math.max(1, groups);
}

function lix(words: readonly string[], sentences: number): Readability {
  const long = words.filter((word) => word.length > 6).length;
  const figure = Math.round(words.length / sentences + (long * 100) / words.length);
  const grade = graded(figure, [[60, 'Very hard to read: shorter sentences and plainer words would help.'], [50, 'Hard to read: shorter sentences would help.'], [40, 'Fairly easy to read.'], [-Infinity, 'Easy to read for nearly everyone.']]);
  return { measure: 'LIX', figure, sentence: grade };
}
