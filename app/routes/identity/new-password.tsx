import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { peekLink } from '#app/domains/identity/confirm-address.server.ts';
import { resetInput } from '#app/domains/identity/inputs.ts';
import { resetPassword } from '#app/domains/identity/reset-password.server.ts';
import { parseForm } from '#app/platform/form.server.ts';
import { submittedForm } from '#app/platform/guard.server.ts';
import { keepSession } from '#app/platform/session.server.ts';
import { AuthLayout } from '#app/ui/auth-layout.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';

export const meta = () => [{ title: 'New password · Masthead' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get('token') ?? '';
  const link = token ? await peekLink(context, 'reset_password', token) : null;
  return { token, email: link?.email ?? null };
}

export async function action(args: ActionFunctionArgs) {
  const form = parseForm(await submittedForm(args), resetInput);
  if (!form.ok) return form.reply();
  const reset = await resetPassword(args.context, form.value);
  if (!reset.ok) return form.refuse(reset.problem);
  return redirect('/', { headers: { 'Set-Cookie': await keepSession(args.context, reset.value.token) } });
}

export default function NewPassword() {
  const { token, email } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (!email) {
    return (
      <AuthLayout title="This link is spent" lead="It was used already, or it is older than one hour." below={<Link to="/sign-in">Back to sign-in</Link>}>
        <LinkButton to="/forgotten-password">Ask for a new link</LinkButton>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title="Choose a new password" lead={`For ${email}. Every other device is signed out.`}>
      <Form reply={reply}>
        <input type="hidden" name="token" value={token} />
        <PasswordField name="password" label="New password" autoComplete="new-password" required minLength={10} hint="At least 10 characters." />
        <FormActions>
          <SubmitButton>Save and sign in</SubmitButton>
        </FormActions>
      </Form>
    </AuthLayout>
  );
}
