import { data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { dropToast, themeOf, toastOf } from './platform/session.server.ts';
import styles from './styles/app.css?url';
import { fontLinks } from './styles/fonts.ts';
import { LinkButton } from './ui/link-button.tsx';
import { useNonce } from './ui/nonce.ts';
import { PlainFrame } from './ui/plain-frame.tsx';
import { ProblemPage } from './ui/problem-page.tsx';
import { Toast } from './ui/toast.tsx';

export const links = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }, ...fontLinks, { rel: 'stylesheet', href: styles }];

export const meta = () => [{ title: 'Masthead' }];

/** The theme and the word about what was just done: both from cookies, so that no page waits for them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const [theme, toast] = await Promise.all([themeOf(request, context), toastOf(request, context)]);
  // Only a whole page is sure to be seen; what scripts ask for may be overtaken, so there the toast itself says when it was.
  const shown = toast && request.headers.get('Sec-Fetch-Dest') !== 'empty';
  return data({ theme, toast }, shown ? { headers: { 'Set-Cookie': await dropToast(context) } } : undefined);
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const nonce = useNonce();
  return (
    <html lang="en" data-theme={root?.theme ?? 'system'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  const root = useRouteLoaderData<typeof loader>('root');
  return (
    <>
      <Outlet />
      <Toast toast={root?.toast} />
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <PlainFrame>
      <ProblemPage error={error} actions={<LinkButton to="/">Go to the first page</LinkButton>} />
    </PlainFrame>
  );
}
