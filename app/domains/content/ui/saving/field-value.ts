import type { DocumentJson } from '../../document/document.ts';
import { renderText } from '../../document/render-text.ts';
import type { FieldName } from '../../saving/changes.ts';

/** A field's value as a person reads it. */
export function valueWords(field: FieldName, value: unknown, nameOf: (field: FieldName, id: string) => string | null = () => null): string {
  if (value === null || value === undefined || value === '') return '–';
  if (field === 'body') return renderText(value as DocumentJson) || '–';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : '–';
  if (typeof value === 'object') return Object.entries(value).map(([name, each]) => `${name}: ${Array.isArray(each) ? each.join(', ') : String(each)}`).join('\n') || '–';
  return nameOf(field, String(value)) ?? String(value).replaceAll('_', ' ');
}
