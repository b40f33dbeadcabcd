import { Download, FolderInput, Stamp, Trash2 } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { buttonLook } from '#app/ui/button.tsx';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { fileSource } from './asset-address.ts';
import { TOP } from './folder-actions.tsx';
import { folderChoices } from './folder-order.ts';
import type { Folder, LibraryAsset } from './library-asset.ts';
import { ReplaceFile } from './replace-file.tsx';
import type { Whys } from './selection-bar.tsx';
import type { Usage } from './usage-list.tsx';
import { PLACES } from '../places.ts';

interface AssetDeedsProps {
  asset: LibraryAsset;
  usages: readonly Usage[];
  folders: readonly Folder[];
  organizationId: string;
  reply: unknown;
  why: Whys & { logo: string | null };
}

/** What is taken from it, in the header. */
export function AssetTakes({ asset, address }: { asset: LibraryAsset; address: string }) {
  if (asset.deletedAt !== null) return null;
  return (
    <>
      {asset.visibility === 'public' && <CopyButton text={address} label="Copy address" size="normal" />}
      <a href={fileSource(asset)} download={asset.name} className={buttonLook()}>
        <Download size={16} aria-hidden />
        Download
      </a>
    </>
  );
}

/** What is done to it, in the line below. */
export function AssetDeeds({ asset, usages, folders, organizationId, reply, why }: AssetDeedsProps) {
  if (asset.deletedAt !== null) return null;
  const live = usages.find((usage) => usage.live);
  const whyNotTrash = why.remove ?? (live ? `Readers see it: ${PLACES[live.place].word}. Replace it there first.` : null);
  const moving = replyTo(reply, 'move');
  const ids = <input type="hidden" name="ids[]" value={asset.id} />;
  return (
    <div className="-mt-3 mb-4 flex flex-wrap items-start gap-1">
      <FormDialog label="Move to…" title={`Move ${asset.name}`} tone="quiet" size="small" icon={FolderInput} whyNot={why.write} reply={moving}>
        {(cancel) => (
          <Form reply={moving} organizationId={organizationId}>
            <input type="hidden" name="intent" value="move" />
            <input type="hidden" name="from" value={asset.folderId ?? 'top'} />
            {ids}
            <SelectField name="folderId" label="Into" placeholder={TOP} options={folderChoices(folders)} defaultValue={asset.folderId ?? ''} />
            <DialogActions>
              {cancel}
              <SubmitButton>Move</SubmitButton>
            </DialogActions>
          </Form>
        )}
      </FormDialog>
      <ReplaceFile asset={asset} whyNot={why.write} />
      {asset.type === 'image' && (
        <Form action="/settings/organization" organizationId={organizationId} className="">
          <input type="hidden" name="intent" value="logo" />
          <input type="hidden" name="assetId" value={asset.id} />
          <SubmitButton tone="quiet" size="small" icon={Stamp} whyNot={why.logo}>
            Use as the logo
          </SubmitButton>
        </Form>
      )}
      <Form reply={replyTo(reply, 'trash')} organizationId={organizationId} className="grid gap-2">
        <input type="hidden" name="intent" value="trash" />
        {ids}
        <SubmitButton tone="quiet" size="small" icon={Trash2} whyNot={whyNotTrash}>
          Move to trash
        </SubmitButton>
      </Form>
    </div>
  );
}
