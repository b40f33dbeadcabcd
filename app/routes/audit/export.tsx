import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { auditEntries } from '#db/queries/audit.ts';
import { csvLine } from '#app/domains/audit/csv.ts';
import { auditFilter } from '#app/domains/audit/filter.ts';
import { read } from '#app/platform/guard.server.ts';

const CHUNK = 1000;

/** Streams the log in chunks by keyset, so that a million entries never stand in memory. */
export async function loader(args: LoaderFunctionArgs) {
  const filter = auditFilter(new URL(args.request.url).searchParams);
  const chunk = async (after?: string) => (await read(args, 'audit:read', { entries: auditEntries(filter, { limit: CHUNK, after }) })).entries;
  let page = await chunk();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${csvLine(['number', 'at', 'actor', 'actor id', 'action', 'resource', 'resource id', 'address', 'agent', 'details'])}`));
    },
    async pull(controller) {
      for (const entry of page.rows) {
        controller.enqueue(
          encoder.encode(
            csvLine([entry.sequence, entry.createdAt, entry.actorName ?? entry.actorKind, entry.actorId, entry.action, entry.resourceType, entry.resourceId, entry.ip, entry.userAgent, entry.metadata]),
          ),
        );
      }
      if (page.next === null) controller.close();
      else page = await chunk(page.next);
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="activity.csv"` },
  });
}
