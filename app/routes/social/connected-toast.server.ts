import type { Connected } from '#app/domains/social/accounts/keep-accounts.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { redirectWithToast } from '#app/platform/guard.server.ts';

/** To the account, or to the list where there are several. */
export function connectedToast(context: RequestContext, { accounts, again }: Connected) {
  const [first] = accounts;
  const several = accounts.length > 1;
  const words = several ? `${accounts.length} accounts are connected.` : `${first?.name} is connected${again ? ' again' : ''}.`;
  return redirectWithToast(context, several ? '/social/accounts' : `/social/accounts/${first?.id}`, words);
}
