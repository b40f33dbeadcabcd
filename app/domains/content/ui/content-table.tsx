// biome-ignore-all lint/a11y/noRedundantRoles: a table laid out as cards loses its own roles in some browsers
import { Link } from '@remix-run/react';
import { type ReactNode, useRef } from 'react';
import type { Selection } from '#app/ui/use-selection.ts';
import { classes } from '#app/ui/class-names.ts';
import { useNow } from '#app/ui/now.tsx';
import { useRowKeys } from '#app/ui/row-keys.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Snippet } from '#app/ui/snippet.tsx';
import { Tick } from '#app/ui/tick.tsx';
import { Time } from '#app/ui/time.tsx';
import { type Choices, COLUMN_WORDS, type ColumnName, type ListedItem } from './listed-item.ts';
import { StatusBadge } from './status-badge.tsx';
import { TagList } from './tag-list.tsx';
import { languageName, titleOf, TYPES } from './words.ts';

const AT_END: readonly ColumnName[] = ['words', 'comments', 'views'];

interface ContentTableProps {
  items: readonly ListedItem[];
  selection: Selection;
  columns: readonly ColumnName[];
  categories: Choices['categories'];
  projects: Choices['projects'];
}

/** Whoever chooses more columns has values of two lines. */
const MOST_ON_ONE_LINE = 7;

/** The pieces, one a line, with the columns that the reader chose. */
export function ContentTable({ items, selection, columns, categories, projects }: ContentTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const isRoomy = columns.length <= MOST_ON_ONE_LINE;
  return (
    <div className="@container">
      <table role="table" className="data-table">
        <caption className="sr-only">Content</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Title
            </th>
            {columns.map((name) => (
              <th key={name} role="columnheader" scope="col" className={AT_END.includes(name) ? 'text-end' : undefined}>
                {COLUMN_WORDS[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} role="rowgroup">
          {items.map((item) => (
            <tr key={item.id} role="row" className={classes(selection.ids.has(item.id) && 'bg-accent-wash')}>
              <th role="rowheader" scope="row">
                <span className="flex min-w-0 items-center gap-3">
                  <Tick
                    type="checkbox"
                    name="ids[]"
                    value={item.id}
                    aria-label={`Choose ${titleOf(item)}`}
                    checked={selection.ids.has(item.id)}
                    onChange={(event) => selection.toggle(item.id, (event.nativeEvent as MouseEvent).shiftKey)}
                  />
                  <span className="grid min-w-0">
                  <Link
                    to={`/content/${item.id}`}
                    data-row-link
                    prefetch="intent"
                    lang={item.language}
                    dir="auto"
                    className={classes('row-link line-clamp-2 min-w-0 font-serif text-lg leading-snug', item.title.trim() === '' && 'text-ink-faint italic')}
                  >
                    {titleOf(item)}
                  </Link>
                  {item.snippet && <span lang={item.language} dir="auto" className="line-clamp-2 font-sans font-normal"><Snippet text={item.snippet} /></span>}
                  </span>
                </span>
              </th>
              {columns.map((name) => (
                <td key={name} role="cell" data-header={COLUMN_WORDS[name]} className={classes(AT_END.includes(name) && 'at-end', isRoomy && name !== 'tags' && 'whitespace-nowrap')}>
                  <Value item={item} name={name} categories={categories} projects={projects} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ item, name, categories, projects }: { item: ListedItem; name: ColumnName } & Pick<ContentTableProps, 'categories' | 'projects'>): ReactNode {
  const { person } = useShell();
  const when = (at: string | null) => (at ? <Time at={at} zone={person.timeZone} show="relative" /> : '–');
  switch (name) {
    case 'status':
      return <Standing item={item} />;
    case 'type':
      return TYPES[item.type].word;
    case 'author':
      return item.author ?? '–';
    case 'category':
      return categories.find(({ id }) => id === item.categoryId)?.name ?? '–';
    case 'project':
      return projects.find(({ id }) => id === item.projectId)?.name ?? '–';
    case 'tags':
      return item.tags.length > 0 ? <TagList tags={item.tags} most={3} /> : '–';
    case 'language':
      return languageName(item.language);
    case 'words':
      return item.wordCount.toLocaleString('en');
    case 'comments':
      return item.commentCount;
    case 'views':
      return item.publishedAt ? item.viewCount.toLocaleString('en') : '–';
    case 'published':
      return when(item.publishedAt);
    case 'created':
      return when(item.createdAt);
    case 'edited':
      return when(item.editedAt);
  }
}

/** Where it stands, and what is going to change that by itself. */
function Standing({ item: { status, scheduledFor } }: { item: ListedItem }) {
  const { person } = useShell();
  const now = useNow();
  if (!scheduledFor) return <StatusBadge status={status} />;
  const says = new Date(scheduledFor) < now ? 'Was due' : status === 'published' ? 'Update goes live' : 'Goes live';
  return (
    <span className="grid justify-items-start gap-0.5">
      <StatusBadge status={status} />
      <span className="text-xs text-ink-soft">
        {says} <Time at={scheduledFor} zone={person.timeZone} show="relative" />
      </span>
    </span>
  );
}
