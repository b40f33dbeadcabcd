import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Form as PlainForm, useActionData, useLoaderData } from '@remix-run/react';
import { acceptInvitation, peekInvitation } from '#app/domains/identity/accept-invitation.server.ts';
import { acceptInput } from '#app/domains/identity/inputs.ts';
import { redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { sessionToken } from '#app/platform/session.server.ts';
import { AuthLayout } from '#app/ui/auth-layout.tsx';
import { Button } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

export const meta = () => [{ title: 'Invitation · Masthead' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get('token') ?? '';
  const invitation = token ? await peekInvitation(context, token) : null;
  return { token, invitation, signedIn: (await sessionToken(request, context)) !== null };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'own:update', acceptInput);
  if (!form.ok) return form.reply();
  const accepted = await acceptInvitation(org, form.value.token);
  return accepted.ok ? redirectWithToast(args.context, '/', 'Welcome. You are a member now.') : form.refuse(accepted.problem);
}

const ENDED = {
  accepted: 'It was accepted already. Sign in to get to work.',
  revoked: 'It was withdrawn. Ask for a new one.',
  expired: 'It was open for 7 days. Ask for a new one.',
};

export default function Invitation() {
  const { token, invitation, signedIn } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (!invitation || invitation.state !== 'open') {
    const why = invitation ? ENDED[invitation.state as keyof typeof ENDED] : 'The link is incomplete, or the invitation is gone. Ask for a new one.';
    return (
      <AuthLayout title="This invitation is closed" lead={why}>
        <LinkButton to="/sign-in">Sign in</LinkButton>
      </AuthLayout>
    );
  }
  const back = `next=${encodeURIComponent(`/invitation?token=${token}`)}&email=${encodeURIComponent(invitation.email)}`;
  return (
    <AuthLayout
      title={`Join ${invitation.organization_name}`}
      lead={`${invitation.inviter ?? 'A colleague'} invites ${invitation.email} to work here as ${/^[aeo]/.test(invitation.role) ? 'an' : 'a'} ${invitation.role}.`}
    >
      {signedIn ? (
        <>
          <Form reply={reply}>
            <input type="hidden" name="token" value={token} />
            <SubmitButton>Accept the invitation</SubmitButton>
          </Form>
          <PlainForm method="post" action="/sign-out">
            <input type="hidden" name="next" value={`/invitation?token=${token}`} />
            <Button type="submit" tone="quiet">
              Sign in with another account
            </Button>
          </PlainForm>
        </>
      ) : (
        <div className="flex flex-wrap gap-3">
          {invitation.has_account ? (
            <LinkButton tone="primary" to={`/sign-in?${back}`}>
              Sign in to accept
            </LinkButton>
          ) : (
            <LinkButton tone="primary" to={`/sign-up?${back}`}>
              Sign up to accept
            </LinkButton>
          )}
        </div>
      )}
    </AuthLayout>
  );
}
