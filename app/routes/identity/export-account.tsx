import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { exportAccount } from '#app/domains/identity/delete-account.server.ts';
import { read } from '#app/platform/guard.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { account } = await read(args, 'own:read', { account: exportAccount() });
  return new Response(JSON.stringify(account?.all, null, 2), {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': 'attachment; filename="masthead-account.json"' },
  });
}
