import { Link } from '@remix-run/react';
import { ArrowDown, ArrowUp, FolderInput, Trash2 } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { Card } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { pieces } from '../words.ts';
import { CategoryFields, type CategoryFacts } from './category-fields.tsx';
import { type Category, countWithin, inOrder, isWithin, stepOf, treeOf } from './category-order.ts';

interface CategoryPanelProps {
  category: CategoryFacts;
  categories: readonly Category[];
  organizationId: string;
  reply: unknown;
  whyNot: string | null;
}

/** The category that is open: what it says, where it stands, and how many pieces it holds. */
export function CategoryPanel({ category, categories, organizationId, reply, whyNot }: CategoryPanelProps) {
  const known = categories.find(({ id }) => id === category.id);
  const [here, within] = known ? [known.count, countWithin(categories, known)] : [0, 0];
  const moving = replyTo(reply, 'move');
  const id = <input type="hidden" name="categoryId" value={category.id} />;
  const parents = inOrder(treeOf(categories)).filter((each) => !known || !isWithin(each, known));
  return (
    <Card title={category.name}>
      <p className="mb-4 text-ink-soft">
        <Link to={`/content?category=${category.id}`} className="underline underline-offset-2">
          {pieces(here)}
        </Link>
        {within > here && `, ${within} with those further down`}
      </p>
      <div className="mb-5 flex flex-wrap gap-1.5">
        {(['up', 'down'] as const).map((step) => {
          const move = stepOf(categories, category.id, step);
          return (
            <Form key={step} organizationId={organizationId} className="" preventScrollReset>
              <input type="hidden" name="intent" value="move" />
              {id}
              <input type="hidden" name="parentId" value={move?.parentId ?? ''} />
              <input type="hidden" name="beforeId" value={move?.beforeId ?? ''} />
              <SubmitButton tone="secondary" size="small" icon={step === 'up' ? ArrowUp : ArrowDown} whyNot={whyNot ?? (move ? null : `It is the ${step === 'up' ? 'first' : 'last'} here already.`)}>
                {step === 'up' ? 'Up' : 'Down'}
              </SubmitButton>
            </Form>
          );
        })}
        <FormDialog label="Move to…" title={`Move ${category.name}`} description="What is below it moves along." size="small" icon={FolderInput} whyNot={whyNot} reply={moving}>
          {(cancel) => (
            <Form reply={moving} organizationId={organizationId}>
              <input type="hidden" name="intent" value="move" />
              {id}
              <SelectField name="parentId" label="Into" placeholder="The top" options={parents.map(({ id: value, name, level }) => ({ value, label: `${'– '.repeat(level - 1)}${name}` }))} defaultValue={category.parentId ?? ''} />
              <DialogActions>
                {cancel}
                <SubmitButton>Move the category</SubmitButton>
              </DialogActions>
            </Form>
          )}
        </FormDialog>
        <Form organizationId={organizationId} className="" preventScrollReset>
          <input type="hidden" name="intent" value="delete" />
          {id}
          <SubmitButton tone="secondary" size="small" icon={Trash2} whyNot={whyNot}>
            Delete
          </SubmitButton>
        </Form>
      </div>
      <Form key={category.id} reply={replyTo(reply, 'change')} organizationId={organizationId} preventScrollReset>
        <input type="hidden" name="intent" value="change" />
        {id}
        <CategoryFields category={category} />
        <FormActions>
          <SubmitButton whyNot={whyNot}>Save the category</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
