import type { ItemFields } from '#db/schema/content.ts';

interface Snapshot {
  title: string;
  excerpt: string;
  fields: ItemFields;
}

export interface ChangedField {
  label: string;
  before: string;
  after: string;
}

type Reading = (snapshot: Snapshot) => string;

/** What differs beside the text, in words. */
export function changedFields(older: Snapshot, newer: Snapshot, categories: readonly { id: string; name: string }[]): ChangedField[] {
  const readings: [string, Reading][] = [
    ['Title', ({ title }) => title],
    ['Excerpt', ({ excerpt }) => excerpt],
    ['Address', ({ fields }) => fields.slug],
    ['Type', ({ fields }) => fields.type.replaceAll('_', ' ')],
    ['Format', ({ fields }) => fields.format],
    ['Platform', ({ fields }) => fields.platform ?? ''],
    ['Language', ({ fields }) => fields.language],
    ['Category', ({ fields }) => (fields.categoryId ? (categories.find(({ id }) => id === fields.categoryId)?.name ?? 'a deleted category') : '')],
    ['Tags', ({ fields }) => fields.tags.join(', ')],
    ['Cover', ({ fields }) => fields.coverAssetId ?? ''],
    ['Title for search engines', ({ fields }) => fields.seo.title ?? ''],
    ['Description for search engines', ({ fields }) => fields.seo.description ?? ''],
    ['Keywords', ({ fields }) => (fields.seo.keywords ?? []).join(', ')],
    ['Canonical address', ({ fields }) => fields.seo.canonical ?? ''],
    ['Hidden from search engines', ({ fields }) => (fields.seo.noindex ? 'yes' : '')],
    ['Metadata', ({ fields }) => Object.entries(fields.metadata).map(([name, value]) => `${name}: ${String(value)}`).join(', ')],
  ];
  return readings.map(([label, reading]) => ({ label, before: reading(older), after: reading(newer) })).filter(({ before, after }) => before !== after);
}
