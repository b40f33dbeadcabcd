import { SubmitButton } from '#app/ui/form.tsx';

export interface Whys {
  write: string | null;
  remove: string | null;
  purge: string | null;
}

/** The deeds of the selection bar under the list, for where no script runs. */
export function PlainBar({ inTrash, why }: { inTrash: boolean; why: Whys }) {
  return (
    <p className="flex flex-wrap gap-2">
      <SubmitButton tone="secondary" name="intent" value={inTrash ? 'restore' : 'trash'} whyNot={why.remove}>
        {inTrash ? 'Restore the ticked' : 'Move the ticked to the trash'}
      </SubmitButton>
    </p>
  );
}
