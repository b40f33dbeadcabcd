import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare';
import { safeNext, submittedForm } from '#app/platform/guard.server.ts';
import { keepTheme, THEMES } from '#app/platform/session.server.ts';

export const loader = () => redirect('/');

export async function action(args: ActionFunctionArgs) {
  const chosen = (await submittedForm(args)).get('theme');
  const theme = THEMES.find((known) => known === chosen) ?? 'system';
  const from = args.request.headers.get('Referer');
  const back = from && new URL(from).origin === args.context.origin ? new URL(from).pathname : '/';
  return redirect(safeNext(back), { headers: { 'Set-Cookie': await keepTheme(args.context, theme) } });
}
