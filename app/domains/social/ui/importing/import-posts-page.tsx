import { Link } from '@remix-run/react';
import { Download, Upload } from 'lucide-react';
import { useId } from 'react';
import { CONTROL_LOOK } from '#app/ui/field.tsx';
import { Form, FormActions, isFormReply, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { postsWord, PostsReport, type ShownReport } from './posts-report.tsx';

interface ImportPostsProps {
  whyNotScheduled: string | null;
  reply: unknown;
}

const reportIn = (reply: unknown) => (reply as { report?: ShownReport } | null | undefined)?.report;

/** A file is looked at first, then brought in: the same file twice changes nothing. */
export function ImportPostsPage({ whyNotScheduled, reply }: ImportPostsProps) {
  const { organization } = useShell();
  const report = reportIn(reply);
  const refused = isFormReply(reply) ? reply : undefined;
  const fileId = useId();
  const fresh = report?.isChecked ? report.posts - report.known : 0;
  return (
    <div className="max-w-3xl">
      <PageHeader above={<Link to="/social">Posts</Link>} title="Bring posts in" lead="From a spreadsheet saved as CSV, one post a row. It is checked first; a row comes in whole or stays out, and the same file twice makes no post twice." />
      <Form reply={refused} organizationId={organization.id} encType="multipart/form-data">
        <div className="grid gap-1.5">
          <label htmlFor={fileId} className="font-medium">
            File
          </label>
          <input id={fileId} type="file" name="file" accept=".csv,.tsv,.txt,text/csv" required className={CONTROL_LOOK} aria-describedby={`${fileId}-hint`} aria-invalid={refused?.errors.file ? true : undefined} />
          {refused?.errors.file && <p className="text-sm text-failed">{refused.errors.file}</p>}
          <div id={`${fileId}-hint`} className="grid gap-1 text-sm text-ink-soft">
            <p>The column “text” is needed. “date”, “time”, “time zone”, “accounts”, “link”, “title”, “first comment”, “hashtags”, “media”, “campaign” and “tags” are read too, and settings of one platform, such as “Pinterest board”. At most 2,000 rows and 4 MB.</p>
            <p>
              <a href="/social/import/example" download className="inline-flex min-h-6 items-center gap-1.5 text-ink underline underline-offset-2">
                <Download size={14} aria-hidden />
                An example with your accounts
              </a>
            </p>
          </div>
        </div>
        <RadioField
          name="as"
          label="They come in"
          defaultValue="draft"
          options={[
            { value: 'draft', label: 'As drafts', hint: 'Nothing goes out. Each draft proposes the time of its row.' },
            { value: 'scheduled', label: 'On the schedule', hint: whyNotScheduled ?? 'Each post goes out at the time of its row. Rows without one become drafts.', disabled: whyNotScheduled !== null },
          ]}
        />
        {report && <PostsReport report={report} />}
        <FormActions>
          <SubmitButton tone={fresh > 0 ? 'secondary' : 'primary'} name="intent" value="check">
            Check the file
          </SubmitButton>
          {fresh > 0 && (
            <SubmitButton name="intent" value="apply" icon={Upload}>
              Bring in {postsWord(fresh)}
            </SubmitButton>
          )}
        </FormActions>
      </Form>
      {report?.undoId && (
        <Form organizationId={organization.id} className="mt-4">
          <input type="hidden" name="undoId" value={report.undoId} />
          <SubmitButton tone="secondary" name="intent" value="undo">
            Take {report.brought === 1 ? 'it' : 'them'} out again
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}
