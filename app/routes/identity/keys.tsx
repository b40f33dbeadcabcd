import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { KeyRound, Plus } from 'lucide-react';
import { livingKeys } from '#db/queries/api-keys.ts';
import { createKey, revokeKey } from '#app/domains/identity/create-key.server.ts';
import { KEY_LIVES, KEY_SCOPES, SCOPE_WORDS } from '#app/domains/identity/api-key.ts';
import { keyInput, newKeyInput } from '#app/domains/identity/inputs.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { may, whyNot } from '#app/platform/permission.ts';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { ConfirmByTyping } from '#app/ui/confirm-by-typing.tsx';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Card } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'API keys · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, keys } = await read(args, 'key:read', { keys: livingKeys() });
  return {
    keys,
    scopes: KEY_SCOPES.map((scope) => ({ value: scope, label: scope, disabled: !may(viewer, scope) })),
    whyNotCreate: whyNot(viewer, 'key:create'),
    whyNotRevoke: whyNot(viewer, 'key:revoke'),
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'create': {
      const { org, form } = await submission(args, 'key:create', newKeyInput);
      if (!form.ok) return form.reply();
      const created = await createKey(org, form.value);
      return created.ok ? { key: created.value.key, name: form.value.name } : form.refuse(created.problem);
    }
    case 'revoke': {
      const { org, form } = await submission(args, 'key:revoke', keyInput);
      if (!form.ok) return form.reply();
      const revoked = await revokeKey(org, form.value.keyId);
      return revoked.ok ? redirectWithToast(args.context, '/settings/keys', 'The key is revoked. Its next request is refused.') : form.refuse(revoked.problem);
    }
    default:
      throw unknownIntent();
  }
}

export default function Keys() {
  const { keys, scopes, whyNotCreate, whyNotRevoke } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { person, organization } = useShell();
  const made = reply && 'key' in reply ? reply : null;
  const createReply = replyTo(reply, 'create');
  const revokeReply = replyTo(reply, 'revoke');
  return (
    <>
      <PageHeader
        title="API keys"
        lead={
          <>
            For programs, each within its scopes. <a href="/api/v1/reference">Read the API reference</a>
          </>
        }
        action={
          <FormDialog label="New key" title="New key" description="Give it the least it needs." tone="primary" icon={Plus} whyNot={whyNotCreate} reply={createReply}>
            {(cancel) => (
              <Form reply={createReply} organizationId={organization.id}>
                <input type="hidden" name="intent" value="create" />
                <TextField name="name" label="Name" required maxLength={80} hint="What it is for, such as “Website build”." autoComplete="off" />
                <CheckboxGroupField name="scopes[]" label="Scopes" options={scopes.map((scope) => ({ ...scope, label: <ScopeLabel scope={scope.value} /> }))} defaultValue={['organization:read']} />
                <SelectField name="life" label="Ends after" defaultValue="90" options={Object.entries(KEY_LIVES).map(([value, label]) => ({ value, label }))} />
                <DialogActions>
                  {cancel}
                  <SubmitButton>Create the key</SubmitButton>
                </DialogActions>
              </Form>
            )}
          </FormDialog>
        }
      />
      {made && (
        <div role="status" className="mb-6">
          <Card title={`The key “${made.name}” is made`}>
            <p className="mb-3 text-ink-soft">Copy it now. It is shown this once: only its hash is kept.</p>
            <p className="flex flex-wrap items-center gap-3">
              <code className="font-mono text-sm break-all select-all">{made.key}</code>
              <CopyButton text={made.key} label="Copy the key" />
            </p>
          </Card>
        </div>
      )}
      <Table
        caption="API keys"
        rows={keys}
        rowKey={(key) => key.id}
        empty={
          <EmptyState title="No keys yet" icon={KeyRound}>
            A key lets a script or another service read and change what its scopes allow.
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            header: 'Name',
            cell: (key) => (
              <span className="grid">
                {key.name}
                <code className="font-mono text-xs text-ink-soft">{key.prefix}…</code>
              </span>
            ),
          },
          { key: 'scopes', header: 'Scopes', cell: (key) => <code className="font-mono text-xs">{key.scopes.join(', ')}</code> },
          { key: 'used', header: 'Last used', cell: (key) => (key.lastUsedAt ? <Time at={key.lastUsedAt} zone={person.timeZone} show="relative" /> : 'Never') },
          { key: 'ends', header: 'Ends', cell: (key) => (key.expiresAt ? <Time at={key.expiresAt} zone={person.timeZone} show="day" /> : 'Never') },
          {
            key: 'revoke',
            header: 'Revoke',
            hideHeader: true,
            align: 'end',
            cell: (key) => (
              <ConfirmByTyping
                label={`Revoke ${key.name}`}
                button={
                  <>
                    Revoke<span className="sr-only"> {key.name}</span>
                  </>
                }
                tone="quiet"
                size="small"
                consequence="The next request with it is refused. A revoked key cannot be brought back."
                word={key.name}
                fields={{ intent: 'revoke', keyId: key.id }}
                organizationId={organization.id}
                reply={revokeReply?.values.keyId === key.id ? revokeReply : undefined}
                whyNot={whyNotRevoke}
              />
            ),
          },
        ]}
      />
    </>
  );
}

function ScopeLabel({ scope }: { scope: keyof typeof SCOPE_WORDS }) {
  return (
    <>
      {SCOPE_WORDS[scope]} <code className="ms-1 font-mono text-xs text-ink-soft">{scope}</code>
    </>
  );
}
