import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { tagsByName } from '#db/queries/content.ts';
import { NO_ID, tagById, tagPage } from '#db/queries/organise.ts';
import { changeTag, createTag } from '#app/domains/content/change-tag.server.ts';
import { changeTagInput, mergeTagsInput, newTagInput, tagInput, undoInput } from '#app/domains/content/organise-inputs.ts';
import { deleteTag, mergeTags, restoreTags } from '#app/domains/content/remove-tags.server.ts';
import { TagsPage } from '#app/domains/content/ui/organise/tags-page.tsx';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { textIn } from './text-in.ts';

export const meta = () => [{ title: 'Tags · Masthead' }];

const HERE = '/content/tags';

/** The list as it was searched, without the tag that is not there any more. */
function listOf(request: Request): string {
  const q = textIn(request, 'q');
  return q ? `${HERE}?${new URLSearchParams({ q })}` : HERE;
}

export async function loader(args: LoaderFunctionArgs) {
  const asked = new URL(args.request.url).searchParams.get('tag');
  if (asked && !isUuid(asked)) throw answer(notFound('tag'));
  const [q, after] = [textIn(args.request, 'q'), textIn(args.request, 'after')];
  const { viewer, tags, known, tag } = await read(args, 'content:read', {
    tags: tagPage(q, { limit: 50, ...(after ? { after } : {}) }),
    known: tagsByName(),
    tag: tagById(asked || NO_ID),
  });
  if (asked && !tag) throw answer(notFound('tag'));
  return { tags, tag, known, q, whyNot: whyNot(viewer, 'content:organise') };
}

export async function action(args: ActionFunctionArgs) {
  const back = listOf(args.request);
  switch (await intentOf(args)) {
    case 'create': {
      const { org, form } = await submission(args, 'content:organise', newTagInput);
      if (!form.ok) return form.reply();
      const made = await createTag(org, form.value);
      return made.ok ? redirectWithToast(args.context, back, `The tag ${form.value.name} is made.`) : form.refuse(made.problem);
    }
    case 'change': {
      const { org, form } = await submission(args, 'content:organise', changeTagInput);
      if (!form.ok) return form.reply();
      const changed = await changeTag(org, form.value);
      return changed.ok ? redirectWithToast(args.context, back, `The tag ${form.value.name} is saved.`) : form.refuse(changed.problem);
    }
    case 'merge': {
      const { org, form } = await submission(args, 'content:organise', mergeTagsInput);
      if (!form.ok) return form.reply();
      const merged = await mergeTags(org, form.value);
      if (!merged.ok) return form.refuse(merged.problem);
      const { count, name, undoId, isUnderWay } = merged.value;
      const many = count === 1 ? 'One tag is' : `${count} tags are`;
      return redirectWithToast(args.context, back, { message: isUnderWay ? `${many} becoming part of ${name}: so many links take a moment.` : `${many} part of ${name} now.`, undo: { action: HERE, fields: { intent: 'restore', undoId } } });
    }
    case 'delete': {
      const { org, form } = await submission(args, 'content:organise', tagInput);
      if (!form.ok) return form.reply();
      const deleted = await deleteTag(org, form.value.tagId);
      if (!deleted.ok) return form.refuse(deleted.problem);
      const { name, undoId } = deleted.value;
      return redirectWithToast(args.context, back, { message: `The tag ${name} is deleted.`, undo: { action: HERE, fields: { intent: 'restore', undoId } } });
    }
    case 'restore': {
      const { org, form } = await submission(args, 'content:organise', undoInput);
      if (!form.ok) return form.reply();
      const restored = await restoreTags(org, form.value.undoId);
      return restored.ok ? redirectWithToast(args.context, back, `Back, on everything that carried it: ${restored.value.name}.`) : form.refuse(restored.problem);
    }
    default:
      throw unknownIntent();
  }
}

export default function Tags() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <TagsPage {...data} reply={reply} />;
}
