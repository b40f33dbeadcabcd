import type { ReactNode } from 'react';
import type { FormReply } from '#app/platform/form-reply.ts';
import { DialogActions } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import type { PublishProps } from './shown-publication.ts';

export function ReleaseChoice({ item, live, releases, answered, cancel }: Pick<PublishProps, 'item' | 'live' | 'releases'> & { answered: FormReply | undefined; cancel: ReactNode }) {
  const { organization } = useShell();
  if (releases.length === 0) {
    return (
      <div className="grid gap-3">
        <p>No release is open.</p>
        <LinkButton to="/content/releases">Make one</LinkButton>
      </div>
    );
  }
  return (
    <Form reply={answered} organizationId={organization.id} preventScrollReset>
      <input type="hidden" name="intent" value="gather" />
      <input type="hidden" name="ids[]" value={item.id} />
      <SelectField name="releaseId" label="Release" options={releases.map(({ id, name }) => ({ value: id, label: name }))} />
      {live.status === 'published' && (
        <SelectField
          name="kind"
          label="What happens to it"
          options={[
            { value: 'publish', label: 'Its update goes live' },
            { value: 'unpublish', label: 'It is taken down' },
          ]}
        />
      )}
      <DialogActions>
        {cancel}
        <SubmitButton>Add to the release</SubmitButton>
      </DialogActions>
    </Form>
  );
}
