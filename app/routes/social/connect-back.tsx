import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { connectionByState } from '#db/queries/accounts.ts';
import { PLATFORM_NAMES } from '#app/domains/social/accounts/account.ts';
import { comeBack } from '#app/domains/social/accounts/come-back.server.ts';
import { AccountsLink } from '#app/domains/social/ui/accounts/connect-page.tsx';
import { read } from '#app/platform/guard.server.ts';
import { orgOf } from '#app/platform/org.server.ts';
import { sessionToken } from '#app/platform/session.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { connectedToast } from './connected-toast.server.ts';

export const meta = () => [{ title: 'Not connected · Masthead' }];

/** Where every platform sends people back to. It changes things on a GET, once for each state that was given to this very person. */
export async function loader(args: LoaderFunctionArgs) {
  const { searchParams } = new URL(args.request.url);
  const given = (name: string) => (searchParams.get(name) ?? '').slice(0, 4000);
  const { viewer, connection } = await read(args, 'account:manage', { connection: connectionByState(given('state')) });
  const org = orgOf(args.context, { kind: 'session', token: (await sessionToken(args.request, args.context))! }, 'account:manage', viewer.organization!.id);
  const back = await comeBack(org, connection, { code: given('code'), error: given('error'), said: given('error_description') });
  if (back.kind === 'connected') throw await connectedToast(args.context, back.connected);
  if (back.kind === 'choose') throw redirect(`/social/connect/choose/${back.connectionId}`);
  const again = back.again && { name: PLATFORM_NAMES[back.again.platform], to: `/social/connect/${back.again.platform}${back.again.accountId ? `?account=${back.again.accountId}` : ''}` };
  return { sentence: back.problem.message, again };
}

export default function ConnectBack() {
  const { sentence, again } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader above={<AccountsLink />} title="Not connected" />
      <EmptyState title={again ? `${again.name} is not connected` : 'Nothing was connected'} action={<LinkButton to={again?.to ?? '/social/connect'} tone="primary">Try again</LinkButton>}>
        {sentence}
      </EmptyState>
    </>
  );
}
