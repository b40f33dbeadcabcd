import { useState } from 'react';
import { CoverField } from '#app/domains/content/ui/item/cover-field.tsx';
import { categoryChoices } from '#app/domains/content/ui/category-choices.ts';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { Form, FormActions, isFormReply, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { GoalRows } from '../goal-rows.tsx';
import { HowItStands } from './how-it-stands.tsx';
import type { Named, ShownProject } from './shown-project.ts';

interface ProjectFormProps {
  project: ShownProject | null;
  categories: { id: string; name: string; path: string }[];
  tags: readonly Named[];
  people: readonly Named[];
  logo: LibraryAsset | null;
  reply: unknown;
  whyNot: string | null;
}

/** Everything a project says, for a new one too. A save names the revision it was made from; a refused one shows what came between. */
export function ProjectForm({ project, categories, tags, people, logo, reply, whyNot }: ProjectFormProps) {
  const { organization, person } = useShell();
  const refused = isFormReply(reply) && reply.values.intent === 'change' ? reply : undefined;
  const now = (refused as { now?: ShownProject } | undefined)?.now ?? null;
  const { voice, tone, style, wordsToUse, wordsToAvoid, colors } = project?.brandGuidelines ?? {};
  return (
    <Form reply={refused} organizationId={organization.id} preventScrollReset>
      <input type="hidden" name="intent" value="change" />
      {project && (
        <>
          <input type="hidden" name="projectId" value={project.id} />
          <input type="hidden" name="revision" value={(now ?? project).revision} />
        </>
      )}
      {now && refused && <HowItStands now={now} typed={refused.values} people={people} />}
      <Section title="The project">
        <div className="grid max-w-xl gap-5">
          <TextField name="name" label="Name" defaultValue={project?.name} required maxLength={120} autoComplete="off" />
          <TextAreaField name="description" label="Description" hint="One or two sentences for whoever joins." defaultValue={project?.description} maxLength={2000} rows={2} optional />
          <TextAreaField name="targetAudience" label="Audience" hint="Whom does it speak to?" defaultValue={project?.targetAudience} maxLength={2000} rows={2} optional />
          <SelectField name="ownerId" label="Owner" placeholder="Nobody" options={people.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={project ? (project.ownerId ?? '') : person.id} />
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField name="startsOn" type="date" label="Starts" defaultValue={project?.startsOn ?? ''} optional />
            <TextField name="endsOn" type="date" label="Ends" defaultValue={project?.endsOn ?? ''} optional />
          </div>
        </div>
      </Section>
      <Section title="Goals" lead="What it wants to reach, one sentence each. A goal left empty is none.">
        <GoalRows goals={project?.goals ?? []} typed={refused?.values} />
      </Section>
      <Section title="How it sounds" lead="What everyone who writes for it should know.">
        <div className="grid max-w-xl gap-5">
          <TextAreaField name="voice" label="Voice" hint="Who is speaking: a neighbour, an expert, a friend." defaultValue={voice} maxLength={500} rows={2} optional />
          <TextAreaField name="tone" label="Tone" hint="How it speaks: calm, playful, exact." defaultValue={tone} maxLength={500} rows={2} optional />
          <TextAreaField name="style" label="Style" hint="Spelling, numbers, length of sentences." defaultValue={style} maxLength={1000} rows={2} optional />
          <TextAreaField name="wordsToUse" label="Words to use" hint="With commas between." defaultValue={wordsToUse?.join(', ')} rows={2} optional />
          <TextAreaField name="wordsToAvoid" label="Words to avoid" hint="With commas between. The checks beside a text point at them." defaultValue={wordsToAvoid?.join(', ')} rows={2} optional />
          <TextField name="colors" label="Colours" hint="Such as #17508f, with commas between." defaultValue={colors?.join(', ')} autoComplete="off" spellCheck={false} optional />
          <LogoField logo={logo} assetId={project?.brandGuidelines.logoAssetId ?? null} />
        </div>
      </Section>
      <Section title="Usually filed under" lead="Offered first where someone files a piece of this project.">
        <div className="grid gap-6">
          {categories.length > 0 && <Many name="categoryIds[]" label="Categories" options={categoryChoices(categories)} chosen={project?.categoryIds ?? []} />}
          {tags.length > 0 && <Many name="tagIds[]" label="Tags" options={tags.map(({ id, name }) => ({ value: id, label: name }))} chosen={project?.tagIds ?? []} />}
          {categories.length + tags.length === 0 && <p className="text-ink-soft">There are no categories and no tags yet.</p>}
          <FormActions>
            <SubmitButton whyNot={whyNot}>{project ? 'Save the project' : 'Begin the project'}</SubmitButton>
            <LinkButton to={project ? `/projects/${project.id}?show=about` : '/projects'} tone="quiet">
              Cancel
            </LinkButton>
          </FormActions>
        </div>
      </Section>
    </Form>
  );
}

/** However many there are, they take no more room than a hand. */
function Many({ name, label, options, chosen }: { name: string; label: string; options: readonly { value: string; label: string }[]; chosen: readonly string[] }) {
  return (
    <div className="max-h-72 max-w-xl overflow-y-auto rounded-md border border-rule bg-sheet p-3">
      <CheckboxGroupField name={name} label={label} options={options} defaultValue={chosen} columns />
    </div>
  );
}

function LogoField({ logo, assetId }: { logo: LibraryAsset | null; assetId: string | null }) {
  const [chosen, setChosen] = useState<{ id: string | null; asset: LibraryAsset | null }>({ id: assetId, asset: logo });
  return (
    <>
      <input type="hidden" name="logoAssetId" value={chosen.id ?? ''} />
      <CoverField label="Logo" assetId={chosen.id} assets={new Map(chosen.asset ? [[chosen.asset.id, chosen.asset]] : [])} onChange={(asset) => setChosen({ id: asset?.id ?? null, asset })} disabled={false} error={null} />
    </>
  );
}
