import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { connectionToChoose } from '#db/queries/accounts.ts';
import { chooseInput } from '#app/domains/social/accounts/account-inputs.ts';
import { choicesIn, chooseAccounts } from '#app/domains/social/accounts/come-back.server.ts';
import { ChoosePage } from '#app/domains/social/ui/accounts/choose-page.tsx';
import { answer, read, submission } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { notFound } from '#app/platform/problem.ts';
import { connectedToast } from './connected-toast.server.ts';

export const meta = () => [{ title: 'Which accounts? · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { connectionId } = args.params;
  if (!isUuid(connectionId)) throw answer(notFound('choice'));
  const { waiting } = await read(args, 'account:manage', { waiting: connectionToChoose(connectionId) });
  if (!waiting) throw answer(notFound('choice'));
  return { platform: waiting.platform, connectionId, choices: await choicesIn(args.context.env, waiting) };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'account:manage', chooseInput);
  if (!form.ok) return form.reply();
  const connected = await chooseAccounts(org, form.value.connectionId, form.value.chosen);
  return connected.ok ? connectedToast(args.context, connected.value) : form.refuse(connected.problem);
}

export default function ChooseAccounts() {
  return <ChoosePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
