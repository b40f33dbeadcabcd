import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { accountPage } from '#db/queries/accounts.ts';
import { accountInput } from '#app/domains/social/accounts/account-inputs.ts';
import { restoreAccount } from '#app/domains/social/accounts/change-account.server.ts';
import { shownAccount } from '#app/domains/social/accounts/shown-account.ts';
import { AccountsPage } from '#app/domains/social/ui/accounts/accounts-page.tsx';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { projectCursor } from '../planning/project-asked.ts';

export const meta = () => [{ title: 'Accounts · Masthead' }];

const PAGE = 50;

export async function loader(args: LoaderFunctionArgs) {
  const page = projectCursor(args.request, 'name', PAGE);
  const { viewer, accounts } = await read(args, 'account:read', { accounts: accountPage({}, page) });
  return { accounts: { ...accounts, rows: accounts.rows.map(shownAccount) }, later: page.after !== undefined, whyNot: whyNot(viewer, 'account:manage') };
}

export async function action(args: ActionFunctionArgs) {
  if ((await intentOf(args)) !== 'restore') throw unknownIntent();
  const { org, form } = await submission(args, 'account:manage', accountInput);
  if (!form.ok) return form.reply();
  const restored = await restoreAccount(org, form.value.accountId);
  return restored.ok ? redirectWithToast(args.context, `/social/accounts/${form.value.accountId}`, 'The account is back on the list. Connect it again to use it: its access was forgotten.') : form.refuse(restored.problem);
}

export default function Accounts() {
  return <AccountsPage {...useLoaderData<typeof loader>()} />;
}
