import { X } from 'lucide-react';
import { Link } from '@remix-run/react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { Tag } from './library-asset.ts';

interface AssetTagsProps {
  assetId: string;
  tags: readonly Pick<Tag, 'id' | 'name'>[];
  known: readonly Tag[];
  organizationId: string;
  reply: unknown;
  whyNot: string | null;
}

export function AssetTags({ assetId, tags, known, organizationId, reply, whyNot }: AssetTagsProps) {
  const hidden = (
    <>
      <input type="hidden" name="intent" value="tag" />
      <input type="hidden" name="ids[]" value={assetId} />
    </>
  );
  return (
    <div className="grid gap-3">
      {tags.length > 0 && (
        <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag.id} className="inline-flex items-center rounded-full border border-rule-strong bg-sheet ps-2.5 text-sm">
              <Link to={`/media?tag=${tag.id}`} className="inline-flex min-h-7 items-center underline-offset-2 hover:underline pointer-coarse:min-h-9">
                {tag.name}
              </Link>
              {whyNot === null ? (
                <Form organizationId={organizationId} className="inline-flex" preventScrollReset>
                  {hidden}
                  <input type="hidden" name="remove[]" value={tag.id} />
                  <button type="submit" aria-label={`Take the tag ${tag.name} off`} className="grid size-7 place-items-center rounded-full hover:bg-hover pointer-coarse:size-9">
                    <X size={12} aria-hidden className="text-ink-soft" />
                  </button>
                </Form>
              ) : (
                <span className="w-2.5" />
              )}
            </li>
          ))}
        </ul>
      )}
      <Form reply={replyTo(reply, 'tag')} organizationId={organizationId} resetOnSuccess preventScrollReset className="flex items-end gap-2">
        {hidden}
        <TextField name="add" label="Add a tag" hideLabel placeholder="Add a tag" required autoComplete="off" list="known-tags" frameClassName="flex-1" />
        <datalist id="known-tags">
          {known.filter(({ id }) => !tags.some((tag) => tag.id === id)).map((tag) => (
            <option key={tag.id} value={tag.name} />
          ))}
        </datalist>
        <SubmitButton tone="secondary" whyNot={whyNot}>
          Add
        </SubmitButton>
      </Form>
    </div>
  );
}
