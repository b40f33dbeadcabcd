import { FileUp } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Badge } from '#app/ui/badge.tsx';
import { buttonLook } from '#app/ui/button.tsx';
import { Form, FormActions, isFormReply, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';
import { OrganiseLinks } from '../organise/organise-links.tsx';
import { ImportReport } from './import-report.tsx';
import { IMPORT_STATUSES, type ListedImport, namesOf, type ShownImport, SOURCES } from './shown-import.ts';

interface ImportPageProps {
  imports: ListedImport[];
  shown: ShownImport | null;
  reply: unknown;
}

export function ImportPage({ imports, shown, reply }: ImportPageProps) {
  const { organization, person } = useShell();
  // A refused upload answers with no intent of the other forms.
  const uploading = isFormReply(reply) && !replyTo(reply, 'run') && !replyTo(reply, 'cancel') && !replyTo(reply, 'undo') ? reply : undefined;
  return (
    <>
      <PageHeader
        above={<OrganiseLinks />}
        title={shown ? `Import of ${namesOf(shown)}` : 'Import and export'}
        lead={shown ? undefined : 'Bring what was written elsewhere. You see what would happen first, and nothing is imported twice.'}
      />
      {shown ? (
        <ImportReport shown={shown} reply={reply} />
      ) : (
        <>
          <Section title="Choose files" lead="Markdown with front matter, one or many or a zip; the JSON export of Ghost; the XML export of WordPress. Up to 50 MB together.">
            <Form reply={uploading} organizationId={organization.id} encType="multipart/form-data" className="grid max-w-md gap-5">
              <input type="hidden" name="intent" value="upload" />
              <TextField name="files" type="file" label="Files" multiple required accept=".md,.markdown,.mdown,.mdx,.zip,.json,.xml,.wxr" hint="They are kept until the import is over, at most for a week." />
              <FormActions>
                <SubmitButton icon={FileUp}>Look into the files</SubmitButton>
              </FormActions>
            </Form>
          </Section>
          {imports.length > 0 && (
            <Section title="Imports" wide>
              <Table
                caption="Imports"
                rows={imports}
                rowKey={({ id }) => id}
                href={({ id }) => `/content/import?import=${id}`}
                columns={[
                  { key: 'files', header: 'Files', cell: namesOf },
                  { key: 'source', header: 'From', cell: ({ source }) => SOURCES[source ?? ''] ?? '–' },
                  { key: 'status', header: 'Status', cell: ({ status }) => <Badge tone={IMPORT_STATUSES[status].tone}>{IMPORT_STATUSES[status].word}</Badge> },
                  { key: 'pieces', header: 'Pieces', align: 'end', cell: ({ pieceCount }) => pieceCount.toLocaleString('en') },
                  { key: 'by', header: 'By', cell: ({ by }) => by ?? '–' },
                  { key: 'at', header: 'When', cell: ({ createdAt }) => <Time at={createdAt} zone={person.timeZone} show="relative" /> },
                ]}
              />
            </Section>
          )}
          <Section title="Take everything along" lead="Every piece as Markdown and as JSON, with categories, tags, templates and the addresses of the files, as one zip. The trash is left out.">
            <a href="/content/export" download className={buttonLook()}>
              Export all content
            </a>
          </Section>
        </>
      )}
    </>
  );
}
