import type { Template } from '../../template.ts';

export type Section = Template['structure'][number];
export type Variable = Template['variables'][number];

export const VARIABLE_WORDS: Record<Variable['type'], string> = { text: 'One line', long_text: 'Several lines', number: 'Number', date: 'Date', url: 'Web address', choice: 'One of a few' };
export const KIND_WORDS = { content: 'Content', post: 'Social posts' } as const;
