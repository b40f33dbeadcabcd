import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData, useRouteError } from '@remix-run/react';
import { latestNotifications, unreadCount } from '#db/queries/notifications.ts';
import { myOrganizations } from '#db/queries/organizations.ts';
import { imageAddress } from '#app/domains/media/address.ts';
import { read } from '#app/platform/guard.server.ts';
import { allowed } from '#app/platform/permission.ts';
import { themeOf } from '#app/platform/session.server.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PlainFrame } from '#app/ui/plain-frame.tsx';
import { ProblemPage } from '#app/ui/problem-page.tsx';
import { Shell } from '#app/ui/shell/shell.tsx';
import type { ShellData } from '#app/ui/shell/shell-data.ts';
import { sidebarFromCookie } from '#app/ui/shell/sidebar-cookie.ts';

export async function loader(args: LoaderFunctionArgs): Promise<ShellData> {
  const { viewer, organizations, unread, latest } = await read(args, 'organization:read', {
    organizations: myOrganizations(),
    unread: unreadCount(),
    latest: latestNotifications(),
  });
  const organization = viewer.organization!;
  return {
    person: {
      id: viewer.userId,
      name: viewer.name,
      email: viewer.email,
      image: viewer.image,
      timeZone: viewer.timeZone,
      theme: await themeOf(args.request, args.context),
    },
    organization: {
      id: organization.id,
      name: organization.name,
      slug: organization.slug,
      timeZone: organization.timeZone,
      logoUrl: organization.logo && imageAddress(organization.logo, { width: 160, height: 160, fit: 'cover' }),
    },
    organizations,
    permissions: allowed(viewer),
    unread: unread?.count ?? 0,
    latest,
    now: new Date().toISOString(),
    sidebar: sidebarFromCookie(args.request.headers.get('Cookie') ?? ''),
  };
}

/** A change of the address's query alone moves nothing around the page. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  if (!formMethod && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search) return false;
  return defaultShouldRevalidate;
}

export default function SignedIn() {
  return (
    <Shell data={useLoaderData<typeof loader>()}>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <PlainFrame>
      <ProblemPage error={error} actions={<LinkButton to="/">Go to Today</LinkButton>} />
    </PlainFrame>
  );
}
