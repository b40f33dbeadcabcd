import { FolderKanban, RotateCcw, TagIcon, Trash2, UserPen, X } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button, IconButton } from '#app/ui/button.tsx';
import { ConfirmByTyping } from '#app/ui/confirm-by-typing.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { Selection } from '#app/ui/use-selection.ts';
import { categoryChoices } from './category-choices.ts';
import type { Choices, ListedItem } from './listed-item.ts';
import type { Whys } from './plain-bar.tsx';
import { pieces, PURGE_WORD } from './words.ts';

interface SelectionBarProps {
  items: readonly ListedItem[];
  selection: Selection;
  choices: Choices;
  inTrash: boolean;
  organizationId: string;
  reply: unknown;
  why: Whys;
}

/** Stands where the tools of the list stood, as long as something is chosen. */
export default function SelectionBar({ items, selection, choices, inTrash, organizationId, reply, why }: SelectionBarProps) {
  const chosen = items.filter(({ id }) => selection.ids.has(id));
  const ids = chosen.map(({ id }) => <input key={id} type="hidden" name="ids[]" value={id} />);
  const intent = (name: string) => <input type="hidden" name="intent" value={name} />;
  const changing = replyTo(reply, 'change');
  return (
    <section aria-label="Chosen pieces" className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-accent-wash px-3 py-1.5">
      <p role="status" className="font-medium tabular-nums max-sm:me-auto">
        {pieces(chosen.length)} chosen
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
              consequence={`${pieces(chosen.length)} with all revisions, comments and approvals will be gone. This cannot be undone.`}
              word={PURGE_WORD}
              fields={{ intent: 'purge', ids: chosen.map(({ id }) => id).join(',') }}
              organizationId={organizationId}
              reply={replyTo(reply, 'purge')}
              whyNot={why.purge}
            />
          </>
        ) : (
          <>
            <FormDialog label="Assign…" title={`Assign ${pieces(chosen.length)}`} size="small" icon={UserPen} whyNot={why.write} reply={changing}>
              {(cancel) => (
                <Form reply={changing} organizationId={organizationId} preventScrollReset>
                  {intent('change')}
                  {ids}
                  <SelectField name="authorId" label="Author" options={choices.people.map(({ id, name }) => ({ value: id, label: name }))} />
                  <DialogActions>
                    {cancel}
                    <SubmitButton>Assign</SubmitButton>
                  </DialogActions>
                </Form>
              )}
            </FormDialog>
            {choices.categories.length > 0 && (
              <FormDialog label="Category…" title={`File ${pieces(chosen.length)}`} size="small" whyNot={why.write} reply={changing}>
                {(cancel) => (
                  <Form reply={changing} organizationId={organizationId} preventScrollReset>
                    {intent('change')}
                    {ids}
                    <SelectField name="categoryId" label="Category" placeholder="None" options={categoryChoices(choices.categories)} />
                    <DialogActions>
                      {cancel}
                      <SubmitButton>File</SubmitButton>
                    </DialogActions>
                  </Form>
                )}
              </FormDialog>
            )}
            {choices.projects.length > 1 && (
              <FormDialog label="Project…" title={`Move ${pieces(chosen.length)} to a project`} size="small" icon={FolderKanban} whyNot={why.write} reply={changing}>
                {(cancel) => (
                  <Form reply={changing} organizationId={organizationId} preventScrollReset>
                    {intent('change')}
                    {ids}
                    <SelectField name="projectId" label="Project" placeholder="None" options={choices.projects.map(({ id, name }) => ({ value: id, label: name }))} />
                    <DialogActions>
                      {cancel}
                      <SubmitButton>Move to project</SubmitButton>
                    </DialogActions>
                  </Form>
                )}
              </FormDialog>
            )}
            <FormDialog label="Tag…" title={`Tag ${pieces(chosen.length)}`} size="small" icon={TagIcon} whyNot={why.write} reply={changing}>
              {(cancel) => (
                <Form reply={changing} organizationId={organizationId} preventScrollReset>
                  {intent('change')}
                  {ids}
                  <TextField name="addTags" label="Tags to add" hint="Several with commas between. A new name makes a new tag." required autoComplete="off" list="known-tags" />
                  <datalist id="known-tags">
                    {choices.tags.map((tag) => (
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
        Choose all {items.length}
      </Button>
      <IconButton label="Choose none" icon={X} size="small" onClick={() => selection.setAll(false)} />
    </section>
  );
}
