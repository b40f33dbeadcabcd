import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { Link, useActionData, useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { Authenticator } from 'remix-auth';
import { FormStrategy } from 'remix-auth-form';
import { signInInput } from '#app/domains/identity/inputs.ts';
import { signIn } from '#app/domains/identity/sign-in.server.ts';
import { parseForm } from '#app/platform/form.server.ts';
import { safeNext } from '#app/platform/guard.server.ts';
import { keepSession, sessionToken } from '#app/platform/session.server.ts';
import { AuthLayout } from '#app/ui/auth-layout.tsx';
import { interruptDraft } from '#app/ui/draft.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export const meta = () => [{ title: 'Sign in · Masthead' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  // Whether the session still lives is asked by the page it leads to.
  return (await sessionToken(request, context)) ? redirect('/') : null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const authenticator = new Authenticator<Awaited<ReturnType<typeof attempt>>>();
  const attempt = async (submitted: FormData) => {
    const form = parseForm(submitted, signInInput);
    if (!form.ok) return { reply: form.reply() };
    const signedIn = await signIn(context, form.value);
    return signedIn.ok ? { token: signedIn.value.token } : { reply: form.refuse(signedIn.problem) };
  };
  authenticator.use(new FormStrategy(({ form }) => attempt(form)), 'password');
  const outcome = await authenticator.authenticate('password', request);
  if (!outcome.token) return outcome.reply;
  const next = safeNext(new URL(request.url).searchParams.get('next'));
  return redirect(next, { headers: { 'Set-Cookie': await keepSession(context, outcome.token) } });
}

export default function SignIn() {
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  useEffect(interruptDraft, []);
  return (
    <AuthLayout
      title="Sign in"
      below={
        <>
          No account yet? <Link to={`/sign-up?${search}`}>Sign up</Link>
        </>
      }
    >
      <Form reply={reply}>
        <TextField name="email" type="email" label="Email address" autoComplete="username" required autoFocus defaultValue={search.get('email') ?? undefined} />
        <PasswordField name="password" label="Password" autoComplete="current-password" required />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <SubmitButton>Sign in</SubmitButton>
          <Link to="/forgotten-password">Forgot your password?</Link>
        </div>
      </Form>
    </AuthLayout>
  );
}
