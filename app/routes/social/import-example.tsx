import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { NO_ID } from '#db/queries/organise.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { accountsToChoose } from '#db/queries/posts.ts';
import { exampleFile } from '#app/domains/social/importing/example-file.ts';
import { read } from '#app/platform/guard.server.ts';

/** A file to fill in, with the names of the accounts that are there. */
export async function loader(args: LoaderFunctionArgs) {
  const { accounts, organization } = await read(args, 'post:write', { accounts: accountsToChoose(NO_ID), organization: currentOrganization() });
  return new Response(exampleFile(accounts, organization!.timeZone, new Date()), { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="posts.csv"' } });
}
