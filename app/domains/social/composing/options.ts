import type { Json, Kept, OptionField, Options } from '../connectors/connector.ts';
import { counted } from './counting.ts';

export interface Choice {
  value: string;
  label: string;
}

/** What there is to choose from: the platform's own list, or what the account brought along, such as its boards. */
export function choicesOf(field: OptionField, data: Kept): readonly Choice[] {
  if (!field.choicesOf) return field.choices ?? [];
  const kept = data[field.choicesOf];
  return Array.isArray(kept) ? kept.flatMap(choiceFrom) : [];
}

function choiceFrom(entry: Json): Choice[] {
  if (typeof entry === 'string') return [{ value: entry, label: entry }];
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
  const value = entry.value ?? entry.id;
  const label = entry.label ?? entry.name ?? value;
  return typeof value === 'string' && typeof label === 'string' ? [{ value, label }] : [];
}

/**
 * What will be sent, with the usual value where none was given, and a sentence at each field that cannot stay so. A name
 * that no field has is left behind: a platform may drop a setting while drafts still carry it.
 */
export function checkedOptions(fields: readonly OptionField[], given: Readonly<Record<string, unknown>>, data: Kept): { values: Options; errors: Record<string, string> } {
  const values: Options = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const value = given[field.name] ?? field.fallback ?? (field.kind === 'switch' ? false : '');
    const error = whyNotOption(field, value, data);
    if (error) errors[field.name] = error;
    else if (value !== '') values[field.name] = value as string | boolean;
  }
  return { values, errors };
}

function whyNotOption(field: OptionField, value: unknown, data: Kept): string | null {
  const { label, kind, required, most } = field;
  if (kind === 'switch') return typeof value !== 'boolean' ? `“${label}” is either on or off.` : required && !value ? `“${label}” has to be on.` : null;
  if (typeof value !== 'string') return `“${label}” is not a text.`;
  if (value.trim() === '') return !required ? null : kind === 'choice' ? whyNoChoice(field, data) : `“${label}” is needed here.`;
  if (kind === 'choice') return choicesOf(field, data).some((choice) => choice.value === value) ? null : `What was chosen for “${label}” is not there any more. Choose another.`;
  const { left } = counted(value, { most: most ?? Number.POSITIVE_INFINITY, counted: 'graphemes' });
  return left < 0 ? `“${label}” takes ${most} characters; this has ${most! - left}.` : null;
}

const whyNoChoice = (field: OptionField, data: Kept) => (choicesOf(field, data).length > 0 ? `Choose something for “${field.label}”.` : `This account has nothing to choose from for “${field.label}”.`);
