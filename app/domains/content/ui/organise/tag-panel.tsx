import { Merge, Trash2, X } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Card } from '#app/ui/section.tsx';
import { type Tag, TagFields } from './tag-fields.tsx';

interface TagPanelProps {
  tag: Tag;
  /** The list without the panel. */
  close: string;
  organizationId: string;
  reply: unknown;
  whyNot: string | null;
}

/** The tag that is open. A name that another has leads to the merge of the two. */
export function TagPanel({ tag, close, organizationId, reply, whyNot }: TagPanelProps) {
  const changing = replyTo(reply, 'change');
  const clash = changing?.problem?.kind === 'conflict' ? String(changing.values.name ?? '') : null;
  return (
    <Card
      title={tag.name}
      action={
        <LinkButton to={close} tone="quiet" size="small" icon={X} preventScrollReset>
          Close
        </LinkButton>
      }
    >
      <div className="grid gap-4">
        <Form key={tag.id} reply={changing} organizationId={organizationId} preventScrollReset>
          <input type="hidden" name="intent" value="change" />
          <input type="hidden" name="tagId" value={tag.id} />
          <TagFields tag={tag} />
          <FormActions>
            <SubmitButton whyNot={whyNot}>Save the tag</SubmitButton>
          </FormActions>
        </Form>
        {clash && (
          <Form reply={replyTo(reply, 'merge')} organizationId={organizationId} className="grid gap-2" preventScrollReset>
            <input type="hidden" name="intent" value="merge" />
            <input type="hidden" name="ids[]" value={tag.id} />
            <input type="hidden" name="into" value={clash} />
            <SubmitButton tone="secondary" icon={Merge} whyNot={whyNot}>
              Merge {tag.name} into {clash}
            </SubmitButton>
          </Form>
        )}
        <Form organizationId={organizationId} className="" preventScrollReset>
          <input type="hidden" name="intent" value="delete" />
          <input type="hidden" name="tagId" value={tag.id} />
          <SubmitButton tone="quiet" size="small" icon={Trash2} whyNot={whyNot}>
            Delete the tag
          </SubmitButton>
        </Form>
      </div>
    </Card>
  );
}
