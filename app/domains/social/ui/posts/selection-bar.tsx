import { CalendarClock, CalendarX2, RotateCcw, TagIcon, Trash2, X } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button, IconButton } from '#app/ui/button.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { Selection } from '#app/ui/use-selection.ts';
import type { ListedPost, PostChoices, PostWhys } from './listed-post.ts';
import { posts as counted } from './words.ts';

interface SelectionBarProps {
  posts: readonly ListedPost[];
  selection: Selection;
  inTrash: boolean;
  organizationId: string;
  reply: unknown;
  why: PostWhys;
  tags: PostChoices['tags'];
}

/** Stands where the filters stood, as long as something is chosen. */
export default function SelectionBar({ posts, selection, inTrash, organizationId, reply, why, tags }: SelectionBarProps) {
  const chosen = posts.filter(({ id }) => selection.ids.has(id));
  const ids = <input type="hidden" name="ids" value={chosen.map(({ id }) => id).join(',')} />;
  const intent = (name: string) => <input type="hidden" name="intent" value={name} />;
  const [moving, tagging] = [replyTo(reply, 'reschedule'), replyTo(reply, 'tag')];
  const worn = [...new Set(chosen.flatMap((post) => post.tags.map(({ name }) => name)))].sort((one, other) => one.localeCompare(other));
  const press = (name: string, label: string, icon: typeof Trash2, whyNot: string | null) => (
    <Form reply={replyTo(reply, name)} organizationId={organizationId} className="" preventScrollReset>
      {intent(name)}
      {ids}
      <SubmitButton tone="secondary" size="small" icon={icon} whyNot={whyNot}>
        {label}
      </SubmitButton>
    </Form>
  );
  return (
    <section aria-label="Chosen posts" className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-accent-wash px-3 py-1.5">
      <p role="status" className="font-medium tabular-nums max-sm:me-auto">
        {counted(chosen.length)} chosen
      </p>
      <span className="flex flex-1 flex-wrap items-center gap-1.5 max-sm:order-last max-sm:basis-full">
        {inTrash ? (
          press('restore', 'Restore', RotateCcw, why.remove)
        ) : (
          <>
            <FormDialog label="Reschedule…" title={`Reschedule ${counted(chosen.length)}`} description="Each moves as far as you say; with a minus to an earlier time." size="small" icon={CalendarClock} whyNot={why.schedule} reply={moving}>
              {(cancel) => (
                <Form reply={moving} organizationId={organizationId} preventScrollReset>
                  {intent('reschedule')}
                  {ids}
                  <div className="grid grid-cols-2 gap-3">
                    <TextField name="days" type="number" label="Days" defaultValue={1} min={-365} max={365} step={1} />
                    <TextField name="hours" type="number" label="Hours" defaultValue={0} min={-23} max={23} step={1} />
                  </div>
                  <DialogActions>
                    {cancel}
                    <SubmitButton>Reschedule</SubmitButton>
                  </DialogActions>
                </Form>
              )}
            </FormDialog>
            <FormDialog label="Tag…" title={`Tag ${counted(chosen.length)}`} size="small" icon={TagIcon} whyNot={why.write} reply={tagging}>
              {(cancel) => (
                <Form reply={tagging} organizationId={organizationId} preventScrollReset>
                  {intent('tag')}
                  {ids}
                  <TextField name="addTags" label="Tags to add" hint="Several with commas between. A new name makes a new tag." autoComplete="off" list="known-tags" optional />
                  <TextField name="removeTags" label="Tags to take off" hint={worn.length > 0 ? `They have ${worn.join(', ')}.` : 'They have none.'} autoComplete="off" list="worn-tags" optional />
                  <datalist id="known-tags">
                    {tags.map(({ id, name }) => (
                      <option key={id} value={name} />
                    ))}
                  </datalist>
                  <datalist id="worn-tags">
                    {worn.map((name) => (
                      <option key={name} value={name} />
                    ))}
                  </datalist>
                  <DialogActions>
                    {cancel}
                    <SubmitButton>Change the tags</SubmitButton>
                  </DialogActions>
                </Form>
              )}
            </FormDialog>
            {press('cancel', 'Take off the schedule', CalendarX2, why.schedule)}
            {press('trash', 'Move to trash', Trash2, why.remove)}
          </>
        )}
      </span>
      <Button tone="quiet" size="small" onClick={() => selection.setAll(true)} className="max-sm:hidden">
        Choose all {posts.length}
      </Button>
      <IconButton label="Choose none" icon={X} size="small" onClick={() => selection.setAll(false)} />
    </section>
  );
}
