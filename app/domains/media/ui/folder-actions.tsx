import { FolderInput, Pencil, Trash2 } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { folderChoices, isWithin } from './folder-order.ts';
import type { Folder } from './library-asset.ts';
import { PackForm } from './pack-form.tsx';

export const TOP = 'The top of the library';

export interface Common {
  folders: readonly Folder[];
  organizationId: string;
  reply: unknown;
  whyNot: string | null;
  /** The address asks for one of these to be open. */
  ask: string | null;
}

/** What can be done with the folder that is open. */
export function FolderActions({ folder, folders, organizationId, reply, whyNot, ask }: Common & { folder: Folder }) {
  const renaming = replyTo(reply, 'rename-folder');
  const moving = replyTo(reply, 'move-folder');
  const deleting = replyTo(reply, 'delete-folder');
  const inside = folders.filter((other) => other.id !== folder.id && isWithin(other, folder)).length;
  const parent = folders.find(({ id }) => id === folder.parentId);
  const id = <input type="hidden" name="folderId" value={folder.id} />;
  return (
    <>
      <FormDialog label="Rename" title={`Rename ${folder.name}`} tone="quiet" size="small" icon={Pencil} whyNot={whyNot} reply={renaming} asked={ask === 'rename'}>
        {(cancel) => (
          <Form reply={renaming} organizationId={organizationId}>
            <input type="hidden" name="intent" value="rename-folder" />
            {id}
            <TextField name="name" label="Name" defaultValue={folder.name} required maxLength={120} autoComplete="off" />
            <DialogActions>
              {cancel}
              <SubmitButton>Rename the folder</SubmitButton>
            </DialogActions>
          </Form>
        )}
      </FormDialog>
      <FormDialog label="Move to…" title={`Move ${folder.name}`} description="What is in it moves along." tone="quiet" size="small" icon={FolderInput} whyNot={whyNot} reply={moving} asked={ask === 'move'}>
        {(cancel) => (
          <Form reply={moving} organizationId={organizationId}>
            <input type="hidden" name="intent" value="move-folder" />
            {id}
            <SelectField name="parentId" label="Into" placeholder={TOP} options={folderChoices(folders, folder)} defaultValue={folder.parentId ?? ''} />
            <DialogActions>
              {cancel}
              <SubmitButton>Move the folder</SubmitButton>
            </DialogActions>
          </Form>
        )}
      </FormDialog>
      <PackForm organizationId={organizationId} tone="quiet">
        {id}
      </PackForm>
      <FormDialog
        label="Delete"
        title={`Delete ${folder.name}`}
        description={`No file is deleted: ${inside === 0 ? 'what is in it' : `what is in it and in its ${inside === 1 ? 'folder' : `${inside} folders`}`} moves to ${parent ? parent.name : 'the top of the library'}.`}
        tone="quiet"
        size="small"
        icon={Trash2}
        whyNot={whyNot}
        reply={deleting}
        asked={ask === 'delete'}
      >
        {(cancel) => (
          <Form reply={deleting} organizationId={organizationId}>
            <input type="hidden" name="intent" value="delete-folder" />
            {id}
            <DialogActions>
              {cancel}
              <SubmitButton tone="danger">Delete the folder, keep its files</SubmitButton>
            </DialogActions>
          </Form>
        )}
      </FormDialog>
    </>
  );
}
