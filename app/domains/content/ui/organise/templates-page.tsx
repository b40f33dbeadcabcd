import { Form as SearchForm } from '@remix-run/react';
import { LayoutTemplate, Lock, Plus, Search, Users } from 'lucide-react';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';
import { TYPES } from '../words.ts';
import { OrganiseLinks } from './organise-links.tsx';
import { KIND_WORDS } from './template-words.ts';
import { TYPE_ICONS } from './type-icons.ts';

export interface ListedTemplate {
  id: string;
  name: string;
  description: string;
  kind: keyof typeof KIND_WORDS;
  contentType: keyof typeof TYPES | null;
  category: string;
  isPublic: boolean;
  usageCount: number;
  maker: string | null;
  updatedAt: string;
}

interface TemplatesPageProps {
  templates: { rows: ListedTemplate[]; next: string | null };
  ready: readonly { key: string; name: string; description: string; contentType: keyof typeof TYPES }[];
  q: string;
  kind: keyof typeof KIND_WORDS | undefined;
  whyNot: string | null;
}

export function TemplatesPage({ templates, ready, q, kind, whyNot }: TemplatesPageProps) {
  const { organization, person } = useShell();
  return (
    <>
      <PageHeader
        above={<OrganiseLinks />}
        title="Templates"
        lead="A start for what is written again and again: sections, placeholders, and fields filled in."
        action={
          <LinkButton to="/content/templates/new" tone="primary" icon={Plus}>
            New template
          </LinkButton>
        }
      />
      <TabsNav
        label="Kinds"
        tabs={[
          { to: '/content/templates', label: 'All', current: kind === undefined },
          { to: '?kind=content', label: KIND_WORDS.content, current: kind === 'content' },
          { to: '?kind=post', label: KIND_WORDS.post, current: kind === 'post' },
        ]}
      />
      <search className="mb-4 block">
        <SearchForm method="get" className="flex gap-2 sm:max-w-md">
          {kind && <input type="hidden" name="kind" value={kind} />}
          <TextField key={q} name="q" type="search" label="Search templates" hideLabel placeholder="Search templates" defaultValue={q} maxLength={100} frameClassName="min-w-0 flex-1" />
          <Button type="submit" icon={Search}>
            <span className="max-sm:sr-only">Search</span>
          </Button>
        </SearchForm>
      </search>
      <Table
        caption="Templates"
        rows={templates.rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/content/templates/${id}`}
        columns={[
          { key: 'name', header: 'Template', cell: (row) => <span dir="auto">{row.name}</span> },
          { key: 'type', header: 'For', cell: (row) => (row.contentType ? TYPES[row.contentType].word : KIND_WORDS[row.kind]) },
          { key: 'group', header: 'Group', cell: (row) => row.category || '–' },
          { key: 'who', header: 'Who', cell: (row) => <Badge icon={row.isPublic ? Users : Lock}>{row.isPublic ? 'Everyone' : 'Only me'}</Badge> },
          { key: 'maker', header: 'Made by', cell: (row) => row.maker ?? '–' },
          { key: 'used', header: 'Used', align: 'end', cell: (row) => row.usageCount.toLocaleString('en') },
          { key: 'changed', header: 'Changed', cell: (row) => <Time at={row.updatedAt} zone={person.timeZone} show="relative" /> },
        ]}
        empty={
          q ? (
            <EmptyState title="No template matches" action={<LinkButton to="/content/templates">Show all</LinkButton>}>
              The search looks at names and descriptions.
            </EmptyState>
          ) : (
            <EmptyState icon={LayoutTemplate} title="No templates yet">
              Make one of your own, or add one of those below and change it as you like.
            </EmptyState>
          )
        }
      />
      <Pager previous={null} next={templates.next} />
      <div className="mt-8">
        <Section title="Ready-made" lead="Added with one press, and then yours to change.">
          <ul className="grid gap-3 sm:grid-cols-2">
            {ready.map(({ key, name, description, contentType }) => {
              const Icon = TYPE_ICONS[contentType];
              return (
                <li key={key} className="flex items-start gap-3 rounded-lg border border-rule bg-sheet p-4">
                  <Icon size={18} aria-hidden className="mt-0.5 text-ink-soft" />
                  <div className="grid min-w-0 flex-1 gap-2">
                    <div>
                      <h3 className="font-medium">{name}</h3>
                      <p className="text-sm text-ink-soft">{description}</p>
                    </div>
                    <Form organizationId={organization.id} className="">
                      <input type="hidden" name="intent" value="add-ready" />
                      <input type="hidden" name="ready" value={key} />
                      <SubmitButton tone="secondary" size="small" icon={Plus} whyNot={whyNot} aria-label={`Add ${name}`}>
                        Add
                      </SubmitButton>
                    </Form>
                  </div>
                </li>
              );
            })}
          </ul>
        </Section>
      </div>
    </>
  );
}
