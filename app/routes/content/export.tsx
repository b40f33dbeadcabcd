import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { type Ask, exportContent } from '#app/domains/content/exporting/export-content.server.ts';
import { read } from '#app/platform/guard.server.ts';
import { orgOf } from '#app/platform/org.server.ts';
import { sessionToken } from '#app/platform/session.server.ts';

/** Everything that is written here, to take along. */
export async function loader(args: LoaderFunctionArgs) {
  let organization = '';
  const ask: Ask = async (queries) => {
    const { viewer, ...answers } = await read(args, 'content:read', queries);
    organization = viewer.organization!.slug;
    return answers as unknown as Awaited<ReturnType<typeof ask<typeof queries>>>;
  };
  const token = await sessionToken(args.request, args.context);
  return exportContent(orgOf(args.context, { kind: 'session', token: token ?? '' }, 'content:read'), ask, { origin: args.context.origin, organization: () => organization });
}
