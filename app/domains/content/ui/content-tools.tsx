import { Form, useLocation, useSubmit } from '@remix-run/react';
import { Check, Columns3, Search } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { FilterChips } from '#app/ui/filter-chips.tsx';
import { Menu, MenuHeading, MenuLink } from '#app/ui/menu.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { categoryChoices } from './category-choices.ts';
import { type Choices, COLUMN_WORDS, COLUMNS, type Shown, USUAL_COLUMNS } from './listed-item.ts';
import { languageName, LANGUAGES, STATUSES, TYPES } from './words.ts';

const SORT_WORDS: Record<Shown['sort'], string> = { edited: 'Last edited', created: 'Newest', title: 'Title', published: 'Last published' };

interface ToolsProps {
  shown: Shown;
  choices: Choices;
}

/** Search and filters: one form whose answers all stand in the address. */
export function ContentTools({ shown, choices }: ToolsProps) {
  const submit = useSubmit();
  const { q, status, type, author, category, project, campaign, tag, language, sort, view, columns } = shown;
  const inTrash = view === 'trash';
  const kept = { view: inTrash ? view : undefined, columns: columns === USUAL_COLUMNS || columns.join() === USUAL_COLUMNS.join() ? undefined : columns.join('.') };
  return (
    <search className="flex min-h-12 items-center">
      <Form
        method="get"
        preventScrollReset
        className="grid min-w-0 flex-1 gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit(withoutEmpty(new FormData(event.currentTarget)), { preventScrollReset: true });
        }}
        onChange={(event) => event.target instanceof HTMLSelectElement && event.currentTarget.requestSubmit()}
      >
        {Object.entries(kept).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
        <div className="flex flex-wrap items-center gap-2">
          <TextField key={`q${q}`} name="q" type="search" label="Search" hideLabel placeholder={inTrash ? 'Search the trash' : 'Search titles and texts'} defaultValue={q} maxLength={200} frameClassName="min-w-40 flex-1" />
          <Button type="submit" icon={Search}>
            <span className="max-sm:sr-only">Search</span>
          </Button>
          <div className="flex gap-2 max-sm:basis-full max-sm:*:first:flex-1">
            {!q && !inTrash && <SelectField name="sort" label="Order" hideLabel options={Object.entries(SORT_WORDS).map(([value, label]) => ({ value: value === 'edited' ? '' : value, label }))} defaultValue={sort === 'edited' ? '' : sort} />}
            <ColumnMenu columns={columns} />
          </div>
        </div>
        {/* As many in a row as there is room for, all of one width: what they offer never moves them. */}
        <div className="grid grid-cols-[repeat(auto-fit,minmax(8.25rem,1fr))] gap-2">
          <SelectField name="status" label="Status" hideLabel placeholder="Any status" options={Object.entries(STATUSES).map(([value, { word }]) => ({ value, label: word }))} defaultValue={status ?? ''} />
          <SelectField name="type" label="Type" hideLabel placeholder="Any type" options={Object.entries(TYPES).map(([value, { word }]) => ({ value, label: word }))} defaultValue={type ?? ''} />
          <SelectField name="author" label="Author" hideLabel placeholder="Anyone" options={choices.people.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={author ?? ''} />
          {choices.categories.length > 0 && <SelectField name="category" label="Category" hideLabel placeholder="Any category" options={categoryChoices(choices.categories)} defaultValue={category ?? ''} />}
          {(choices.projects.length > 1 || project) && <SelectField name="project" label="Project" hideLabel placeholder="Any project" options={choices.projects.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={project ?? ''} />}
          {(choices.campaigns.length > 0 || campaign) && <SelectField name="campaign" label="Campaign" hideLabel placeholder="Any campaign" options={choices.campaigns.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={campaign ?? ''} />}
          {choices.tags.length > 0 && <SelectField name="tag" label="Tag" hideLabel placeholder="Any tag" options={choices.tags.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={tag ?? ''} />}
          {language && <SelectField name="language" label="Language" hideLabel placeholder="Any language" options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))} defaultValue={language} />}
        </div>
      </Form>
    </search>
  );
}

function ColumnMenu({ columns }: { columns: Shown['columns'] }) {
  const { search } = useLocation();
  return (
    <Menu label="Columns" icon={Columns3} trigger={<span className="sr-only">Columns</span>} align="end">
      <MenuHeading>Columns</MenuHeading>
      {COLUMNS.map((name) => {
        const on = columns.includes(name);
        const next = COLUMNS.filter((each) => (each === name ? !on : columns.includes(each)));
        return (
          <MenuLink key={name} to={withParams(search, { columns: next.length > 0 ? next.join('.') : null })} icon={on ? Check : undefined}>
            <span className={on ? undefined : 'ps-6'}>
              {COLUMN_WORDS[name]}
              <span className="sr-only">{on ? ' (shown)' : ' (hidden)'}</span>
            </span>
          </MenuLink>
        );
      })}
    </Menu>
  );
}

function withoutEmpty(form: FormData): FormData {
  const kept = new FormData();
  for (const [name, value] of form) if (value !== '') kept.append(name, value);
  return kept;
}

export function ContentChips({ shown, choices }: ToolsProps) {
  const { q, status, type, author, category, project, campaign, tag, language } = shown;
  const nameOf = (list: readonly { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? 'gone';
  const chips = [
    ...(q ? [{ name: 'q', value: q, label: `Search: ${q}` }] : []),
    ...(status ? [{ name: 'status', value: status, label: `Status: ${STATUSES[status].word.toLowerCase()}` }] : []),
    ...(type ? [{ name: 'type', value: type, label: `Type: ${TYPES[type].word.toLowerCase()}` }] : []),
    ...(author ? [{ name: 'author', value: author, label: `Author: ${nameOf(choices.people, author)}` }] : []),
    ...(category ? [{ name: 'category', value: category, label: `Category: ${nameOf(choices.categories, category)}` }] : []),
    ...(project ? [{ name: 'project', value: project, label: `Project: ${nameOf(choices.projects, project)}` }] : []),
    ...(campaign ? [{ name: 'campaign', value: campaign, label: `Campaign: ${nameOf(choices.campaigns, campaign)}` }] : []),
    ...(tag ? [{ name: 'tag', value: tag, label: `Tag: ${nameOf(choices.tags, tag)}` }] : []),
    ...(language ? [{ name: 'language', value: language, label: `Language: ${languageName(language)}` }] : []),
  ];
  return <FilterChips filters={chips} />;
}
