import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { PLATFORMS } from '#db/schema/choices.ts';
import { whyNotOffered } from '#app/domains/social/accounts/connect-account.server.ts';
import { CONNECTORS } from '#app/domains/social/connectors/registry.ts';
import { ConnectPage } from '#app/domains/social/ui/accounts/connect-page.tsx';
import { read } from '#app/platform/guard.server.ts';

export const meta = () => [{ title: 'Connect an account · Masthead' }];

const WAYS = { oauth: 'You sign in there', form: 'With a key that you make there', 'hand-off': 'You post what is prepared' };

export async function loader(args: LoaderFunctionArgs) {
  await read(args, 'account:manage', {});
  const connectors = PLATFORMS.flatMap((platform) => CONNECTORS[platform] ?? []);
  return { offered: connectors.map((connector) => ({ platform: connector.platform, name: connector.name, way: WAYS[connector.connecting.way], whyNot: whyNotOffered(args.context.env, connector) })) };
}

export default function Connect() {
  return <ConnectPage {...useLoaderData<typeof loader>()} />;
}
