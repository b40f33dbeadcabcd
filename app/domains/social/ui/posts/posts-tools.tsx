import { Form, useSubmit } from '@remix-run/react';
import { SlidersHorizontal } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { FilterChips } from '#app/ui/filter-chips.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { PLATFORM_NAMES } from '../../accounts/account.ts';
import { type PostStatus, STATUS_WORDS } from '../../composing/post.ts';
import type { ShownPosts } from '../../composing/posts-filter.ts';
import type { PostChoices } from './listed-post.ts';

interface ToolsProps {
  shown: ShownPosts;
  choices: PostChoices;
}

const options = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
const nameOf = (list: readonly { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? 'gone';

/** The filters: one form whose answers all stand in the address. */
export function PostsTools({ shown, choices }: ToolsProps) {
  const submit = useSubmit();
  const { view, account, platform, project, campaign, tag, author, status, from, to } = shown;
  const platforms = [...new Set(choices.accounts.map((each) => each.platform))];
  return (
    <search>
      <Form
        method="get"
        action="/social"
        preventScrollReset
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit(withoutEmpty(new FormData(event.currentTarget)), { action: '/social', preventScrollReset: true });
        }}
        onChange={(event) => (event.target instanceof HTMLSelectElement || (event.target instanceof HTMLInputElement && event.target.type === 'date' && event.target.validity.valid)) && event.currentTarget.requestSubmit()}
      >
        {view !== 'all' && <input type="hidden" name="view" value={view} />}
        <div className="grid grid-cols-[repeat(auto-fit,minmax(8.25rem,1fr))] gap-2">
        <SelectField key={`account${account}`} name="account" label="Account" hideLabel placeholder="Any account" options={options(choices.accounts)} defaultValue={account ?? ''} />
        {(platforms.length > 1 || platform) && <SelectField key={`platform${platform}`} name="platform" label="Platform" hideLabel placeholder="Any platform" options={platforms.map((value) => ({ value, label: PLATFORM_NAMES[value] }))} defaultValue={platform ?? ''} />}
        {view === 'all' && <SelectField key={`status${status}`} name="status" label="Status" hideLabel placeholder="Any status" options={Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label }))} defaultValue={status ?? ''} />}
        <SelectField key={`author${author}`} name="author" label="Author" hideLabel placeholder="Anyone" options={options(choices.people)} defaultValue={author ?? ''} />
        {(choices.projects.length > 1 || project) && <SelectField key={`project${project}`} name="project" label="Project" hideLabel placeholder="Any project" options={options(choices.projects)} defaultValue={project ?? ''} />}
        {(choices.campaigns.length > 0 || campaign) && <SelectField key={`campaign${campaign}`} name="campaign" label="Campaign" hideLabel placeholder="Any campaign" options={options(choices.campaigns)} defaultValue={campaign ?? ''} />}
        {(choices.tags.length > 0 || tag) && <SelectField key={`tag${tag}`} name="tag" label="Tag" hideLabel placeholder="Any tag" options={options(choices.tags)} defaultValue={tag ?? ''} />}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <TextField key={`from${from}`} name="from" type="date" label="From" hideLabel prefix="From" defaultValue={from ?? ''} />
          <TextField key={`to${to}`} name="to" type="date" label="To" hideLabel prefix="to" defaultValue={to ?? ''} />
          <Button type="submit" size="small" icon={SlidersHorizontal}>
            Filter
          </Button>
        </div>
      </Form>
    </search>
  );
}

function withoutEmpty(form: FormData): FormData {
  const kept = new FormData();
  for (const [name, value] of form) if (value !== '') kept.append(name, value);
  return kept;
}

export function PostsChips({ shown, choices }: ToolsProps) {
  const { account, platform, project, campaign, tag, author, status, from, to } = shown;
  const chips = [
    ...(account ? [{ name: 'account', value: account, label: `Account: ${nameOf(choices.accounts, account)}` }] : []),
    ...(platform ? [{ name: 'platform', value: platform, label: `Platform: ${PLATFORM_NAMES[platform]}` }] : []),
    ...(status ? [{ name: 'status', value: status, label: `Status: ${STATUS_WORDS[status as PostStatus].toLowerCase()}` }] : []),
    ...(author ? [{ name: 'author', value: author, label: `Author: ${nameOf(choices.people, author)}` }] : []),
    ...(project ? [{ name: 'project', value: project, label: `Project: ${nameOf(choices.projects, project)}` }] : []),
    ...(campaign ? [{ name: 'campaign', value: campaign, label: `Campaign: ${nameOf(choices.campaigns, campaign)}` }] : []),
    ...(tag ? [{ name: 'tag', value: tag, label: `Tag: ${nameOf(choices.tags, tag)}` }] : []),
    ...(from ? [{ name: 'from', value: from, label: `From ${from}` }] : []),
    ...(to ? [{ name: 'to', value: to, label: `Up to ${to}` }] : []),
  ];
  return <FilterChips filters={chips} />;
}
