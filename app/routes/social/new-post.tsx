import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { NewPostPage as DrawnPage } from '#app/domains/social/ui/compose/new-post-page.tsx';
import type { FormReply } from '#app/platform/form-reply.ts';
import { intentOf, unknownIntent } from '#app/platform/guard.server.ts';
import { PageSkeleton } from '#app/ui/shell/page-skeleton.tsx';
import { readForComposer } from './compose.server.ts';
import { create, createAndSchedule, fill } from './post-writes.server.ts';

export const meta = () => [{ title: 'New post · Masthead' }];

export const loader = (args: LoaderFunctionArgs) => readForComposer(args, null);

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'save':
      return create(args);
    case 'schedule':
      return createAndSchedule(args);
    case 'fill':
      return fill(args);
    default:
      throw unknownIntent();
  }
}

/** As the list of posts: drawn by the server at once, followed by its code. */
const load = () => import('#app/domains/social/ui/compose/new-post-page.tsx').then(({ NewPostPage: page }) => ({ default: page }));
const NewPostPage = import.meta.env.SSR ? DrawnPage : lazy(load);

export default function NewPost() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <Suspense fallback={<PageSkeleton path="/social" />}>
      <NewPostPage {...data} reply={reply} />
    </Suspense>
  );
}
