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

/** What one view shows, with the days it is of and what it can be narrowed to: one trip. */
export async function readAnalytics(args: LoaderFunctionArgs, asked: Asked) {
  const { span, accountId, campaignId, figure } = asked;
  const filter = { span, accountId, campaignId };
  const bucket = bucketOf('days' in span ? span.days : daysIn(span.from, span.to), asked.bucket);
  const frame = { span: spanAsked(span), ...measuredChoices(), campaigns: campaignChoices() };
  const framed = ({ accounts, campaigns, span: days }: Framed) => ({ days: { ...days!, count: daysIn(days!.first, days!.last), words: daysWords(days!.first, days!.last) }, bucket, buckets: bucketsFor(daysIn(days!.first, days!.last)), choices: { accounts: accounts.map(({ id, name }) => ({ id, name })), campaigns } });
  const page = pageOf(args.request);
  switch (asked.view) {
    case 'overview': {
      // Pieces belong to no account, and to campaigns by other ways: narrowed down, they are left out.
      const narrow = accountId !== undefined || campaignId !== undefined;
      const [found, read_] = await Promise.all([
        read(args, 'analytics:read', { ...frame, figures: figuresOf(filter), over: figuresOver(filter, bucket), hours: figuresByHour(filter), posts: postsByFigure(filter, figure, { limit: BEST }) }),
        narrow ? null : read(args, 'analytics:read', { readings: readingsOf(span), pieces: piecesByViews(span, { limit: BEST }) }),
      ]);
      const frame_ = framed(found);
      return {
        view: 'overview' as const,
        ...frame_,
        tiles: tilesOf(found.figures, read_?.readings ?? null),
        told: figuresTold(found.figures, figure),
        bars: barsOf(frame_.days, bucket, found.over, (row) => row[figure]).map((bar) => named(bar, bucket)),
        cells: hourCells(found.hours),
        posts: found.posts.rows,
        pieces: read_?.pieces.rows ?? [],
      };
    }
    case 'posts': {
      const found = await read(args, 'analytics:read', { ...frame, posts: postsByFigure(filter, figure, page) });
      return { view: 'posts' as const, ...framed(found), posts: found.posts, later: page.after !== undefined };
    }
    case 'pieces': {
      const found = await read(args, 'analytics:read', { ...frame, readings: readingsOf(span), over: readingsOver(span, bucket), pieces: piecesByViews(span, page), referrers: referrersOf(span) });
      const frame_ = framed(found);
      const daily = bucket === 'hour' ? 'day' : bucket;
      return {
        view: 'pieces' as const,
        ...frame_,
        readings: found.readings,
        bars: barsOf(frame_.days, daily, found.over, (row) => row.views).map((bar) => named(bar, daily)),
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
