import { useNavigate, useSubmit } from '@remix-run/react';
import { FolderPlus, ListTree } from 'lucide-react';
import { useEffect } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { CategoryFields, type CategoryFacts } from './category-fields.tsx';
import type { Category } from './category-order.ts';
import { CategoryPanel } from './category-panel.tsx';
import { CategoryTree } from './category-tree.tsx';
import { OrganiseLinks } from './organise-links.tsx';
import { useCategoryMoves } from './use-category-moves.ts';

interface CategoriesPageProps {
  categories: readonly Category[];
  category: CategoryFacts | null;
  whyNot: string | null;
  ask: string | null;
  reply: unknown;
}

export function CategoriesPage({ categories, category, whyNot, ask, reply }: CategoriesPageProps) {
  const { organization } = useShell();
  const navigate = useNavigate();
  const submit = useSubmit();
  const { shown, refusal, move } = useCategoryMoves(categories);
  const making = replyTo(reply, 'create');

  useEffect(() => {
    if (ask === 'rename') document.querySelector<HTMLInputElement>('main form input[name="name"]')?.select();
  }, [ask]);

  const remove = (categoryId: string) => submit({ intent: 'delete', categoryId, _org: organization.id, _once: crypto.randomUUID() }, { method: 'post', preventScrollReset: true });
  return (
    <>
      <PageHeader
        above={<OrganiseLinks />}
        title="Categories"
        lead="Where a piece belongs: one category each, in a tree of your own."
        action={
          <FormDialog label="New category" title="New category" description={category ? `Inside ${category.name}.` : undefined} tone="primary" icon={FolderPlus} whyNot={whyNot} reply={making} asked={ask === 'new'}>
            {(cancel) => (
              <Form reply={making} organizationId={organization.id}>
                <input type="hidden" name="intent" value="create" />
                <input type="hidden" name="parentId" value={category?.id ?? ''} />
                <CategoryFields />
                <DialogActions>
                  {cancel}
                  <SubmitButton>Make the category</SubmitButton>
                </DialogActions>
              </Form>
            )}
          </FormDialog>
        }
      />
      {refusal && (
        <p role="alert" className="mb-4 rounded-md border border-failed bg-failed-wash px-3 py-2 text-failed">
          {refusal}
        </p>
      )}
      {categories.length === 0 ? (
        <EmptyState icon={ListTree} title="No categories yet">
          A category says where a piece belongs, such as News or Guides. Begin with two or three; they can be moved and renamed at any time.
        </EmptyState>
      ) : (
        <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid min-w-0 gap-2 max-lg:order-last">
            <CategoryTree
              categories={shown}
              current={category?.id ?? null}
              mayMove={whyNot === null}
              onMove={move}
              onAsk={(id, asked) => (asked === 'delete' ? remove(id) : navigate(`?category=${id}&ask=rename`, { preventScrollReset: true }))}
            />
            <p className="text-sm text-ink-soft unscripted:hidden pointer-coarse:hidden">Drag a line to move it, or press Alt with an arrow. F2 renames, Delete deletes.</p>
          </div>
          {category ? (
            <CategoryPanel category={category} categories={categories} organizationId={organization.id} reply={reply} whyNot={whyNot} />
          ) : (
            <p className="text-ink-soft max-lg:hidden">Open a category to change what it says.</p>
          )}
        </div>
      )}
    </>
  );
}
