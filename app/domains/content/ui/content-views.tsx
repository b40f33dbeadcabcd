import { useLocation } from '@remix-run/react';
import { Bookmark, BookmarkX } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { SavedView, Shown } from './listed-item.ts';

interface ContentViewsProps {
  views: readonly SavedView[];
  me: string;
  organizationId: string;
  reply: unknown;
  why: string | null;
}

export const isPlain = ({ q, status, type, author, category, tag, language }: Shown) => !q && !status && !type && !author && !category && !tag && !language;

/** The same list, whatever page of it is open and in whatever order its address was written. */
function normal(query: string): string {
  const params = new URLSearchParams(query);
  for (const name of ['after', 'before', 'ask']) params.delete(name);
  params.sort();
  return params.toString();
}

/** What everyone looks for, then the views that were kept; what the filters say now can be kept as another. */
export function ContentViews({ views, me, organizationId, reply, why }: ContentViewsProps) {
  const { search } = useLocation();
  const now = normal(search);
  const usual = [
    { query: '', label: 'All' },
    { query: `author=${me}`, label: 'Mine' },
    { query: 'status=draft', label: 'Drafts' },
    { query: 'status=in_review', label: 'In review' },
    { query: 'sort=published&status=published', label: 'Published' },
  ];
  const kept = views.map(({ query, name }) => ({ query, label: name }));
  const tabs = [...usual, ...kept, { query: 'view=trash', label: 'Trash' }];
  const current = views.find(({ query }) => normal(query) === now);
  const known = tabs.some(({ query }) => normal(query) === now);
  const keeping = replyTo(reply, 'keep-view');
  return (
    <div className="relative">
      <TabsNav label="Views" tabs={tabs.map(({ query, label }) => ({ to: query ? `/content?${query}` : '/content', label, current: normal(query) === now }))} />
      {(!known || current?.own) && (
        <div className="-mt-2 mb-2">
          {current?.own ? (
            <Form organizationId={organizationId} className="">
              <input type="hidden" name="intent" value="drop-view" />
              <input type="hidden" name="id" value={current.id} />
              <SubmitButton tone="quiet" size="small" icon={BookmarkX}>
                Remove this view
              </SubmitButton>
            </Form>
          ) : (
            <FormDialog label="Keep as a view" title="Keep as a view" description="A tab for what the filters show now." tone="quiet" size="small" icon={Bookmark} whyNot={why} reply={keeping}>
              {(cancel) => (
                <Form reply={keeping} organizationId={organizationId}>
                  <input type="hidden" name="intent" value="keep-view" />
                  <input type="hidden" name="query" value={now} />
                  <TextField name="name" label="Name" required maxLength={40} />
                  <CheckboxField name="shared" value="true" label="Show it to everyone in the organization" />
                  <DialogActions>
                    {cancel}
                    <SubmitButton>Keep</SubmitButton>
                  </DialogActions>
                </Form>
              )}
            </FormDialog>
          )}
        </div>
      )}
    </div>
  );
}
