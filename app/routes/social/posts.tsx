import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { stoppedCount } from '#db/queries/ledger.ts';
import { orderOf, postChoices, postList } from '#db/queries/posts-list.ts';
import { PostsPage as DrawnPage } from '#app/domains/social/ui/posts/posts-page.tsx';
import { intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { PageSkeleton } from '#app/ui/shell/page-skeleton.tsx';
import { pause, resume } from './pause-writes.server.ts';
import * as writes from './posts-writes.server.ts';
import { filterOf, pageOf, shownOf } from './posts-asked.ts';

/** As the list of content: drawn by the server at once, followed by its code. */
const load = () => import('#app/domains/social/ui/posts/posts-page.tsx').then(({ PostsPage: page }) => ({ default: page }));

export const meta = () => [{ title: 'Posts · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const shown = shownOf(args.request);
  const filter = filterOf(shown);
  const page = pageOf(args.request, orderOf(filter) === 'age', 50);
  const { viewer, ...found } = await read(args, 'post:read', { posts: postList(filter, page), needs: stoppedCount(), ...postChoices() });
  return {
    posts: found.posts,
    needs: found.needs?.count ?? 0,
    choices: { accounts: found.accounts, people: found.people, projects: found.projects, campaigns: found.campaigns, tags: found.tags },
    shown,
    later: page.after !== undefined,
    why: { write: whyNot(viewer, 'post:write'), schedule: whyNot(viewer, 'post:schedule'), remove: whyNot(viewer, 'post:delete') },
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'pause':
      return pause(args);
    case 'resume':
      return resume(args);
    case 'reschedule':
      return writes.reschedule(args);
    case 'cancel':
      return writes.cancel(args);
    case 'put-back':
      return writes.putBack(args);
    case 'tag':
      return writes.tag(args);
    case 'untag':
      return writes.untag(args);
    case 'trash':
      return writes.trash(args);
    case 'restore':
      return writes.restore(args);
    default:
      throw unknownIntent();
  }
}

const PostsPage = import.meta.env.SSR ? DrawnPage : lazy(load);

export default function PostsRoute() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Suspense fallback={<PageSkeleton path="/social" />}>
      <PostsPage {...data} reply={reply} />
    </Suspense>
  );
}
