import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { type MetaFunction, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { FormReply } from '#app/platform/form-reply.ts';
import { developmentOnly } from '#app/platform/guard.server.ts';
import { AuthLayout } from '#app/ui/auth-layout.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { SettingsLayout } from '#app/ui/shell/settings-layout.tsx';
import { sidebarFromCookie } from '#app/ui/shell/sidebar-cookie.ts';
import { Shell } from '#app/ui/shell/shell.tsx';
import type { ShellData } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { Toast } from '#app/ui/toast.tsx';
import { GalleryForms } from './gallery-forms.tsx';
import { GalleryParts } from './gallery-parts.tsx';
import { GalleryPreviews } from './gallery-previews.tsx';

export const meta: MetaFunction = () => [{ title: 'Gallery · Masthead' }];

/** A page with everything on it, to look at. ?show= forms | settings | previews | auth | error; ?toast */
export function loader({ request, context }: LoaderFunctionArgs) {
  developmentOnly(context);
  const now = new Date('2025-11-20T13:30:00Z');
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  const shell: ShellData = {
    person: { id: 'p1', name: 'Demo Reader', email: 'demo-reader@masthead.test', image: null, timeZone: 'Europe/Helsinki', theme: 'system' },
    organization: { id: 'o1', name: 'The Demo Post', slug: 'demo-post', logoUrl: null, timeZone: 'America/New_York' },
    organizations: [
      { id: 'o1', name: 'The Demo Post', role: 'editor' },
      { id: 'o2', name: 'Another Demo Company with a longer name', role: 'owner' },
    ],
    permissions: ['organization:read', 'member:read', 'member:invite', 'key:read', 'audit:read', 'delivery:read'],
    unread: 3,
    latest: [
      { id: 'n1', title: 'Review wanted', message: 'Demo Editor asks you to review “What the ice tells us” before Friday noon.', url: '/', createdAt: ago(6), readAt: null },
      { id: 'n2', title: 'Post not sent', message: 'LinkedIn refused “Harbour lights”: the account has to be connected again.', url: '/', createdAt: ago(134), readAt: null },
      { id: 'n3', title: 'Published', message: '“Night trains are back” went out on four channels.', url: null, createdAt: ago(60 * 26), readAt: ago(20) },
    ],
    now: now.toISOString(),
    sidebar: sidebarFromCookie(request.headers.get('Cookie')),
  };
  return { shell, toast: new URL(request.url).searchParams.has('toast') ? { id: 'gallery', message: '“Harbour lights” moved to the archive', undo: { action: '/dev/gallery', fields: { id: '1' } } } : null };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await new Promise((resolve) => setTimeout(resolve, 600));
  const values = Object.fromEntries([...form].filter(([name]) => !name.startsWith('_')).map(([name, value]) => [name, String(value)]));
  const reply: FormReply = {
    values,
    errors: { email: 'Ingrid already uses this address. Choose another or sign in with it.', role: 'Choose a role.' },
    problem: { kind: 'invalid', message: 'Not saved yet. Two fields need another look; the rest is kept.' },
  };
  return data(reply, { status: 422 });
}

export default function Gallery() {
  const { shell, toast } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const show = useSearchParams()[0].get('show');
  if (show === 'auth') return <SignIn />;
  return (
    <>
      <Shell data={shell}>
        {show === 'error' ? <Lost /> : show === 'settings' ? <SettingsLayout>{<GalleryForms reply={reply} />}</SettingsLayout> : show === 'forms' ? <GalleryForms reply={reply} /> : show === 'previews' ? <GalleryPreviews /> : <GalleryParts />}
      </Shell>
      <Toast toast={toast} />
    </>
  );
}

function SignIn() {
  return (
    <AuthLayout
      title="Sign in"
      lead="Good to see you back."
      below={
        <p>
          No account yet?{' '}
          <a href="/sign-up" className="text-accent underline underline-offset-2">
            Start an organization
          </a>
        </p>
      }
    >
      <Form>
        <TextField name="email" label="Email" type="email" autoComplete="username" required />
        <PasswordField name="password" label="Password" required />
        <FormActions>
          <SubmitButton>Sign in</SubmitButton>
          <LinkButton to="/forgot" tone="quiet">
            Forgot the password
          </LinkButton>
        </FormActions>
      </Form>
    </AuthLayout>
  );
}

function Lost() {
  return (
    <ErrorPage
      title="This page could not be shown"
      happened="The database did not answer in time."
      kept="Nothing you saved is lost."
      next="Try again in a moment. If it stays, tell us the request below."
      requestId="req_01JD3K8ZB4Q7"
      actions={<LinkButton to="/">Back to today</LinkButton>}
    />
  );
}
