import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare';
import { switchOrganization } from '#app/domains/identity/create-organization.server.ts';
import { switchInput } from '#app/domains/identity/inputs.ts';
import { answer, redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { notFound } from '#app/platform/problem.ts';

export const loader = () => redirect('/');

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'own:update', switchInput);
  if (!form.ok) throw answer(notFound('organization'));
  const switched = await switchOrganization(org, form.value.organizationId);
  if (!switched.ok) throw answer(switched.problem);
  return redirectWithToast(args.context, '/', 'You switched the organization.');
}
