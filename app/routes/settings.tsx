import { Outlet, useRouteError } from '@remix-run/react';
import { LinkButton } from '#app/ui/link-button.tsx';
import { ProblemPage } from '#app/ui/problem-page.tsx';
import { SettingsLayout } from '#app/ui/shell/settings-layout.tsx';

export default function Settings() {
  return (
    <SettingsLayout>
      <Outlet />
    </SettingsLayout>
  );
}

/** A refusal stays inside the shell, so that the way on is where it always is. */
export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <SettingsLayout>
      <ProblemPage error={error} actions={<LinkButton to="/settings/profile">Go to your profile</LinkButton>} />
    </SettingsLayout>
  );
}
