import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare';
import { signOut } from '#app/domains/identity/revoke-session.server.ts';
import { safeNext, submittedForm } from '#app/platform/guard.server.ts';
import { orgOf } from '#app/platform/org.server.ts';
import { dropSession, sessionToken } from '#app/platform/session.server.ts';

export const loader = () => redirect('/');

export async function action(args: ActionFunctionArgs) {
  const token = await sessionToken(args.request, args.context);
  if (token) await signOut(orgOf(args.context, { kind: 'session', token }, 'own:update'));
  const next = safeNext(String((await submittedForm(args)).get('next') ?? ''));
  return redirect(next === '/' ? '/sign-in' : next, { headers: { 'Set-Cookie': await dropSession(args.context) } });
}
