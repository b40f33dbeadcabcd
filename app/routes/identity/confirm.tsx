import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { confirmAddress, peekLink } from '#app/domains/identity/confirm-address.server.ts';
import { confirmInput } from '#app/domains/identity/inputs.ts';
import { parseForm } from '#app/platform/form.server.ts';
import { submittedForm } from '#app/platform/guard.server.ts';
import { keepSession, signUpOf } from '#app/platform/session.server.ts';
import { AuthLayout } from '#app/ui/auth-layout.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';

export const meta = () => [{ title: 'Confirm your address · Masthead' }];

/** Opening the link changes nothing: mail scanners open links too. The press does. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get('token') ?? '';
  const link = token ? await peekLink(context, 'verify_email', token) : null;
  const here = link !== null && (await signUpOf(request, context)) === link.token_id;
  return { token, email: link?.email ?? null, here };
}

export async function action(args: ActionFunctionArgs) {
  const form = parseForm(await submittedForm(args), confirmInput);
  if (!form.ok) return form.reply();
  const confirmed = await confirmAddress(args.context, form.value.token, { signUp: await signUpOf(args.request, args.context), password: form.value.password });
  if (!confirmed.ok) return form.refuse(confirmed.problem);
  return redirect('/', { headers: { 'Set-Cookie': await keepSession(args.context, confirmed.value.token) } });
}

export default function Confirm() {
  const { token, email, here } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (!email) {
    return (
      <AuthLayout title="This link is spent" lead="It was used already, or it is older than 24 hours." below={<Link to="/sign-up">Sign up again to get a new one</Link>}>
        <LinkButton to="/sign-in">Sign in</LinkButton>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title="Confirm your address" lead={`This makes ${email} yours on Masthead.`}>
      <Form reply={reply}>
        <input type="hidden" name="token" value={token} />
        {!here && <PasswordField name="password" label="Password" autoComplete="current-password" required hint="The one you chose at sign-up: this browser has not seen it yet." />}
        <FormActions>
          <SubmitButton>Confirm my address</SubmitButton>
        </FormActions>
      </Form>
    </AuthLayout>
  );
}
