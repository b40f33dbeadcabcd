import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { askedOf } from '#app/domains/analytics/asked.ts';
import { spanWords } from '#app/domains/analytics/spans.ts';
import { AccountsView } from '#app/domains/analytics/ui/accounts-view.tsx';
import { AnalyticsPage } from '#app/domains/analytics/ui/analytics-page.tsx';
import { Overview } from '#app/domains/analytics/ui/overview.tsx';
import { PiecesView } from '#app/domains/analytics/ui/pieces-view.tsx';
import { PostsView } from '#app/domains/analytics/ui/posts-view.tsx';
import { PlatformMark } from '#app/domains/social/ui/platform-mark.tsx';
import { readAnalytics } from './analytics-views.server.ts';

export const meta = () => [{ title: 'Analytics · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const asked = askedOf(new URL(args.request.url).searchParams);
  return { asked, shown: await readAnalytics(args, asked) };
}

const mark = ({ platform }: { platform: Parameters<typeof PlatformMark>[0]['platform'] }) => <PlatformMark platform={platform} />;

export default function Analytics() {
  const { asked, shown } = useLoaderData<typeof loader>();
  const before = `the ${spanWords(shown.days.count)} before`;
  return (
    <AnalyticsPage asked={asked} days={shown.days} choices={shown.choices}>
      {shown.view === 'overview' && <Overview {...shown} figure={asked.figure} before={before} mark={mark} />}
      {shown.view === 'posts' && <PostsView {...shown} figure={asked.figure} mark={mark} />}
      {shown.view === 'pieces' && <PiecesView {...shown} before={before} />}
      {shown.view === 'accounts' && <AccountsView rows={shown.rows} mark={mark} />}
    </AnalyticsPage>
  );
}
