import { FolderPlus } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { Common } from './folder-actions.tsx';
import type { Folder } from './library-asset.ts';

export function NewFolder({ parent, organizationId, reply, whyNot, ask }: Omit<Common, 'folders'> & { parent: Folder | null }) {
  const answer = replyTo(reply, 'new-folder');
  return (
    <FormDialog label="New folder" title="New folder" description={parent ? `Inside ${parent.name}.` : undefined} icon={FolderPlus} whyNot={whyNot} reply={answer} asked={ask === 'new-folder'}>
      {(cancel) => (
        <Form reply={answer} organizationId={organizationId}>
          <input type="hidden" name="intent" value="new-folder" />
          <input type="hidden" name="parentId" value={parent?.id ?? ''} />
          <TextField name="name" label="Name" required maxLength={120} autoComplete="off" />
          <DialogActions>
            {cancel}
            <SubmitButton>Make the folder</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
}
