import { Link } from '@remix-run/react';
import { FilePlus2, LayoutTemplate, Lock } from 'lucide-react';
import { classes } from '#app/ui/class-names.ts';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { keptText, useField } from '#app/ui/form-context.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { languageName, LANGUAGES, titleOf, TYPES } from '../words.ts';
import type { Variable } from './template-words.ts';
import { TYPE_ICONS } from './type-icons.ts';

type Type = keyof typeof TYPES;

interface NewPieceProps {
  templates: readonly { id: string; name: string; description: string; contentType: Type | null; isPublic: boolean }[];
  template: { id: string; name: string; contentType: Type | null; variables: readonly Variable[]; title?: string | undefined } | null;
  /** What is translated, and the languages that it has already. */
  original: { id: string; title: string; type: Type; languages: readonly string[] } | null;
  type: Type;
  language: string;
  projects: readonly { id: string; name: string }[];
  projectId: string | null;
  whyNot: string | null;
  reply: unknown;
}

export function NewPiece({ templates, template, original, type, language, projects, projectId, whyNot, reply }: NewPieceProps) {
  const { organization } = useShell();
  const languages = LANGUAGES.filter((code) => !original?.languages.includes(code));
  return (
    <>
      <PageHeader
        above={<Link to={original ? `/content/${original.id}` : '/content'} className="underline-offset-2 hover:underline">{original ? titleOf(original) : 'Content'}</Link>}
        title={original ? `Translate ${titleOf(original)}` : 'New piece'}
        lead={original ? 'It begins as a copy, in its own language from here on. The two stay linked.' : undefined}
      />
      {!original && templates.length > 0 && (
        <Section title="Start from">
          <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
            <Start to="/content/new" name="A blank page" description="Nothing filled in." here={template === null} icon={FilePlus2} />
            {templates.map((each) => (
              <Start key={each.id} to={`/content/new?template=${each.id}`} name={each.name} description={each.description} here={template?.id === each.id} icon={each.isPublic ? (each.contentType ? TYPE_ICONS[each.contentType] : LayoutTemplate) : Lock} />
            ))}
          </ul>
        </Section>
      )}
      <Form key={template?.id ?? 'blank'} reply={reply} organizationId={organization.id}>
        {template && <input type="hidden" name="templateId" value={template.id} />}
        {original && <input type="hidden" name="translationOf" value={original.id} />}
        {template && template.variables.length > 0 && (
          <Section title={template.name} lead="The template asks for these. Each answer can be changed in the text later.">
            <div className="grid max-w-xl gap-5">
              {template.variables.map((variable) => (
                <Answer key={variable.name} variable={variable} />
              ))}
            </div>
          </Section>
        )}
        <Section title="The piece">
          <div className="grid gap-5">
            <div className="grid max-w-xl gap-5">
              <TextField name="title" label="Title" placeholder={original ? original.title : template?.title} maxLength={300} autoComplete="off" optional />
              {projects.length > 1 && <SelectField name="projectId" label="Project" options={projects.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={projectId ?? projects[0]?.id} />}
              <SelectField name="language" label="Language" options={languages.map((code) => ({ value: code, label: languageName(code) }))} defaultValue={languages.includes(language) ? language : languages[0]} />
            </div>
            {original ? <input type="hidden" name="type" value={original.type} /> : <TypeTiles type={type} />}
            <FormActions>
              <SubmitButton whyNot={whyNot}>{original ? 'Begin the translation' : 'Begin writing'}</SubmitButton>
            </FormActions>
          </div>
        </Section>
      </Form>
    </>
  );
}

function Start({ to, name, description, here, icon: Icon }: { to: string; name: string; description: string; here: boolean; icon: typeof Lock }) {
  return (
    <li>
      <Link
        to={to}
        preventScrollReset
        aria-current={here ? 'true' : undefined}
        className={classes('flex h-full items-start gap-2.5 rounded-lg border p-3 hover:bg-hover', here ? 'border-ink bg-sheet shadow-raised' : 'border-rule')}
      >
        <Icon size={16} aria-hidden className="mt-1 text-ink-soft" />
        <span className="grid min-w-0">
          <span className="truncate font-medium" dir="auto">
            {name}
          </span>
          {description && <span className="line-clamp-2 text-sm text-ink-soft">{description}</span>}
        </span>
      </Link>
    </li>
  );
}

export function Answer({ variable: { name, label, type, required, fallback, choices } }: { variable: Variable }) {
  const field = { name: `values.${name}`, label, required: required && !fallback, optional: !required || fallback !== '', hint: fallback ? `Left empty: ${fallback}` : undefined };
  switch (type) {
    case 'long_text':
      return <TextAreaField {...field} maxLength={10_000} rows={3} />;
    case 'choice':
      return <SelectField {...field} placeholder={fallback || 'Choose one'} options={choices.map((choice) => ({ value: choice, label: choice }))} />;
    case 'number':
      return <TextField {...field} inputMode="decimal" pattern="-?\d+([.]\d+)?" title="A number, such as 12 or 3.5." autoComplete="off" />;
    default:
      return <TextField {...field} type={type === 'text' ? 'text' : type} maxLength={type === 'text' ? 500 : 2000} autoComplete="off" />;
  }
}

function TypeIcon({ type }: { type: Type }) {
  const Icon = TYPE_ICONS[type];
  return <Icon size={16} aria-hidden className="shrink-0 text-ink-soft" />;
}

/** One of the types, as tiles: radios underneath, so that arrows walk them and a form without scripts sends them. */
function TypeTiles({ type }: { type: Type }) {
  const field = useField('type');
  const chosen = keptText(field, type);
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Type</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 xl:grid-cols-4">
        {(Object.keys(TYPES) as Type[]).map((value) => (
          <label
            key={value}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-lg border border-rule px-3 py-2 max-sm:px-2 hover:bg-hover has-checked:border-ink has-checked:bg-sheet has-checked:font-medium has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name="type" value={value} defaultChecked={value === chosen} className="size-4 shrink-0 accent-accent" />
            <TypeIcon type={value} />
            {TYPES[value].word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
