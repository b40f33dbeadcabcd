import { Form as SearchForm, Link, useLocation } from '@remix-run/react';
import { Merge, Search, Tags as TagsIcon, TagIcon } from 'lucide-react';
import { useState } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button } from '#app/ui/button.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Tick } from '#app/ui/tick.tsx';
import { TagDot } from '../tag-list.tsx';
import { OrganiseLinks } from './organise-links.tsx';
import { type Tag, TagFields } from './tag-fields.tsx';
import { TagPanel } from './tag-panel.tsx';

interface TagsPageProps {
  tags: { rows: Tag[]; next: string | null };
  tag: Tag | null;
  known: readonly { id: string; name: string }[];
  q: string;
  whyNot: string | null;
  reply: unknown;
}

export function TagsPage({ tags, tag, known, q, whyNot, reply }: TagsPageProps) {
  const { organization } = useShell();
  const hydrated = useHydrated();
  const { search } = useLocation();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const making = replyTo(reply, 'create');
  const chosen = tags.rows.filter(({ id }) => ticked.has(id));
  const tick = (id: string, on: boolean) =>
    setTicked((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  return (
    <>
      <PageHeader
        above={<OrganiseLinks />}
        title="Tags"
        lead="What pieces, pictures and posts are about. One set for all of them."
        action={
          <FormDialog label="New tag" title="New tag" tone="primary" icon={TagIcon} whyNot={whyNot} reply={making}>
            {(cancel) => (
              <Form reply={making} organizationId={organization.id}>
                <input type="hidden" name="intent" value="create" />
                <TagFields />
                <DialogActions>
                  {cancel}
                  <SubmitButton>Make the tag</SubmitButton>
                </DialogActions>
              </Form>
            )}
          </FormDialog>
        }
      />
      <search className="mb-4 flex flex-wrap items-center gap-2">
        <SearchForm method="get" className="flex min-w-0 flex-1 gap-2 sm:max-w-md">
          <TextField key={q} name="q" type="search" label="Search tags" hideLabel placeholder="Search tags" defaultValue={q} maxLength={100} frameClassName="min-w-0 flex-1" />
          <Button type="submit" icon={Search}>
            <span className="max-sm:sr-only">Search</span>
          </Button>
        </SearchForm>
      </search>
      <div className={tag ? 'grid items-start gap-8 2xl:grid-cols-[minmax(0,1fr)_20rem]' : undefined}>
        <div className="min-w-0 max-2xl:order-last">
          {tags.rows.length === 0 ? (
            <Nothing q={q} />
          ) : (
            <Form reply={replyTo(reply, 'merge')} organizationId={organization.id} className="grid gap-4" preventScrollReset>
              <input type="hidden" name="intent" value="merge" />
              <Table
                caption="Tags"
                rows={tags.rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'name',
                    header: 'Tag',
                    cell: (row) => (
                      <span className="flex min-w-0 items-center gap-3">
                        <Tick type="checkbox" name="ids[]" value={row.id} aria-label={`Choose ${row.name}`} checked={ticked.has(row.id)} onChange={(event) => tick(row.id, event.target.checked)} />
                        <TagDot color={row.color} />
                        <Link to={withParams(search, { tag: row.id })} preventScrollReset data-row-link className="row-link min-w-0 truncate" dir="auto">
                          {row.name}
                        </Link>
                      </span>
                    ),
                  },
                  { key: 'content', header: 'Content', align: 'end', cell: (row) => <Uses count={row.inContent} to={`/content?tag=${row.id}`} of={`${row.name} in content`} /> },
                  { key: 'media', header: 'Media', align: 'end', cell: (row) => <Uses count={row.inMedia} to={`/media?tag=${row.id}`} of={`${row.name} in media`} /> },
                  { key: 'all', header: 'All', align: 'end', cell: (row) => row.usageCount.toLocaleString('en') },
                ]}
              />
              {hydrated && chosen.length === 0 ? (
                <p className="text-sm text-ink-soft">Tick the tags that mean the same to merge them into one.</p>
              ) : (
                <div className="flex flex-wrap items-end gap-2 rounded-md bg-accent-wash px-3 py-2.5">
                  <TextField
                    name="into"
                    label={chosen.length > 0 ? `Merge ${chosen.length === 1 ? chosen[0]!.name : `${chosen.length} tags`} into` : 'Merge the ticked tags into'}
                    placeholder="The name of the tag that stays"
                    list="known-tags"
                    autoComplete="off"
                    maxLength={60}
                    required
                    frameClassName="min-w-56 flex-1 sm:max-w-xs"
                  />
                  <datalist id="known-tags">
                    {known.map(({ id, name }) => (
                      <option key={id} value={name} />
                    ))}
                  </datalist>
                  <SubmitButton tone="secondary" icon={Merge} whyNot={whyNot}>
                    Merge
                  </SubmitButton>
                </div>
              )}
            </Form>
          )}
          <Pager previous={null} next={tags.next} />
        </div>
        {tag && <TagPanel tag={tag} close={withParams(search, { tag: null })} organizationId={organization.id} reply={reply} whyNot={whyNot} />}
      </div>
    </>
  );
}

function Uses({ count, to, of }: { count: number; to: string; of: string }) {
  if (count === 0) return 0;
  return (
    <Link to={to} aria-label={`${count}, ${of}`} className="relative z-10 underline underline-offset-2">
      {count.toLocaleString('en')}
    </Link>
  );
}

function Nothing({ q }: { q: string }) {
  if (q) {
    return (
      <EmptyState title="No tag matches" action={<LinkButton to="/content/tags">Show all</LinkButton>}>
        The search looks for these letters anywhere in a name.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={TagsIcon} title="No tags yet">
      Tags say what something is about, across content and media. They can also be made while you write.
    </EmptyState>
  );
}
