import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { accountById, postsOfAccount, slotsOf, takenInstants } from '#db/queries/accounts.ts';
import { activityOf } from '#db/queries/audit.ts';
import { projectChoices } from '#db/queries/projects.ts';
import { ActivityTable } from '#app/domains/audit/ui/activity-table.tsx';
import { shownAccount } from '#app/domains/social/accounts/shown-account.ts';
import { nextFreeSlot } from '#app/domains/social/accounts/slot.ts';
import { AccountPage } from '#app/domains/social/ui/accounts/account-page.tsx';
import { answer, intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import * as writes from './account-writes.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.account.displayName ?? 'Account'} · Masthead` }];

export async function loader(args: LoaderFunctionArgs) {
  const { accountId } = args.params;
  if (!isUuid(accountId)) throw answer(notFound('account'));
  const { viewer, account, slots, taken, posts, projects, entries } = await read(args, 'account:read', {
    account: accountById(accountId),
    slots: slotsOf(accountId),
    taken: takenInstants(accountId),
    posts: postsOfAccount(accountId),
    projects: projectChoices(),
    entries: activityOf('social-account', accountId, pageOf(args.request, 'number', 10)),
  });
  if (!account) throw answer(notFound('account'));
  const free = nextFreeSlot(slots, taken.map(({ at }) => new Date(at)), new Date());
  return { account: shownAccount(account), slots, nextFree: free?.toISOString() ?? null, posts, projects: projects.map(({ id, name }) => ({ id, name })), entries, whyNot: whyNot(viewer, 'account:manage') };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'pause':
      return writes.pause(args);
    case 'resume':
      return writes.resume(args);
    case 'project':
      return writes.project(args);
    case 'slots':
      return writes.slots(args);
    case 'sync':
      return writes.sync(args);
    case 'renew':
      return writes.renew(args);
    case 'disconnect':
      return writes.disconnect(args);
    default:
      throw unknownIntent();
  }
}

export default function Account() {
  const { entries, ...data } = useLoaderData<typeof loader>();
  return (
    <AccountPage {...data} reply={useActionData<typeof action>()}>
      <ActivityTable entries={entries} of="account" />
    </AccountPage>
  );
}
