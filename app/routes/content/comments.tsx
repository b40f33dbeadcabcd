import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readerComments, waitingComments } from '#db/queries/comments.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { commentStatus } from '#app/domains/content/comment-inputs.ts';
import type { CommentStatus } from '#app/domains/content/comment.ts';
import { ModerationPage } from '#app/domains/content/ui/comments/moderation-page.tsx';
import { intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { mark, remove, restore } from './moderation-writes.server.ts';

export const meta = () => [{ title: 'Readers’ comments · Masthead' }];

const shownIn = (request: Request): CommentStatus => commentStatus.catch('pending').parse(new URL(request.url).searchParams.get('status'));

export async function loader(args: LoaderFunctionArgs) {
  const status = shownIn(args.request);
  const page = pageOf(args.request, 'uuid');
  const { comments, waiting, organization } = await read(args, 'content:moderate', { comments: readerComments(status, page), waiting: waitingComments(), organization: currentOrganization() });
  return { comments, waiting: waiting!.count, status, later: page.after !== undefined, open: organization!.settings.comments === true };
}

export async function action(args: ActionFunctionArgs) {
  const from = shownIn(args.request);
  switch (await intentOf(args)) {
    case 'approve':
      return mark(args, from, 'approved');
    case 'reject':
      return mark(args, from, 'rejected');
    case 'spam':
      return mark(args, from, 'spam');
    case 'wait':
      return mark(args, from, 'pending');
    case 'delete':
      return remove(args);
    case 'restore':
      return restore(args);
    default:
      throw unknownIntent();
  }
}

export default function ReadersComments() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <ModerationPage {...data} reply={reply} />;
}
