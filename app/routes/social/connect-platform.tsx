import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { accountById } from '#db/queries/accounts.ts';
import { projectChoices } from '#db/queries/projects.ts';
import { connectForm, platform as platformInput } from '#app/domains/social/accounts/account-inputs.ts';
import { beginConnection, connectByForm, placeAskedBy } from '#app/domains/social/accounts/connect-account.server.ts';
import type { Connector, Platform } from '#app/domains/social/connectors/connector.ts';
import { CONNECTORS } from '#app/domains/social/connectors/registry.ts';
import { inputName } from '#app/domains/social/accounts/input-name.ts';
import { simulatorsAt } from '#app/domains/social/accounts/open-account.server.ts';
import { shownAccount } from '#app/domains/social/accounts/shown-account.ts';
import { type AskedField, ConnectForm } from '#app/domains/social/ui/accounts/connect-form.tsx';
import { answer, read, submission } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { notFound } from '#app/platform/problem.ts';
import { connectedToast } from './connected-toast.server.ts';

export const meta = () => [{ title: 'Connect an account · Masthead' }];

type Args = LoaderFunctionArgs | ActionFunctionArgs;
const NOBODY = '00000000-0000-7000-8000-000000000000';

function asked({ params }: Args): { platform: Platform; connector: Connector } {
  const platform = platformInput.safeParse(params.platform).data;
  const connector = platform && CONNECTORS[platform];
  if (!connector) throw answer(notFound('platform'));
  return { platform, connector };
}

const fieldsOf = ({ connecting }: Connector) => (connecting.way === 'oauth' ? (connecting.place ? [{ ...connecting.place, name: 'place', secret: false }] : []) : connecting.fields);

export async function loader(args: LoaderFunctionArgs) {
  const { platform, connector } = asked(args);
  const accountId = new URL(args.request.url).searchParams.get('account');
  const { account, projects } = await read(args, 'account:manage', { account: accountById(isUuid(accountId) ? accountId : NOBODY), projects: projectChoices() });
  if (accountId !== null && account?.platform !== platform) throw answer(notFound('account'));
  const at = simulatorsAt(args.context.env);
  const place = account?.place ?? (at ? `${at}/${platform}/place` : '');
  const asksPlace = placeAskedBy(connector);
  const fields: AskedField[] = fieldsOf(connector).map(({ name, label, hint, secret, example }) => ({ name, label, hint, secret, example: example ?? null, required: name !== 'place' || asksPlace === 'required', value: name === 'place' && (asksPlace === 'required' || account?.place) ? place : '' }));
  return {
    platform,
    name: connector.name,
    way: connector.connecting.way,
    fields,
    projects: projects.map(({ id, name }) => ({ id, name })),
    again: account ? { id: account.id, name: shownAccount(account).name, projectId: account.projectId } : null,
    simulated: at ? `${at}/${platform}` : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { platform, connector } = asked(args);
  const { org, form } = await submission(args, 'account:manage', connectForm);
  if (!form.ok) return form.reply();
  const wish = { platform, ...form.value };
  const named = (name: string | undefined) => {
    const field = fieldsOf(connector).find((each) => each.name === name);
    return field ? { field: inputName(field) } : {};
  };
  if (connector.connecting.way === 'oauth') {
    const begun = await beginConnection(org, wish);
    return begun.ok ? { go: begun.value.address } : form.refuse({ ...begun.problem, ...named(begun.problem.field) });
  }
  const connected = await connectByForm(org, wish);
  return connected.ok ? connectedToast(args.context, connected.value) : form.refuse({ ...connected.problem, ...named(connected.problem.field) });
}

export default function ConnectPlatform() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <ConnectForm {...data} reply={reply} go={reply && 'go' in reply ? reply.go : null} />;
}
