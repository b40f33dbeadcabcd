import { Layers } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { whyNot } from '#app/platform/permission.ts';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import type { PublishProps } from './shown-publication.ts';

/** Puts the piece into a release, with which it goes live at one instant. */
export function GatherForm({ item, live, releases, me, reply }: PublishProps) {
  const { organization } = useShell();
  const answered = replyTo(reply, 'gather');
  return (
    <FormDialog label="Add to a release" title="Add to a release" description="What is in a release goes live together, or not at all." size="small" tone="quiet" icon={Layers} whyNot={whyNot(me, 'content:publish')} reply={answered}>
      {(cancel) =>
        releases.length === 0 ? (
          <div className="grid gap-3">
            <p>No release is open.</p>
            <LinkButton to="/content/releases">Make one</LinkButton>
          </div>
        ) : (
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
        )
      }
    </FormDialog>
  );
}
