import { Form, Link, useLocation, useSubmit } from '@remix-run/react';
import { LayoutGrid, List, Search } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { FilterChips } from '#app/ui/filter-chips.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Tooltip } from '#app/ui/tooltip.tsx';
import type { Tag } from './library-asset.ts';
import { type AssetType, TYPES } from './words.ts';

interface LibraryToolsProps {
  shown: { folder: string | null | undefined; type: AssetType | undefined; tag: string | undefined; q: string; view: string; show: 'grid' | 'list' };
  tags: readonly Tag[];
}

/** Search and filters: one form whose answers all stand in the address. */
export function LibraryTools({ shown, tags }: LibraryToolsProps) {
  const { folder, type, tag, q, view, show } = shown;
  const submit = useSubmit();
  const kept = { folder: folder === null ? 'top' : folder, view: view === 'all' ? undefined : view, show: show === 'list' ? show : undefined };
  return (
    <search className="flex min-h-12 items-center">
      <Form
        method="get"
        preventScrollReset
        className="flex flex-1 flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit(withoutEmpty(new FormData(event.currentTarget)), { preventScrollReset: true });
        }}
        onChange={(event) => event.target instanceof HTMLSelectElement && event.currentTarget.requestSubmit()}
      >
        {Object.entries(kept).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
        <TextField
          key={`q${q}`}
          name="q"
          type="search"
          label="Search"
          hideLabel
          placeholder={view === 'trash' ? 'Search the trash' : 'Search names, alt texts, tags'}
          defaultValue={q}
          maxLength={200}
          frameClassName="min-w-28 flex-1 sm:min-w-40"
        />
        <Button type="submit" icon={Search}>
          <span className="max-sm:sr-only">Search</span>
        </Button>
        <div className="flex flex-wrap gap-2 max-sm:order-last max-sm:basis-full">
          <SelectField name="type" label="Type" hideLabel placeholder="Any type" options={Object.entries(TYPES).map(([value, { plural }]) => ({ value, label: plural }))} defaultValue={type ?? ''} />
          {tags.length > 0 && <SelectField name="tag" label="Tag" hideLabel placeholder="Any tag" options={tags.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={tag ?? ''} className="max-w-40" />}
        </div>
        <ShowAs show={show} />
      </Form>
    </search>
  );
}

function withoutEmpty(form: FormData): FormData {
  const kept = new FormData();
  for (const [name, value] of form) if (value !== '') kept.append(name, value);
  return kept;
}

function ShowAs({ show }: { show: 'grid' | 'list' }) {
  const { search } = useLocation();
  const ways = [
    { way: 'grid', label: 'Grid', icon: LayoutGrid, to: withParams(search, { show: null }) },
    { way: 'list', label: 'List', icon: List, to: withParams(search, { show: 'list' }) },
  ] as const;
  return (
    <span className="ms-auto flex rounded-md border border-rule-strong">
      {ways.map(({ way, label, icon: Icon, to }) => (
        <Tooltip key={way} text={label} as="label">
          <Link
            to={to}
            preventScrollReset
            aria-current={show === way ? 'true' : undefined}
            className={classes('grid size-8 place-items-center rounded-sm pointer-coarse:size-11', show === way ? 'bg-ink text-on-ink' : 'text-ink-soft hover:bg-hover')}
          >
            <Icon size={16} aria-hidden />
          </Link>
        </Tooltip>
      ))}
    </span>
  );
}

export function LibraryChips({ shown, tags }: LibraryToolsProps) {
  const { type, tag, q } = shown;
  const chips = [
    ...(q ? [{ name: 'q', value: q, label: `Search: ${q}` }] : []),
    ...(type ? [{ name: 'type', value: type, label: `Type: ${TYPES[type].word.toLowerCase()}` }] : []),
    ...(tag ? [{ name: 'tag', value: tag, label: `Tag: ${tags.find(({ id }) => id === tag)?.name ?? 'gone'}` }] : []),
  ];
  return <FilterChips filters={chips} />;
}
