import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TOP } from './folder-actions.tsx';
import { folderChoices } from './folder-order.ts';
import type { Folder } from './library-asset.ts';
import type { Whys } from './selection-bar.tsx';
import { PURGE_WORD } from './words.ts';

/** Where no script runs: the same deeds as buttons of one form around the ticked files. */
export function PlainBar({ folders, inTrash, why }: { folders: readonly Folder[]; inTrash: boolean; why: Whys }) {
  return (
    <fieldset className="mt-4 flex flex-wrap items-end gap-3 border-t border-rule pt-4 scripted:hidden">
      <legend className="pt-4 font-medium">With the ticked files</legend>
      {inTrash ? (
        <>
          <Button type="submit" name="intent" value="restore" whyNot={why.remove}>
            Restore
          </Button>
          <TextField name="confirmation" label={`Type “${PURGE_WORD}” to confirm`} autoComplete="off" />
          <Button type="submit" name="intent" value="purge" tone="danger" whyNot={why.purge}>
            Delete for good
          </Button>
        </>
      ) : (
        <>
          <SelectField name="folderId" label="Folder" placeholder={TOP} options={folderChoices(folders)} />
          <Button type="submit" name="intent" value="move" whyNot={why.write}>
            Move
          </Button>
          <TextField name="add" label="Tags" autoComplete="off" />
          <Button type="submit" name="intent" value="tag" whyNot={why.write}>
            Tag
          </Button>
          <Button type="submit" formAction="/media/download">
            Download
          </Button>
          <Button type="submit" name="intent" value="trash" whyNot={why.remove}>
            Move to trash
          </Button>
        </>
      )}
    </fieldset>
  );
}
