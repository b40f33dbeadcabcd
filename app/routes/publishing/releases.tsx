import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Layers, Plus } from 'lucide-react';
import { releaseList } from '#db/queries/publishing.ts';
import { OrganiseLinks } from '#app/domains/content/ui/organise/organise-links.tsx';
import { createRelease } from '#app/domains/publishing/gather-release.server.ts';
import { createReleaseInput } from '#app/domains/publishing/inputs.ts';
import { ReleaseBadge } from '#app/domains/publishing/ui/release-badge.tsx';
import { read, redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'Releases · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, page } = await read(args, 'content:read', { page: releaseList(pageOf(args.request, 'uuid')) });
  return { page, why: whyNot(viewer, 'content:publish') };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'content:publish', createReleaseInput);
  if (!form.ok) return form.reply();
  const created = await createRelease(org, form.value);
  return created.ok ? redirectWithToast(args.context, `/content/releases/${created.value.id}`, 'The release is open.') : form.refuse(created.problem);
}

export default function Releases() {
  const { page, why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { organization, person } = useShell();
  const create = (
    <FormDialog label="New release" title="New release" description="Gather pieces, choose one moment, and they go live together or not at all." tone="primary" icon={Plus} whyNot={why} reply={reply}>
      {(cancel) => (
        <Form reply={reply} organizationId={organization.id}>
          <TextField name="name" label="Name" maxLength={120} required />
          <TextAreaField name="note" label="Note" optional maxLength={1000} rows={2} />
          <DialogActions>
            {cancel}
            <SubmitButton>Make the release</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
  return (
    <>
      <PageHeader title="Releases" lead="Several pieces that go live at one instant." action={create} above={<OrganiseLinks />} />
      <Table
        caption="Releases, newest first"
        rows={page.rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/content/releases/${id}`}
        columns={[
          { key: 'name', header: 'Release', cell: (row) => row.name },
          { key: 'status', header: 'Status', cell: (row) => <ReleaseBadge status={row.status} /> },
          { key: 'pieces', header: 'Pieces', align: 'end', cell: (row) => row.pieces },
          { key: 'when', header: 'When', cell: (row) => ((row.doneAt ?? row.dueAt) ? <Time at={(row.doneAt ?? row.dueAt)!} zone={person.timeZone} otherZone={row.timeZone} /> : '–') },
          { key: 'by', header: 'Made by', cell: (row) => row.maker ?? 'A program' },
        ]}
        empty={
          <EmptyState title="No release yet" icon={Layers}>
            A launch has an article, a landing page and an update of the old one. A release shows all of them at the same second.
          </EmptyState>
        }
      />
      <Pager previous={null} next={page.next} />
    </>
  );
}
