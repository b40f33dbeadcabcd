import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useFetcher, useLoaderData } from '@remix-run/react';
import { Bell } from 'lucide-react';
import { z } from 'zod';
import { myNotifications } from '#db/queries/notifications.ts';
import { markRead } from '#app/domains/notifications/notice.server.ts';
import { read, submission } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'Notifications · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { notices } = await read(args, 'notification:read', { notices: myNotifications(pageOf(args.request, 'uuid')) });
  return notices;
}

const readInput = z.object({ id: z.union([z.literal('all'), z.uuid()]) });

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'notification:update', readInput);
  if (!form.ok) return form.reply();
  const marked = await markRead(org, form.value.id);
  return marked.ok ? null : form.refuse(marked.problem);
}

export default function Notifications() {
  const { rows, next } = useLoaderData<typeof loader>();
  const { organization, unread } = useShell();
  const fetcher = useFetcher();
  return (
    <>
      <PageHeader
        title="Notifications"
        action={
          unread > 0 && (
            <Form fetcher={fetcher} organizationId={organization.id}>
              <input type="hidden" name="id" value="all" />
              <SubmitButton tone="secondary">Mark all as read</SubmitButton>
            </Form>
          )
        }
      />
      {rows.length === 0 ? (
        <EmptyState title="Nothing yet" icon={Bell} action={<LinkButton to="/">Go to Today</LinkButton>}>
          When someone joins or something fails, you read it here and on the bell.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-rule">
          {rows.map((notice) => (
            <Row key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
      <Pager previous={null} next={next} />
    </>
  );
}

function Row({ notice }: { notice: { id: string; title: string; message: string; url: string | null; createdAt: string; readAt: string | null } }) {
  const { person, organization } = useShell();
  const fetcher = useFetcher();
  const read = notice.readAt !== null || fetcher.formData !== undefined;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-4 first:pt-0">
      <div className="grid gap-0.5">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {notice.url ? <Link to={notice.url}>{notice.title}</Link> : notice.title}
          {!read && <span className="text-xs font-medium text-accent">New</span>}
        </p>
        <p className="text-ink-soft">{notice.message}</p>
        <p className="text-sm text-ink-soft">
          <Time at={notice.createdAt} zone={person.timeZone} otherZone={organization.timeZone} />
        </p>
      </div>
      {!read && (
        <Form fetcher={fetcher} organizationId={organization.id} className="">
          <input type="hidden" name="id" value={notice.id} />
          <SubmitButton tone="quiet" size="small">
            Mark as read<span className="sr-only">: {notice.title}</span>
          </SubmitButton>
        </Form>
      )}
    </li>
  );
}
