import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { stoppedCount, targetsToResolve } from '#db/queries/ledger.ts';
import { NeedsYouPage as DrawnPage } from '#app/domains/social/ui/posts/needs-you-page.tsx';
import { intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { PageSkeleton } from '#app/ui/shell/page-skeleton.tsx';
import { confirm, leave, retry, resend } from './resolve-writes.server.ts';

const load = () => import('#app/domains/social/ui/posts/needs-you-page.tsx').then(({ NeedsYouPage: page }) => ({ default: page }));

export const meta = () => [{ title: 'Posts that need you · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const after = new URL(args.request.url).searchParams.get('after');
  const { viewer, waiting, needs } = await read(args, 'post:read', { waiting: targetsToResolve({ limit: 20, ...(isUuid(after) ? { after } : {}) }), needs: stoppedCount() });
  return { waiting, needs: needs?.count ?? 0, why: whyNot(viewer, 'post:schedule') };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'confirm':
      return confirm(args);
    case 'again':
      return resend(args);
    case 'retry':
      return retry(args);
    case 'let-be':
      return leave(args);
    default:
      throw unknownIntent();
  }
}

const NeedsYouPage = import.meta.env.SSR ? DrawnPage : lazy(load);

export default function NeedsYouRoute() {
  return (
    <Suspense fallback={<PageSkeleton path="/social" />}>
      <NeedsYouPage {...useLoaderData<typeof loader>()} />
    </Suspense>
  );
}
