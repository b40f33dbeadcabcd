import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mySessions } from '#db/queries/sessions.ts';
import { deviceOf } from '#app/domains/identity/device.ts';
import { changePassword } from '#app/domains/identity/change-password.server.ts';
import { changePasswordInput, sessionInput } from '#app/domains/identity/inputs.ts';
import { revokeOtherSessions, revokeSession } from '#app/domains/identity/revoke-session.server.ts';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { keepSession } from '#app/platform/session.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { Section } from '#app/ui/section.tsx';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import { z } from 'zod';

export const meta = () => [{ title: 'Sign-in & sessions · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, sessions } = await read(args, 'own:read', { sessions: mySessions() });
  return { timeZone: viewer.timeZone, sessions: sessions.map((session) => ({ ...session, current: session.id === viewer.sessionId, device: deviceOf(session.userAgent) })) };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'change-password': {
      const { org, form } = await submission(args, 'own:update', changePasswordInput);
      if (!form.ok) return form.reply();
      const changed = await changePassword(org, form.value);
      if (!changed.ok) return form.refuse(changed.problem);
      return redirectWithToast(args.context, '/settings/security', 'Your password is changed. Every other device is signed out.', [await keepSession(args.context, changed.value.token)]);
    }
    case 'revoke': {
      const { org, form } = await submission(args, 'own:update', sessionInput);
      if (!form.ok) return form.reply();
      const revoked = await revokeSession(org, form.value.sessionId);
      return revoked.ok ? redirectWithToast(args.context, '/settings/security', 'The session is ended.') : form.refuse(revoked.problem);
    }
    case 'revoke-others': {
      const { org, form } = await submission(args, 'own:update', z.object({}));
      const revoked = await revokeOtherSessions(org);
      if (!revoked.ok) return form.refuse(revoked.problem);
      return redirectWithToast(args.context, '/settings/security', revoked.value === 1 ? 'One other session is ended.' : `${revoked.value} other sessions are ended.`);
    }
    default:
      throw unknownIntent();
  }
}

export default function Security() {
  const { sessions, timeZone } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title="Sign-in & sessions" />
      <Section title="Password" lead="A new one signs out every other device.">
        <Form reply={replyTo(reply, 'change-password')} className="grid max-w-md gap-5" resetOnSuccess>
          <input type="hidden" name="intent" value="change-password" />
          <PasswordField name="current" label="Current password" autoComplete="current-password" required />
          <PasswordField name="password" label="New password" autoComplete="new-password" required minLength={10} hint="At least 10 characters." />
          <FormActions>
            <SubmitButton>Change the password</SubmitButton>
          </FormActions>
        </Form>
      </Section>
      <Section
        wide
        title="Sessions"
        lead="Where you are signed in. End what you do not know."
        action={
          sessions.length > 1 && (
            <Form className="">
              <input type="hidden" name="intent" value="revoke-others" />
              <SubmitButton tone="secondary">End all others</SubmitButton>
            </Form>
          )
        }
      >
        <Table
          caption="Your sessions"
          rows={sessions}
          rowKey={(session) => session.id}
          columns={[
            {
              key: 'device',
              header: 'Device',
              cell: (session) => (
                <span className="flex flex-wrap items-center gap-2">
                  {session.device}
                  {session.current && <Badge tone="done">This one</Badge>}
                </span>
              ),
            },
            { key: 'ip', header: 'IP address', cell: (session) => session.ip ?? '–' },
            { key: 'seen', header: 'Last used', cell: (session) => <Time at={session.lastSeenAt} zone={timeZone} show="relative" /> },
            { key: 'opened', header: 'Signed in', cell: (session) => <Time at={session.createdAt} zone={timeZone} show="absolute" /> },
            {
              key: 'end',
              header: 'End',
              hideHeader: true,
              align: 'end',
              cell: (session) =>
                session.current ? null : (
                  <Form className="">
                    <input type="hidden" name="intent" value="revoke" />
                    <input type="hidden" name="sessionId" value={session.id} />
                    <SubmitButton tone="quiet" size="small">
                      End<span className="sr-only"> the session on {session.device}</span>
                    </SubmitButton>
                  </Form>
                ),
            },
          ]}
        />
      </Section>
    </>
  );
}
