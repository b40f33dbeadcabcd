import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { accountsMeasured, figuresByAccount, figuresByHour, figuresOf, figuresOver, measuredChoices, postsByFigure, spanAsked } from '#db/queries/analytics.ts';
import { piecesByViews, readingsOf, readingsOver, referrersOf } from '#db/queries/readings.ts';
import { campaignChoices } from '#db/queries/campaigns.ts';
import { type Asked, barsOf, bucketOf, bucketsFor, daysIn } from '#app/domains/analytics/asked.ts';
import { daysWords, named } from '#app/domains/analytics/chart-bars.ts';
import { figuresTold, hourCells, tilesOf } from '#app/domains/analytics/overview.ts';
import { accountRows } from '#app/domains/analytics/account-rows.ts';
import { read } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';

interface Framed {
  span: { zone: string; first: string; last: string; before: string } | null;
  accounts: { id: string; name: string }[];
  campaigns: { id: string; name: string }[];
}

const BEST = 5;
const PAGE = 50;

/** The cursor of a list by a figure: the figure, and the last row's id. */
function pageOf(request: Request) {
  const after = new URL(request.url).searchParams.get('after') ?? '';
  const [most = '', id = ''] = after.split('~');
  return /^-?\d{1,15}$/.test(most) && isUuid(id) ? { limit: PAGE, after } : { limit: PAGE };
}

/** What stands around every view: the days in words, and what they can be narrowed to. */
function framed({ span, accounts, campaigns }: Framed) {
  const count = daysIn(span!.first, span!.last);
  return { days: { zone: span!.zone, count, words: daysWords(span!.first, span!.last) }, buckets: bucketsFor(count), choices: { accounts: accounts.map(({ id, name }) => ({ id, name })), campaigns } };
}

/** What one view shows, with the days it is of and what it can be narrowed to: one trip. */
export async function readAnalytics(args: LoaderFunctionArgs, asked: Asked) {
  const { span, accountId, campaignId, figure } = asked;
  const filter = { span, accountId, campaignId };
  const bucket = bucketOf('days' in span ? span.days : daysIn(span.from, span.to), asked.bucket);
  const frame = { span: spanAsked(span), ...measuredChoices(), campaigns: campaignChoices() };
  const page = pageOf(args.request);
  switch (asked.view) {
    case 'overview': {
      // Pieces belong to no account, and to campaigns by other ways: narrowed down, they are left out.
      const narrow = accountId !== undefined || campaignId !== undefined;
      const [found, readers] = await Promise.all([
        read(args, 'analytics:read', { ...frame, figures: figuresOf(filter), over: figuresOver(filter, bucket), hours: figuresByHour(filter), posts: postsByFigure(filter, figure, { limit: BEST }) }),
        narrow ? null : read(args, 'analytics:read', { readings: readingsOf(span), pieces: piecesByViews(span, { limit: BEST }) }),
      ]);
      return {
        view: 'overview' as const,
        ...framed(found),
        bucket,
        tiles: tilesOf(found.figures, readers?.readings ?? null),
        told: figuresTold(found.figures, figure),
        bars: barsOf(found.span!, bucket, found.over, (row) => row[figure]).map((bar) => named(bar, bucket)),
        cells: hourCells(found.hours),
        posts: found.posts.rows,
        pieces: readers?.pieces.rows ?? [],
      };
    }
    case 'posts': {
      const found = await read(args, 'analytics:read', { ...frame, posts: postsByFigure(filter, figure, page) });
      return { view: 'posts' as const, ...framed(found), posts: found.posts, later: page.after !== undefined };
    }
    case 'pieces': {
      const found = await read(args, 'analytics:read', { ...frame, readings: readingsOf(span), over: readingsOver(span, bucket), pieces: piecesByViews(span, page), referrers: referrersOf(span) });
      const daily = bucket === 'hour' ? 'day' : bucket;
      return {
        view: 'pieces' as const,
        ...framed(found),
        bucket: daily,
        readings: found.readings,
        bars: barsOf(found.span!, daily, found.over, (row) => row.views).map((bar) => named(bar, daily)),
        pieces: found.pieces,
        referrers: found.referrers,
        later: page.after !== undefined,
      };
    }
    case 'accounts': {
      const found = await read(args, 'analytics:read', { ...frame, figures: figuresByAccount(filter), measured: accountsMeasured(filter) });
      return { view: 'accounts' as const, ...framed(found), rows: accountRows(found.measured, found.figures) };
    }
  }
}
