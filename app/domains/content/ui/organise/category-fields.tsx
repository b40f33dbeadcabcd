import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export interface CategoryFacts {
  id: string;
  parentId: string | null;
  name: string;
  slug: string;
  description: string;
  seo: { title?: string; description?: string; noindex?: boolean };
}

/** What a category says of itself; the same for a new one. */
export function CategoryFields({ category }: { category?: CategoryFacts }) {
  return (
    <>
      <TextField name="name" label="Name" defaultValue={category?.name} required maxLength={80} autoComplete="off" />
      <TextField name="slug" label="Address" hint={category ? undefined : 'Left empty, it is made from the name.'} defaultValue={category?.slug} maxLength={80} autoComplete="off" spellCheck={false} optional={!category} />
      <TextAreaField name="description" label="Description" defaultValue={category?.description} maxLength={1000} rows={2} optional />
      <TextField name="seoTitle" label="Title for search engines" defaultValue={category?.seo.title} maxLength={200} optional />
      <TextAreaField name="seoDescription" label="Description for search engines" defaultValue={category?.seo.description} maxLength={500} rows={2} optional />
      <CheckboxField name="noindex" value="true" label="Keep its page out of search engines" defaultChecked={category?.seo.noindex ?? false} />
    </>
  );
}
