import { CONTENT_TYPES } from '../../choices.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { categoryChoices } from '../category-choices.ts';
import type { Choices } from '../listed-item.ts';
import { FORMAT_WORDS, languageName, LANGUAGES, PLATFORM_WORDS, TYPES } from '../words.ts';
import { itemSlugOf } from '../../item-slug.ts';
import { Button } from '#app/ui/button.tsx';
import { CoverField } from './cover-field.tsx';
import type { KnownItem, WritersProject } from './known-item.ts';
import { preferredFirst, PreferredOptions } from './preferred-options.tsx';
import { ProjectField } from './project-field.tsx';
import type { RailProps } from './rail.ts';
import { TagsField } from './tags-field.tsx';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';

interface DetailsProps extends RailProps {
  item: Pick<KnownItem, 'id' | 'projectId'>;
  project: WritersProject | null;
  choices: Choices;
  assets: ReadonlyMap<string, LibraryAsset>;
  keepAsset(asset: LibraryAsset): void;
}

/** What the piece is, beside its words. Every field saves itself. */
export function DetailsPanel({ version, shownAt, change, refused, whyNot, item, project, choices, assets, keepAsset }: DetailsProps) {
  const off = whyNot !== null;
  const { platform, language } = version;
  const languages = LANGUAGES.includes(language) ? LANGUAGES : [language, ...LANGUAGES];
  return (
    <div key={shownAt} className="grid gap-4">
      <SelectField name="type" label="Type" options={CONTENT_TYPES.map((value) => ({ value, label: TYPES[value].word }))} defaultValue={version.type} disabled={off} error={refused.type} onChange={(event) => change({ type: event.target.value })} />
      <ProjectField itemId={item.id} projectId={project?.id ?? null} projects={choices.projects} disabled={off} />
      <SelectField name="categoryId" label="Category" placeholder="None" defaultValue={version.categoryId ?? ''} disabled={off} error={refused.categoryId} onChange={(event) => change({ categoryId: event.target.value || null })}>
        <PreferredOptions options={categoryChoices(choices.categories)} preferred={project?.categoryIds ?? []} of={project?.name ?? ''} />
      </SelectField>
      <TagsField tags={version.tags} known={preferredFirst(choices.tags, project?.tagIds ?? [])} offered={project?.tagIds ?? []} onChange={(tags) => change({ tags })} disabled={off} error={refused.tags ?? null} />
      <TextAreaField name="excerpt" label="Excerpt" hint="Stands in lists, feeds and previews." defaultValue={version.excerpt} maxLength={2000} rows={3} readOnly={off} error={refused.excerpt} onChange={(event) => change({ excerpt: event.target.value })} />
      <CoverField assetId={version.coverAssetId} assets={assets} onChange={(asset) => {
        if (asset) keepAsset(asset);
        change({ coverAssetId: asset?.id ?? null });
      }} disabled={off} error={refused.coverAssetId ?? null} />
      <div className="grid gap-1.5">
        <TextField name="slug" label="Address" hint="The end of its public link." defaultValue={version.slug} maxLength={80} readOnly={off} error={refused.slug} onChange={(event) => change({ slug: event.target.value.trim() })} />
        {!off && version.title.trim() && itemSlugOf(version.title) !== version.slug && (
          <Button size="small" tone="quiet" className="justify-self-start" onClick={() => change({ slug: itemSlugOf(version.title) })}>
            Take it from the title
          </Button>
        )}
      </div>
      <SelectField name="language" label="Language" options={languages.map((value) => ({ value, label: languageName(value) }))} defaultValue={language} disabled={off} error={refused.language} onChange={(event) => change({ language: event.target.value })} />
      <SelectField name="format" label="Format" options={Object.entries(FORMAT_WORDS).map(([value, label]) => ({ value, label }))} defaultValue={version.format} disabled={off} error={refused.format} onChange={(event) => change({ format: event.target.value })} />
      <SelectField name="platform" label="Made for" placeholder="Any platform" options={Object.entries(PLATFORM_WORDS).map(([value, label]) => ({ value, label }))} defaultValue={platform ?? ''} disabled={off} error={refused.platform} onChange={(event) => change({ platform: event.target.value || null })} />
    </div>
  );
}
