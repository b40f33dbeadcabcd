import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { type Ask, exportContent } from '#app/domains/content/exporting/export-content.server.ts';
import { read } from '#app/platform/guard.server.ts';

/** Everything that is written here, to take along. */
export async function loader(args: LoaderFunctionArgs) {
  let organization = '';
  const ask: Ask = async (queries) => {
    const { viewer, ...answers } = await read(args, 'content:read', queries);
    organization = viewer.organization!.slug;
    return answers as unknown as Awaited<ReturnType<typeof ask<typeof queries>>>;
  };
  return exportContent(ask, { origin: args.context.origin, organization: () => organization });
}
