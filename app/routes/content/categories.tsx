import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { categoryById, categoryTree, NO_ID } from '#db/queries/organise.ts';
import { changeCategory, createCategory, moveCategory } from '#app/domains/content/change-category.server.ts';
import { deleteCategory, restoreCategory } from '#app/domains/content/delete-category.server.ts';
import { categoryInput, changeCategoryInput, moveCategoryInput, newCategoryInput, undoInput } from '#app/domains/content/organise-inputs.ts';
import { CategoriesPage } from '#app/domains/content/ui/organise/categories-page.tsx';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';

export const meta = () => [{ title: 'Categories · Masthead' }];

const HERE = '/content/categories';
const at = (id: string | null) => (id === null ? HERE : `${HERE}?category=${id}`);

export async function loader(args: LoaderFunctionArgs) {
  const asked = new URL(args.request.url).searchParams.get('category');
  if (asked && !isUuid(asked)) throw answer(notFound('category'));
  const { viewer, categories, category } = await read(args, 'content:read', { categories: categoryTree(), category: categoryById(asked || NO_ID) });
  if (asked && !category) throw answer(notFound('category'));
  return { categories, category, whyNot: whyNot(viewer, 'content:organise') };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'create': {
      const { org, form } = await submission(args, 'content:organise', newCategoryInput);
      if (!form.ok) return form.reply();
      const made = await createCategory(org, form.value);
      return made.ok ? redirectWithToast(args.context, at(made.value.id), `The category ${form.value.name} is made.`) : form.refuse(made.problem);
    }
    case 'change': {
      const { org, form } = await submission(args, 'content:organise', changeCategoryInput);
      if (!form.ok) return form.reply();
      const changed = await changeCategory(org, form.value);
      return changed.ok ? redirectWithToast(args.context, at(form.value.categoryId), `The category ${form.value.name} is saved.`) : form.refuse(changed.problem);
    }
    case 'move': {
      const { org, form } = await submission(args, 'content:organise', moveCategoryInput);
      if (!form.ok) return form.reply();
      const moved = await moveCategory(org, form.value);
      if (!moved.ok) return form.refuse(moved.problem);
      const { name, parentId, beforeId } = moved.value;
      const undo = { action: HERE, fields: { intent: 'move', categoryId: form.value.categoryId, parentId: parentId ?? '', beforeId: beforeId ?? '' } };
      return redirectWithToast(args.context, at(form.value.categoryId), { message: `The category ${name} is moved.`, undo });
    }
    case 'delete': {
      const { org, form } = await submission(args, 'content:organise', categoryInput);
      if (!form.ok) return form.reply();
      const deleted = await deleteCategory(org, form.value.categoryId);
      if (!deleted.ok) return form.refuse(deleted.problem);
      const { name, parentId, undoId } = deleted.value;
      return redirectWithToast(args.context, at(parentId), { message: `The category ${name} is deleted. What was in it moved up.`, undo: { action: HERE, fields: { intent: 'restore', undoId } } });
    }
    case 'restore': {
      const { org, form } = await submission(args, 'content:organise', undoInput);
      if (!form.ok) return form.reply();
      const restored = await restoreCategory(org, form.value.undoId);
      return restored.ok ? redirectWithToast(args.context, HERE, `The category ${restored.value.name} is back.`) : form.refuse(restored.problem);
    }
    default:
      throw unknownIntent();
  }
}

export default function Categories() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <CategoriesPage {...data} ask={search.get('ask')} reply={reply} />;
}
