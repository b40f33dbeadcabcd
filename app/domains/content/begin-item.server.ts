import type { z } from 'zod';
import { itemById } from '#db/queries/content.ts';
import { NO_ID, ownStart, templateById } from '#db/queries/organise.ts';
import { CONTENT_FORMATS, type ContentType, PLATFORMS } from '#db/schema/choices.ts';
import type { Preferences } from '#db/schema/identity.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { createItem } from './create-item.server.ts';
import type { DocumentJson } from './document/document.ts';
import type { beginItemInput } from './organise-inputs.ts';
import { type Filled, fillTemplate } from './template.ts';

/** A new piece: from a template, as the translation of another, or blank, with what its maker prefers where nothing says otherwise. */
export async function beginItem(org: Org, { values, title, ...asked }: z.output<typeof beginItemInput>): Promise<Result<{ id: string; revision: number }>> {
  const { templateId, translationOf } = asked;
  const found = await readFor(org, { own: ownStart(), template: templateById(templateId ?? NO_ID), item: itemById(translationOf ?? NO_ID) });
  if (!found.ok) return found;
  const { own, template, item } = found.value;
  if (translationOf && (!item || item.deletedAt)) return refused(notFound('piece to translate'));
  if (templateId && !template) return refused(notFound('template'));
  if (item) {
    const { type, format, platform, excerpt, seo, metadata, categoryId, coverAssetId } = item;
    const { canonical: _canonical, ...words } = seo;
    return createItem(org, {
      ...asked, type, format, excerpt, categoryId, coverAssetId,
      title: title || item.title,
      seo: words,
      metadata: metadata as Filled['metadata'],
      body: item.body as DocumentJson,
      tags: item.tags.map(({ name }) => name),
      ...(platform ? { platform } : {}),
    });
  }
  const filled = template ? fillTemplate({ ...template, defaultValues: { ...template.defaultValues, categoryId: template.categoryId } }, values) : done(null);
  if (!filled.ok) return filled;
  const { title: proposed = '', language: _language, metadata = {}, ...start } = filled.value ?? {};
  const preferred = preferredStart(own?.preferences ?? {}, asked.type);
  return createItem(org, { ...asked, ...preferred, ...start, title: title || proposed, metadata: { ...preferred.metadata, ...metadata } });
}

const isOne = <T extends string>(list: readonly T[]) => (value: string): value is T => (list as readonly string[]).includes(value);

/** The first of their formats and platforms that there is; a platform is a post's alone. */
export function preferredStart({ formats = [], platforms = [], tone }: Preferences, type: ContentType) {
  const format = formats.find(isOne(CONTENT_FORMATS));
  const platform = type === 'social_post' ? platforms.find(isOne(PLATFORMS)) : undefined;
  return { ...(format && type === 'social_post' ? { format } : {}), ...(platform ? { platform } : {}), metadata: { ...(tone ? { tone } : {}) } };
}
