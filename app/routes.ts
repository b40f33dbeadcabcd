import { index, layout, prefix, type RouteConfig, route } from '@remix-run/route-config';

/** Every URL of the app on one screen. Those of programs are in workers/http.ts. */
export default [
  route('sign-in', 'routes/identity/sign-in.tsx'),
  route('sign-up', 'routes/identity/sign-up.tsx'),
  route('check-your-mail', 'routes/identity/check-your-mail.tsx'),
  route('confirm', 'routes/identity/confirm.tsx'),
  route('forgotten-password', 'routes/identity/forgotten-password.tsx'),
  route('new-password', 'routes/identity/new-password.tsx'),
  route('invitation', 'routes/identity/invitation.tsx'),
  route('sign-out', 'routes/identity/sign-out.tsx'),
  route('theme', 'routes/identity/theme.tsx'),
  route('organizations/new', 'routes/identity/new-organization.tsx'),
  route('organizations/switch', 'routes/identity/switch-organization.tsx'),

  layout('routes/shell.tsx', [
    index('routes/today.tsx'),
    route('media', 'routes/media/library.tsx'),
    route('media/:assetId', 'routes/media/asset.tsx'),
    route('notifications', 'routes/notifications/list.tsx'),
    route('settings', 'routes/settings.tsx', [
      index('routes/identity/settings-index.tsx'),
      route('profile', 'routes/identity/profile.tsx'),
      route('security', 'routes/identity/security.tsx'),
      route('data', 'routes/identity/your-data.tsx'),
      route('organization', 'routes/identity/organization.tsx'),
      route('people', 'routes/identity/people.tsx'),
      route('people/:userId', 'routes/identity/person.tsx'),
      route('keys', 'routes/identity/keys.tsx'),
      route('activity', 'routes/audit/activity.tsx'),
      route('deliveries', 'routes/notifications/deliveries.tsx'),
    ]),
  ]),
  route('media/pick', 'routes/media/pick.tsx'),
  route('settings/data/export', 'routes/identity/export-account.tsx'),
  route('settings/activity/export', 'routes/audit/export.tsx'),

  ...prefix('dev', [route('mailbox', 'routes/dev/mailbox.tsx'), route('mailbox/:letterId', 'routes/dev/letter.tsx'), route('gallery', 'routes/dev/gallery.tsx')]),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
