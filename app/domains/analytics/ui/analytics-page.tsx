import { Form, Link, useLocation, useSubmit } from '@remix-run/react';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, buttonLook } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { zoneCity } from '#app/ui/zone-list.ts';
import type { Asked, View } from '../asked.ts';
import { SPANS } from '../spans.ts';

export interface Named {
  id: string;
  name: string;
}

interface AnalyticsPageProps {
  asked: Asked;
  days: { zone: string; words: string };
  choices: { accounts: readonly Named[]; campaigns: readonly Named[] };
  children: ReactNode;
}

const VIEW_WORDS: Record<View, string> = { overview: 'Overview', posts: 'Posts', pieces: 'Pieces', accounts: 'Accounts' };
const EXPORTS: Record<View, string> = { overview: 'days', posts: 'posts', pieces: 'pieces', accounts: 'accounts' };

/** Every view is of some days; what the days are narrowed to stands in the address, and goes along from view to view. */
export function AnalyticsPage({ asked, days, choices, children }: AnalyticsPageProps) {
  const { search } = useLocation();
  const of = (changes: Record<string, string | null>) => `/analytics${withParams(search, { after: null, ...changes })}`;
  return (
    <>
      <PageHeader
        title="Analytics"
        lead={`${days.words}, in days of ${zoneCity(days.zone)}.`}
        action={
          <a href={`/analytics/export${withParams(search, { what: EXPORTS[asked.view], after: null })}`} download className={buttonLook()}>
            <Download size={16} aria-hidden />
            As a table (CSV)
          </a>
        }
      />
      <TabsNav label="Views of what happened" tabs={Object.entries(VIEW_WORDS).map(([view, label]) => ({ to: of({ show: view === 'overview' ? null : view }), label, current: view === asked.view }))} />
      <search className="mb-6 flex flex-wrap items-start gap-x-6 gap-y-3">
        <Days asked={asked} of={of} />
        <Narrow asked={asked} choices={choices} />
      </search>
      {children}
    </>
  );
}

function Days({ asked, of }: { asked: Asked; of: (changes: Record<string, string | null>) => string }) {
  const current = 'days' in asked.span && !asked.problem ? asked.span.days : null;
  return (
    <ul aria-label="How far back" className="flex rounded-md border border-rule-strong bg-sheet">
      {SPANS.map(({ days, words }) => (
        <li key={days} className="border-s border-rule-strong first:border-s-0">
          <Link
            to={of({ days: String(days), from: null, to: null, by: null })}
            preventScrollReset
            prefetch="intent"
            aria-current={days === current || undefined}
            className={classes('flex min-h-8 items-center px-1.5 text-sm sm:px-3 sm:text-base pointer-coarse:min-h-11', days === current ? 'bg-well font-medium text-ink' : 'text-ink-soft hover:bg-hover hover:text-ink')}
          >
            {words}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Narrow({ asked, choices }: Pick<AnalyticsPageProps, 'asked' | 'choices'>) {
  const submit = useSubmit();
  const { from, to } = asked.typed;
  const options = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  const hasFilters = asked.view !== 'pieces';
  return (
    <Form
      method="get"
      action="/analytics"
      preventScrollReset
      className="flex min-w-0 flex-wrap items-start gap-2"
      onChange={({ target, currentTarget }) => target instanceof HTMLSelectElement && submit(currentTarget, { preventScrollReset: true })}
    >
      {asked.view !== 'overview' && <input type="hidden" name="show" value={asked.view} />}
      {'days' in asked.span && !asked.problem && <input type="hidden" name="days" value={asked.span.days} />}
      {asked.figure !== 'impressions' && <input type="hidden" name="figure" value={asked.figure} />}
      {hasFilters && choices.accounts.length > 1 && <SelectField name="account" label="Account" hideLabel placeholder="Any account" options={options(choices.accounts)} defaultValue={asked.accountId ?? ''} className="max-w-56" />}
      {hasFilters && choices.campaigns.length > 0 && <SelectField name="campaign" label="Campaign" hideLabel placeholder="Any campaign" options={options(choices.campaigns)} defaultValue={asked.campaignId ?? ''} className="max-w-56" />}
      <TextField key={`from${from}`} name="from" type="date" label="From" hideLabel prefix="From" defaultValue={from} error={asked.problem ?? undefined} />
      <TextField key={`to${to}`} name="to" type="date" label="To" hideLabel prefix="to" defaultValue={to} />
      <Button type="submit">Show</Button>
    </Form>
  );
}
