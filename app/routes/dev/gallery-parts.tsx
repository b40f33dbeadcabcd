import { Archive, CalendarClock, Copy, FileText, MoreHorizontal, Plus, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { Avatar } from '#app/ui/avatar.tsx';
import { Badge, type BadgeTone } from '#app/ui/badge.tsx';
import { Button, IconButton } from '#app/ui/button.tsx';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterChips } from '#app/ui/filter-chips.tsx';
import { Kbd } from '#app/ui/kbd.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Menu, MenuButton, MenuForm, MenuLink, MenuRule } from '#app/ui/menu.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Card, Section } from '#app/ui/section.tsx';
import { useActions } from '#app/ui/shell/actions.tsx';
import { Skeleton, TableSkeleton } from '#app/ui/skeleton.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { Time } from '#app/ui/time.tsx';

interface Row {
  id: string;
  title: string;
  tone: BadgeTone;
  status: string;
  author: string;
  at: string;
  words: number | null;
}

const ROWS: Row[] = [
  { id: '1', title: 'What the ice tells us about the next hundred years', tone: 'waiting', status: 'In review', author: 'Demo Editor', at: '2025-11-20T12:10:00Z', words: 1840 },
  { id: '2', title: 'Night trains are back', tone: 'done', status: 'Published', author: 'Demo Reader', at: '2025-11-19T05:00:00Z', words: 962 },
  { id: '3', title: 'Harbour lights', tone: 'failed', status: 'Failed', author: 'Demo Writer', at: '2025-11-20T11:16:00Z', words: 410 },
  { id: '4', title: 'A winter market in six recipes', tone: 'planned', status: 'Scheduled', author: 'Demo Cook', at: '2025-11-20T15:44:00Z', words: 2210 },
  { id: '5', title: 'Untitled', tone: 'idle', status: 'Draft', author: 'Å', at: '2024-12-31T23:30:00Z', words: null },
];

const COLUMNS: Column<Row>[] = [
  { key: 'title', header: 'Title', cell: (row) => row.title },
  { key: 'status', header: 'Status', cell: (row) => <Badge tone={row.tone}>{row.status}</Badge> },
  {
    key: 'author',
    header: 'Author',
    cell: (row) => (
      <span className="inline-flex items-center gap-2">
        <Avatar name={row.author} size="small" />
        {row.author}
      </span>
    ),
  },
  { key: 'at', header: 'When', cell: (row) => <Time at={row.at} zone="Europe/Helsinki" otherZone="America/New_York" /> },
  { key: 'words', header: 'Words', align: 'end', cell: (row) => row.words ?? '–' },
  {
    key: 'more',
    header: 'Actions',
    hideHeader: true,
    align: 'end',
    cell: (row) => (
      <Menu label={`Actions for ${row.title}`} trigger={<MoreHorizontal size={16} aria-hidden />} tone="quiet" size="small" align="end">
        <MenuLink to="/dev/gallery" icon={FileText} keys="↵">
          Open
        </MenuLink>
        <MenuButton icon={Copy} onSelect={() => {}}>
          Copy link
        </MenuButton>
        <MenuRule />
        <MenuForm action="/dev/gallery" fields={{ id: row.id }} icon={Archive}>
          Archive
        </MenuForm>
        <MenuForm action="/dev/gallery" fields={{ id: row.id }} icon={Trash2} tone="danger">
          Delete
        </MenuForm>
      </Menu>
    ),
  },
];

export function GalleryParts() {
  useActions('gallery', useMemo(() => [{ id: 'schedule', label: 'Schedule this post', icon: CalendarClock, run: () => {} }], []));
  return (
    <>
      <PageHeader
        title="Content"
        action={
          <LinkButton to="/dev/gallery?show=forms" tone="primary" icon={Plus}>
            New item
          </LinkButton>
        }
      />
      <TabsNav
        label="Views"
        tabs={[
          { to: '/dev/gallery', label: 'Everything', count: 128, current: true },
          { to: '/dev/gallery?show=forms', label: 'Forms', count: 4, current: false },
          { to: '/dev/gallery?show=settings', label: 'Settings', current: false },
          { to: '/dev/gallery?show=error', label: 'Error', current: false },
        ]}
      />
      <FilterChips filters={[{ name: 'status', value: 'failed', label: 'Status: failed' }, { name: 'author', value: '1', label: 'Author: Ingrid' }]} />
      <Table caption="Content items" columns={COLUMNS} rows={ROWS} rowKey={(row) => row.id} href={(row) => `/dev/gallery?item=${row.id}`} />
      <Pager previous={null} next="abc" />

      <Section title="Buttons" lead="One primary on a page. A button that refuses says why.">
        <div className="flex flex-wrap items-center gap-2">
          <Button tone="primary">Publish</Button>
          <Button>Schedule</Button>
          <Button tone="quiet">Not now</Button>
          <Button tone="danger">Delete</Button>
          <Button tone="primary" busy>
            Publishing
          </Button>
          <Button whyNot="Only an editor can publish. Your role is viewer.">Publish</Button>
          <Button size="small">Small</Button>
          <IconButton label="More" icon={MoreHorizontal} />
          <CopyButton text="mh_live_2d8f" />
          <Kbd keys="g t" />
        </div>
      </Section>
      <Section title="Status" lead="An icon, a word, a hue.">
        <div className="flex flex-wrap gap-2">
          {ROWS.map((row) => (
            <Badge key={row.id} tone={row.tone}>
              {row.status}
            </Badge>
          ))}
        </div>
      </Section>
      <Section title="Facts">
        <DefinitionList
          items={[
            { term: 'Slug', value: 'harbour-lights' },
            { term: 'Goes out', value: <Time at="2025-11-20T15:44:00Z" zone="Europe/Helsinki" otherZone="America/New_York" /> },
            { term: 'Clicks', value: null },
          ]}
        />
      </Section>
      <Section title="Waiting">
        <div className="grid gap-6">
          <Progress label="Importing articles" done={37} total={120} cancel={<Button size="small">Cancel import</Button>} />
          <div className="grid max-w-xs gap-2">
            <Skeleton className="h-6 w-2/3" />
            <Skeleton />
          </div>
          <TableSkeleton rows={3} />
        </div>
      </Section>
      <Section title="Cards">
        <div className="grid gap-4 sm:grid-cols-2">
          <Card title="Due today">
            <p className="text-ink-soft">Three posts go out before six.</p>
          </Card>
          <Card title="Needs you" action={<Badge tone="waiting">2 reviews</Badge>}>
            <p className="text-ink-soft">Demo Editor and Amara wait for an answer.</p>
          </Card>
        </div>
      </Section>
      <EmptyState title="No campaigns yet" icon={CalendarClock} action={<LinkButton to="/dev/gallery">Plan a campaign</LinkButton>}>
        A campaign holds posts, articles and emails together and counts what came of them.
      </EmptyState>
    </>
  );
}
