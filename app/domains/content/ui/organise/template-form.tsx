import { isFormReply, Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { Template } from '../../template.ts';
import { languageName, LANGUAGES, TYPES } from '../words.ts';
import { categoryChoices } from '../category-choices.ts';
import { SectionRows, VariableRows } from './template-rows.tsx';
import { KIND_WORDS } from './template-words.ts';

export interface EditedTemplate extends Omit<Template, 'body'> {
  id: string;
  name: string;
  description: string;
  kind: keyof typeof KIND_WORDS;
  contentType: string | null;
  category: string;
  isPublic: boolean;
  own: boolean;
  maker: string | null;
  /** As Markdown. */
  body: string;
}

interface TemplateFormProps {
  template: EditedTemplate | null;
  categories: readonly { id: string; name: string; path: string }[];
  organizationId: string;
  reply: unknown;
  whyNot: string | null;
}

/** Everything a template says, for a new one too. Works as one plain form. */
export function TemplateForm({ template, categories, organizationId, reply, whyNot }: TemplateFormProps) {
  const refused = isFormReply(reply) && reply.values.intent === 'save' ? reply : undefined;
  const sent = (of: string) => 1 + Math.max(-1, ...Object.keys(refused?.values ?? {}).map((name) => Number(new RegExp(`^${of}\\.(\\d+)\\.`).exec(name)?.[1] ?? -1)));
  const { title, excerpt, language, categoryId, tags, seo } = template?.defaultValues ?? {};
  const whyPublic = template && !template.own ? `Only ${template.maker ?? 'its maker'} can make it private.` : undefined;
  return (
    <Form reply={refused} organizationId={organizationId} preventScrollReset>
      <input type="hidden" name="intent" value="save" />
      {template && <input type="hidden" name="templateId" value={template.id} />}
      <Section title="The template">
        <div className="grid max-w-xl gap-5">
          <TextField name="name" label="Name" defaultValue={template?.name} required maxLength={120} autoComplete="off" />
          <TextAreaField name="description" label="Description" hint="One sentence for whoever chooses it." defaultValue={template?.description} maxLength={500} rows={2} optional />
          {template ? (
            <input type="hidden" name="kind" value={template.kind} />
          ) : (
            <RadioField name="kind" label="For" options={Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))} defaultValue="content" />
          )}
          {template?.kind !== 'post' && <SelectField name="contentType" label="Type of content" placeholder="Any" options={Object.entries(TYPES).map(([value, { word }]) => ({ value, label: word }))} defaultValue={template?.contentType ?? ''} />}
          <TextField name="category" label="Group" hint="Templates of one group stand together." defaultValue={template?.category} maxLength={60} optional />
          <RadioField
            name="isPublic"
            label="Who may use it"
            hint={whyPublic}
            options={[
              { value: 'true', label: 'Everyone in the organization' },
              { value: 'false', label: 'Only me', hint: 'Nobody else sees it anywhere.', disabled: whyPublic !== undefined },
            ]}
            defaultValue={String(template?.isPublic ?? true)}
          />
        </div>
      </Section>
      <Section title="Placeholders" lead="What is asked when a piece begins. Its answer stands wherever the name stands between braces.">
        <VariableRows variables={template?.variables ?? []} sent={sent('variables')} />
      </Section>
      <Section title="Text" lead="Markdown. It comes first, before the sections.">
        <TextAreaField name="body" label="Text" hideLabel defaultValue={template?.body} rows={8} className="font-mono" spellCheck />
      </Section>
      <Section title="Sections" lead="Each becomes a heading with its hint below.">
        <SectionRows sections={template?.structure ?? []} sent={sent('sections')} />
      </Section>
      <Section title="Starts with" lead="What a new piece has already. Braces work here too.">
        <div className="grid max-w-xl gap-5">
          <TextField name="defaults.title" label="Title" defaultValue={title} maxLength={300} optional />
          <TextAreaField name="defaults.excerpt" label="Excerpt" defaultValue={excerpt} maxLength={2000} rows={2} optional />
          <SelectField name="defaults.language" label="Language" placeholder="The writer’s own" options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))} defaultValue={language ?? ''} />
          <SelectField name="defaults.categoryId" label="Category" placeholder="None" options={categoryChoices([...categories])} defaultValue={categoryId ?? ''} />
          <TextField name="defaults.tags" label="Tags" hint="With commas between." defaultValue={tags?.join(', ')} optional />
          <TextField name="defaults.seoTitle" label="Title for search engines" defaultValue={seo?.title} maxLength={200} optional />
          <TextAreaField name="defaults.seoDescription" label="Description for search engines" defaultValue={seo?.description} maxLength={500} rows={2} optional />
          <FormActions>
            <SubmitButton whyNot={whyNot}>{template ? 'Save the template' : 'Make the template'}</SubmitButton>
          </FormActions>
        </div>
      </Section>
    </Form>
  );
}
