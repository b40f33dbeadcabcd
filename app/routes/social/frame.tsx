import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Outlet, useLoaderData, useLocation } from '@remix-run/react';
import { socialPause } from '#db/queries/social-pause.ts';
import { PauseBanner } from '#app/domains/social/ui/pause-banner.tsx';
import type { SocialFrame } from '#app/domains/social/ui/social-frame.ts';
import { read } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, found } = await read(args, 'post:read', { found: socialPause() });
  const { pausedAt, reason, late, beatAt } = found!;
  return { pause: { pausedAt, reason, late }, beatAt, why: whyNot(viewer, 'post:schedule') };
}

/** Around every page of social: nobody works there without knowing that nothing goes out. */
export default function SocialFrameRoute() {
  const { pause, beatAt, why } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  return (
    <>
      <PauseBanner pause={pause} why={why} back={pathname + search} />
      <Outlet context={{ pause, beatAt } satisfies SocialFrame} />
    </>
  );
}
