import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { nameOf } from '#app/domains/social/composing/post.ts';
import { PostPage as DrawnPage } from '#app/domains/social/ui/compose/post-page.tsx';
import type { FormReply } from '#app/platform/form-reply.ts';
import { intentOf, unknownIntent } from '#app/platform/guard.server.ts';
import { PageSkeleton } from '#app/ui/shell/page-skeleton.tsx';
import { readForComposer } from './compose.server.ts';
import { apart, askReview, decide, endRepeats, figures, goOn, repeat, reschedule, restore, save, saveAndSchedule, schedule, skip, trash, unschedule } from './post-writes.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? nameOf(data.post) : 'Post'} · Masthead` }];

export const loader = (args: LoaderFunctionArgs) => readForComposer(args, args.params.postId!);

const WRITES: Record<string, (args: ActionFunctionArgs) => unknown> = { save, schedule: saveAndSchedule, 'schedule-as-is': schedule, unschedule, reschedule, trash, restore, repeat, skip, 'end-repeats': endRepeats, 'go-on': goOn, 'set-apart': apart, 'ask-review': askReview, decide, figures };

export async function action(args: ActionFunctionArgs) {
  const write = WRITES[await intentOf(args)];
  if (!write) throw unknownIntent();
  return write(args);
}

const load = () => import('#app/domains/social/ui/compose/post-page.tsx').then(({ PostPage: page }) => ({ default: page }));
const PostPage = import.meta.env.SSR ? DrawnPage : lazy(load);

export default function Post() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <Suspense fallback={<PageSkeleton path="/social" />}>
      <PostPage {...data} reply={reply} />
    </Suspense>
  );
}
