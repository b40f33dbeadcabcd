import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { accountsMeasured, FIGURES, type Figure, figuresByAccount, figuresOver, postsByFigure, RATES, type Rate, spanAsked, type Summed } from '#db/queries/analytics.ts';
import { piecesByViews } from '#db/queries/readings.ts';
import { accountRows } from '#app/domains/analytics/account-rows.ts';
import { askedOf } from '#app/domains/analytics/asked.ts';
import { FIGURE_WORDS, RATE_WORDS } from '#app/domains/analytics/figure.ts';
import { seriesOf, summedOf } from '#app/domains/analytics/series.ts';
import { csvLine } from '#app/domains/audit/csv.ts';
import { read } from '#app/platform/guard.server.ts';

/** Each chunk finds its place in the whole span anew: large ones do it seldom. */
const CHUNK = 5_000;

interface Chunk {
  span: { first: string; last: string } | null;
  lines: unknown[][];
  next: string | null;
}
interface Table {
  header: readonly string[];
  chunk(after?: string): Promise<Chunk>;
}

const figureHeads = FIGURES.map((figure) => FIGURE_WORDS[figure].word.toLowerCase());
const figureCells = (row: { [F in Figure]: number | null }) => FIGURES.map((figure) => row[figure]);
const rates = Object.keys(RATES) as Rate[];
const summedHeads = ['posts', 'told', ...figureHeads, ...rates.map((rate) => RATE_WORDS[rate].word.toLowerCase())];
const summedCells = (row: Summed) => [row.posts, row.told, ...figureCells(row), ...rates.map((rate) => row[rate])];

/** What the page shows for this address, as tables. What is unknown is an empty cell, and never 0. */
function tablesOf(args: LoaderFunctionArgs, { span, accountId, campaignId, figure }: ReturnType<typeof askedOf>): Record<string, Table> {
  const filter = { span, accountId, campaignId };
  const days = { span: spanAsked(span) };
  return {
    posts: {
      header: ['published at', 'platform', 'account', 'text', 'address', 'read at', ...figureHeads, 'post id', 'account id'],
      async chunk(after) {
        const { page, ...asked } = await read(args, 'analytics:read', { ...days, page: postsByFigure(filter, figure, { limit: CHUNK, after }) });
        return { ...asked, next: page.next, lines: page.rows.map((row) => [row.publishedAt, row.platform, row.account, row.words, row.url, row.readAt, ...figureCells(row), row.postId, row.accountId]) };
      },
    },
    days: {
      header: ['day', ...summedHeads],
      async chunk() {
        const { over, ...asked } = await read(args, 'analytics:read', { ...days, over: figuresOver(filter, 'day') });
        return { ...asked, next: null, lines: seriesOf(asked.span!, 'day', over).map((row) => [row.at.slice(0, 10), ...summedCells(row)]) };
      },
    },
    pieces: {
      header: ['title', 'type', 'status', 'published at', 'views', 'read seconds', 'views before', 'id'],
      async chunk(after) {
        const { page, ...asked } = await read(args, 'analytics:read', { ...days, page: piecesByViews(span, { limit: CHUNK, after }) });
        return { ...asked, next: page.next, lines: page.rows.map((row) => [row.title, row.type, row.status, row.publishedAt, row.views, row.readSeconds, row.viewsBefore, row.id]) };
      },
    },
    accounts: {
      header: ['account', 'username', 'platform', 'followers', 'followers before', ...summedHeads, 'id'],
      async chunk() {
        const { figures, measured, ...asked } = await read(args, 'analytics:read', { ...days, figures: figuresByAccount(filter), measured: accountsMeasured(filter) });
        return { ...asked, next: null, lines: accountRows(measured, figures).map((row) => [row.name, row.username, row.platform, row.followers, row.followersBefore, ...summedCells(summedOf(row.now ?? undefined)), row.id]) };
      },
    },
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const params = new URL(args.request.url).searchParams;
  const tables = tablesOf(args, askedOf(params));
  const what = Object.keys(tables).find((name) => name === params.get('what')) ?? 'days';
  const { header, chunk } = tables[what]!;
  let part = await chunk();
  const { first, last } = part.span!;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${csvLine(header)}`));
    },
    async pull(controller) {
      if (part.lines.length > 0) controller.enqueue(encoder.encode(part.lines.map(csvLine).join('')));
      if (part.next === null) controller.close();
      else part = await chunk(part.next);
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="analytics-${what}-${first}-${last}.csv"` } });
}
