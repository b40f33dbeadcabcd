import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { campaignChoices } from '#db/queries/campaigns.ts';
import { categories, items, savedViews, tagsByName } from '#db/queries/content.ts';
import { members } from '#db/queries/members.ts';
import { projectChoices } from '#db/queries/projects.ts';
import { ContentPage as DrawnPage } from '#app/domains/content/ui/content-page.tsx';
import { intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { PageSkeleton } from '#app/ui/shell/page-skeleton.tsx';
import { filterOf, pageOf, shownOf } from './list-filter.ts';
import { change, dropView, keepView, purge, restore, trash } from './list-writes.server.ts';

/** As the media library: drawn by the server at once, followed by its code. */
const load = () => import('#app/domains/content/ui/content-page.tsx').then(({ ContentPage: page }) => ({ default: page }));

export const meta = () => [{ title: 'Content · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const shown = shownOf(args.request);
  const page = pageOf(args.request, 50);
  const { viewer, people, ...found } = await read(args, 'content:read', {
    items: items(filterOf(shown), page),
    categories: categories(),
    tags: tagsByName(),
    people: members({ limit: 200 }),
    projects: projectChoices(),
    campaigns: campaignChoices(),
    views: savedViews(),
  });
  return {
    items: found.items,
    views: found.views,
    choices: { categories: found.categories.map(({ id, name, path }) => ({ id, name, path })), tags: found.tags, projects: found.projects, campaigns: found.campaigns, people: people.rows.map(({ userId, name }) => ({ id: userId, name })) },
    shown,
    later: page.after !== undefined,
    me: viewer.userId,
    why: { write: whyNot(viewer, 'content:write'), remove: whyNot(viewer, 'content:delete'), purge: whyNot(viewer, 'content:purge') },
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'change':
      return change(args);
    case 'trash':
      return trash(args);
    case 'restore':
      return restore(args);
    case 'purge':
      return purge(args);
    case 'keep-view':
      return keepView(args);
    case 'drop-view':
      return dropView(args);
    default:
      throw unknownIntent();
  }
}

const ContentPage = import.meta.env.SSR ? DrawnPage : lazy(load);

export default function ContentRoute() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Suspense fallback={<PageSkeleton path="/content" />}>
      <ContentPage {...data} reply={reply} />
    </Suspense>
  );
}
