import { Link, useLocation } from '@remix-run/react';
import { FilePlus2, SearchX } from 'lucide-react';
import { Suspense } from 'react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, isFormReply } from '#app/ui/form.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { late } from '#app/ui/late.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { useSelection } from '#app/ui/use-selection.ts';
import { ContentChips, ContentTools } from './content-tools.tsx';
import { ContentTable } from './content-table.tsx';
import { ContentViews, isPlain } from './content-views.tsx';
import type { Choices, ListedItem, SavedView, Shown } from './listed-item.ts';
import { OrganiseLinks } from './organise/organise-links.tsx';
import { PlainBar, type Whys } from './plain-bar.tsx';

const loadBar = () => import('./selection-bar.tsx');
const SelectionBar = late(loadBar);
const warm = () => void loadBar().catch(() => undefined);

export interface ContentPageProps {
  items: { rows: ListedItem[]; next: string | null };
  views: SavedView[];
  choices: Choices;
  shown: Shown;
  later: boolean;
  me: string;
  why: Whys;
  reply: unknown;
}

export function ContentPage({ items, views, choices, shown, later, me, why, reply }: ContentPageProps) {
  const { organization } = useShell();
  const hydrated = useHydrated();
  const selection = useSelection(items.rows, isFormReply(reply));
  const inTrash = shown.view === 'trash';
  return (
    <>
      <PageHeader
        above={<OrganiseLinks />}
        title="Content"
        action={
          <LinkButton to="/content/new" tone="primary" icon={FilePlus2}>
            New piece
          </LinkButton>
        }
      />
      <ContentViews views={views} me={me} organizationId={organization.id} reply={reply} why={why.write} />
      <div className={selection.ids.size > 0 ? 'sticky top-13 z-10 mb-4 grid content-end bg-paper py-1 sm:min-h-18' : 'mb-4'}>
        {selection.ids.size > 0 ? (
          <Suspense fallback={<div className="min-h-12 rounded-md bg-accent-wash" />}>
            <SelectionBar items={items.rows} selection={selection} choices={choices} inTrash={inTrash} organizationId={organization.id} reply={reply} why={why} />
          </Suspense>
        ) : (
          <ContentTools shown={shown} choices={choices} />
        )}
        <ContentChips shown={shown} choices={choices} />
      </div>
      {items.rows.length === 0 ? (
        <Nothing shown={shown} later={later} />
      ) : (
        <Form reply={hydrated ? undefined : isFormReply(reply) ? reply : undefined} organizationId={organization.id} className="grid gap-4" onPointerEnter={warm} onFocus={warm} onSubmit={(event) => hydrated && event.preventDefault()}>
          <ContentTable items={items.rows} selection={selection} columns={shown.columns} categories={choices.categories} projects={choices.projects} />
          {!hydrated && <PlainBar inTrash={inTrash} why={why} />}
        </Form>
      )}
      <Pager previous={null} next={items.next} />
    </>
  );
}

function Nothing({ shown, later }: { shown: Shown; later: boolean }) {
  const { search } = useLocation();
  if (later) {
    return (
      <EmptyState title="No more pieces" action={<LinkButton to={`?${withoutCursor(search)}`}>Back to the first page</LinkButton>}>
        The list ended on the page before.
      </EmptyState>
    );
  }
  if (shown.view === 'trash') return <EmptyState title="The trash is empty">What you move to the trash waits here for 30 days and can be restored.</EmptyState>;
  if (!isPlain(shown)) {
    return (
      <EmptyState icon={SearchX} title="Nothing matches" action={<LinkButton to="/content">Show all</LinkButton>}>
        Search looks at titles, excerpts, tags and the text. Remove a filter, or put words in “quotes” to find them side by side.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={FilePlus2}
      title="Nothing written yet"
      action={
        <>
          <LinkButton to="/content/new" tone="primary">
            Write the first piece
          </LinkButton>
          <Link to="/content/import" className="self-center">
            Import from elsewhere
          </Link>
        </>
      }
    >
      Articles, newsletters, posts and pages live here, from the first line to the last reader.
    </EmptyState>
  );
}

function withoutCursor(search: string): string {
  const params = new URLSearchParams(search);
  params.delete('after');
  return params.toString();
}
