import { useLocation } from '@remix-run/react';
import { Bookmark, BookmarkX } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { isFiltered, type KeptView, type ShownCalendar } from './shown.ts';

interface CalendarViewsProps {
  views: readonly KeptView[];
  shown: ShownCalendar;
  me: string;
  reply: unknown;
  why: string | null;
}

/** The same view whatever day is open and in whatever order its address was written. */
function normal(query: string): string {
  const params = new URLSearchParams(query);
  for (const name of ['date', 'ask', 'zone']) params.delete(name);
  params.sort();
  return params.toString();
}

export function CalendarViews({ views, shown, me, reply, why }: CalendarViewsProps) {
  const { search } = useLocation();
  const { organization } = useShell();
  const now = normal(search);
  const date = new URLSearchParams(search).get('date');
  const usual = [
    { query: '', label: 'Everything' },
    { query: `person=${me}`, label: 'Mine' },
    { query: 'channel=web', label: 'On the web' },
  ];
  // The scale is no filter: a tab stays the current one however closely one looks, unless a kept view says otherwise.
  const filters = (query: string) => {
    const params = new URLSearchParams(normal(query));
    params.delete('view');
    return params.toString();
  };
  const current = views.find(({ query }) => normal(query) === now);
  const isNow = (query: string) => (current ? normal(query) === now : filters(query) === filters(now));
  const tabs = [...usual, ...views.map(({ query, name }) => ({ query, label: name }))];
  const address = (query: string) => {
    const params = new URLSearchParams(query);
    if (date) params.set('date', date);
    return params.size > 0 ? `/calendar?${params}` : '/calendar';
  };
  const keeping = replyTo(reply, 'keep-view');
  return (
    <div className="relative print:hidden">
      <TabsNav label="Views" tabs={tabs.map(({ query, label }) => ({ to: address(query), label, current: current ? query === current.query : isNow(query) }))} />
      {(current?.own || (!current && isFiltered(shown))) && (
        <div className="-mt-2 mb-2">
          {current?.own ? (
            <Form organizationId={organization.id} className="">
              <input type="hidden" name="intent" value="drop-view" />
              <input type="hidden" name="id" value={current.id} />
              <SubmitButton tone="quiet" size="small" icon={BookmarkX}>
                Remove this view
              </SubmitButton>
            </Form>
          ) : (
            <FormDialog label="Keep as a view" title="Keep as a view" description="A tab for what the filters show now." tone="quiet" size="small" icon={Bookmark} whyNot={why} reply={keeping}>
              {(cancel) => (
                <Form reply={keeping} organizationId={organization.id}>
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
