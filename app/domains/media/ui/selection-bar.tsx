import { Download, FolderInput, RotateCcw, TagIcon, Trash2, X } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button, IconButton } from '#app/ui/button.tsx';
import { ConfirmByTyping } from '#app/ui/confirm-by-typing.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { download } from './download.ts';
import { TOP } from './folder-actions.tsx';
import { folderChoices } from './folder-order.ts';
import type { Folder, LibraryAsset, Tag } from './library-asset.ts';
import { PackForm } from './pack-form.tsx';
import type { Selection } from '#app/ui/use-selection.ts';
import { files, PURGE_WORD } from './words.ts';

export interface Whys {
  write: string | null;
  remove: string | null;
  purge: string | null;
}

interface SelectionBarProps {
  assets: readonly LibraryAsset[];
  selection: Selection;
  folders: readonly Folder[];
  tags: readonly Tag[];
  /** The folder they all lie in, when one is open. */
  from: string | null | undefined;
  inTrash: boolean;
  organizationId: string;
  reply: unknown;
  why: Whys;
}

/** Stands where the tools of the list stood, as long as something is chosen. */
export function SelectionBar({ assets, selection, folders, tags, from, inTrash, organizationId, reply, why }: SelectionBarProps) {
  const chosen = assets.filter(({ id }) => selection.ids.has(id));
  const ids = chosen.map(({ id }) => <input key={id} type="hidden" name="ids[]" value={id} />);
  const intent = (name: string) => <input type="hidden" name="intent" value={name} />;
  const moving = replyTo(reply, 'move');
  const tagging = replyTo(reply, 'tag');
  return (
    <section aria-label="Chosen files" className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-accent-wash px-3 py-1.5">
      <p role="status" className="font-medium tabular-nums max-sm:me-auto">
        {files(chosen.length)} chosen
      </p>
      <span className="flex flex-1 flex-wrap items-center gap-1.5 max-sm:order-last max-sm:basis-full">
        {inTrash ? (
          <>
            <Form organizationId={organizationId} className="" preventScrollReset>
              {intent('restore')}
              {ids}
              <SubmitButton tone="secondary" size="small" icon={RotateCcw} whyNot={why.remove}>
                Restore
              </SubmitButton>
            </Form>
            <ConfirmByTyping
              label="Delete for good"
              size="small"
              consequence={`${files(chosen.length)} and ${chosen.length === 1 ? 'its' : 'their'} bytes will be gone. This cannot be undone.`}
              word={PURGE_WORD}
              fields={{ intent: 'purge', ids: chosen.map(({ id }) => id).join(',') }}
              organizationId={organizationId}
              reply={replyTo(reply, 'purge')}
              whyNot={why.purge}
            />
          </>
        ) : (
          <>
            <FormDialog label="Move to…" title={`Move ${files(chosen.length)}`} size="small" icon={FolderInput} whyNot={why.write} reply={moving}>
              {(cancel) => (
                <Form reply={moving} organizationId={organizationId} preventScrollReset>
                  {intent('move')}
                  {ids}
                  {from !== undefined && <input type="hidden" name="from" value={from ?? 'top'} />}
                  <SelectField name="folderId" label="Into" placeholder={TOP} options={folderChoices(folders)} defaultValue={from ?? ''} />
                  <DialogActions>
                    {cancel}
                    <SubmitButton>Move</SubmitButton>
                  </DialogActions>
                </Form>
              )}
            </FormDialog>
            <FormDialog label="Tag…" title={`Tag ${files(chosen.length)}`} size="small" icon={TagIcon} whyNot={why.write} reply={tagging}>
              {(cancel) => (
                <Form reply={tagging} organizationId={organizationId} preventScrollReset>
                  {intent('tag')}
                  {ids}
                  <TextField name="add" label="Tags to add" hint="Several with commas between. A new name makes a new tag." required autoComplete="off" list="known-tags" />
                  <datalist id="known-tags">
                    {tags.map((tag) => (
                      <option key={tag.id} value={tag.name} />
                    ))}
                  </datalist>
                  <DialogActions>
                    {cancel}
                    <SubmitButton>Add the tags</SubmitButton>
                  </DialogActions>
                </Form>
              )}
            </FormDialog>
            {chosen.length === 1 ? (
              <Button size="small" icon={Download} onClick={() => download(chosen[0]!)}>
                Download
              </Button>
            ) : (
              <PackForm organizationId={organizationId}>{ids}</PackForm>
            )}
            <Form organizationId={organizationId} className="" preventScrollReset>
              {intent('trash')}
              {ids}
              <SubmitButton tone="secondary" size="small" icon={Trash2} whyNot={why.remove}>
                Move to trash
              </SubmitButton>
            </Form>
          </>
        )}
      </span>
      <Button tone="quiet" size="small" onClick={() => selection.setAll(true)} className="max-sm:hidden">
        Choose all {assets.length}
      </Button>
      <IconButton label="Choose none" icon={X} size="small" onClick={() => selection.setAll(false)} />
    </section>
  );
}
