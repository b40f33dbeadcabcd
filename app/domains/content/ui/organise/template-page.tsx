import { Copy, FilePlus2, Trash2 } from 'lucide-react';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { OrganiseLinks } from './organise-links.tsx';
import { type EditedTemplate, TemplateForm } from './template-form.tsx';

interface TemplatePageProps {
  template: EditedTemplate | null;
  categories: readonly { id: string; name: string; path: string }[];
  whyNot: string | null;
  reply: unknown;
}

export function TemplatePage({ template, categories, whyNot, reply }: TemplatePageProps) {
  const { organization } = useShell();
  const deed = (intent: string, words: string, icon: typeof Copy) =>
    template && (
      <Form organizationId={organization.id} className="">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="templateId" value={template.id} />
        <SubmitButton tone="secondary" icon={icon} whyNot={whyNot}>
          {words}
        </SubmitButton>
      </Form>
    );
  return (
    <>
      <PageHeader
        above={<OrganiseLinks />}
        title={template?.name ?? 'New template'}
        action={
          template && (
            <>
              {deed('delete', 'Delete', Trash2)}
              {deed('duplicate', 'Duplicate', Copy)}
              {template.kind === 'content' && (
                <LinkButton to={`/content/new?template=${template.id}`} tone="primary" icon={FilePlus2}>
                  Write from it
                </LinkButton>
              )}
            </>
          )
        }
      />
      <TemplateForm key={template?.id ?? 'new'} template={template} categories={categories} organizationId={organization.id} reply={reply} whyNot={whyNot} />
    </>
  );
}
