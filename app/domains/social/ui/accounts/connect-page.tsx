import { Link } from '@remix-run/react';
import { PageHeader } from '#app/ui/page-header.tsx';
import type { Platform } from '../../connectors/connector.ts';
import { PlatformMark } from '../platform-mark.tsx';

export interface OfferedPlatform {
  platform: Platform;
  name: string;
  /** How it is connected, in a few words. */
  way: string;
  whyNot: string | null;
}

export const AccountsLink = () => (
  <Link to="/social/accounts" className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
    Accounts
  </Link>
);

/** Every platform that there is, also those that nobody has registered Masthead with yet. */
export function ConnectPage({ offered }: { offered: readonly OfferedPlatform[] }) {
  return (
    <>
      <PageHeader above={<AccountsLink />} title="Connect an account" lead="Choose where it lives. Masthead never learns the password that you sign in with there." />
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,13rem),1fr))] gap-3">
        {offered.map(({ platform, name, way, whyNot }) => (
          <li key={platform} className="grid">
            {whyNot === null ? (
              <Link to={`/social/connect/${platform}`} prefetch="intent" className="grid content-start gap-1.5 rounded-lg border border-rule bg-sheet p-4 hover:border-rule-strong hover:bg-hover">
                <span className="flex items-center gap-2 font-medium">
                  <PlatformMark platform={platform} silent />
                  {name}
                </span>
                <span className="text-sm text-ink-soft">{way}</span>
              </Link>
            ) : (
              <div className="grid content-start gap-1.5 rounded-lg border border-dashed border-rule p-4">
                <span className="flex items-center gap-2 font-medium text-ink-soft">
                  <PlatformMark platform={platform} silent />
                  {name}
                </span>
                <span className="text-sm text-ink-soft">{whyNot}</span>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
