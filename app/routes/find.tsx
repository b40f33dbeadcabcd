import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { snippets } from '#db/queries/content.ts';
import { STATUS_WORDS } from '#app/domains/content/status.ts';
import { read } from '#app/platform/guard.server.ts';
import type { FoundGroup } from '#app/ui/shell/use-found.ts';

/** What the palette asks while someone types: one list for each kind of thing that can be found by its words. */
export async function loader(args: LoaderFunctionArgs) {
  const q = (new URL(args.request.url).searchParams.get('q') ?? '').replace(/\p{Cc}+/gu, ' ').trim().slice(0, 200);
  if (q === '') return Response.json([]);
  const { content } = await read(args, 'content:read', { content: snippets(q, 8) });
  const groups: FoundGroup[] = [
    { heading: 'Content', rows: content.map(({ id, title, status, snippet }) => ({ href: `/content/${id}`, label: title.trim() || 'Untitled', detail: STATUS_WORDS[status], snippet })) },
  ];
  return Response.json(groups.filter(({ rows }) => rows.length > 0));
}
