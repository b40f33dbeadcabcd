import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare';
import { Link, useActionData, useSearchParams } from '@remix-run/react';
import { signUpInput } from '#app/domains/identity/inputs.ts';
import { signUp } from '#app/domains/identity/sign-up.server.ts';
import { parseForm } from '#app/platform/form.server.ts';
import { submittedForm } from '#app/platform/guard.server.ts';
import { keepSignUp } from '#app/platform/session.server.ts';
import { AuthLayout } from '#app/ui/auth-layout.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TimeZoneField } from '#app/ui/time-zone-field.tsx';

export const meta = () => [{ title: 'Sign up · Masthead' }];

export async function action(args: ActionFunctionArgs) {
  const form = parseForm(await submittedForm(args), signUpInput);
  if (!form.ok) return form.reply();
  const signedUp = await signUp(args.context, form.value);
  if (!signedUp.ok) return form.refuse(signedUp.problem);
  return redirect(`/check-your-mail?email=${encodeURIComponent(form.value.email)}`, { headers: { 'Set-Cookie': await keepSignUp(args.context, signedUp.value.tokenId) } });
}

export default function SignUp() {
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <AuthLayout
      title="Sign up"
      lead="One account works in every organization you belong to."
      below={
        <>
          Have an account? <Link to={`/sign-in?${search}`}>Sign in</Link>
        </>
      }
    >
      <Form reply={reply}>
        <TextField name="name" label="Your name" autoComplete="name" required maxLength={80} />
        <TextField name="email" type="email" label="Email address" autoComplete="username" required defaultValue={search.get('email') ?? undefined} />
        <PasswordField name="password" label="Password" autoComplete="new-password" required minLength={10} hint="At least 10 characters. A few words in a row are easy to remember." />
        <TimeZoneField name="timeZone" label="Time zone" hint="Times are shown in this zone." fromDevice />
        <FormActions>
          <SubmitButton>Sign up</SubmitButton>
        </FormActions>
      </Form>
    </AuthLayout>
  );
}
