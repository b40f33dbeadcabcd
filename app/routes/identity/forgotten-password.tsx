import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare';
import { Link, useActionData, useSearchParams } from '@remix-run/react';
import { forgottenInput } from '#app/domains/identity/inputs.ts';
import { requestReset } from '#app/domains/identity/reset-password.server.ts';
import { parseForm } from '#app/platform/form.server.ts';
import { submittedForm } from '#app/platform/guard.server.ts';
import { AuthLayout } from '#app/ui/auth-layout.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export const meta = () => [{ title: 'Forgotten password · Masthead' }];

export async function action(args: ActionFunctionArgs) {
  const form = parseForm(await submittedForm(args), forgottenInput);
  if (!form.ok) return form.reply();
  const asked = await requestReset(args.context, form.value.email);
  return asked.ok ? redirect('/forgotten-password?sent=1') : form.refuse(asked.problem);
}

export default function ForgottenPassword() {
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  if (search.get('sent')) {
    return (
      <AuthLayout title="Check your mail" lead="If there is an account with this address, a letter is on its way. Its link is open for one hour." below={<Link to="/sign-in">Back to sign-in</Link>}>
        <p className="text-ink-soft">The link lets you choose a new password and signs out every other device.</p>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title="Forgotten password" lead="We send you a link to choose a new one." below={<Link to="/sign-in">Back to sign-in</Link>}>
      <Form reply={reply}>
        <TextField name="email" type="email" label="Email address" autoComplete="username" required />
        <FormActions>
          <SubmitButton>Send the link</SubmitButton>
        </FormActions>
      </Form>
    </AuthLayout>
  );
}
