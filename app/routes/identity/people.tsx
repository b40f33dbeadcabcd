import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { UserPlus } from 'lucide-react';
import { members, openInvitations } from '#db/queries/members.ts';
import { inviteInput, invitationInput } from '#app/domains/identity/inputs.ts';
import { inviteMember, resendInvitation, withdrawInvitation } from '#app/domains/identity/invite-member.server.ts';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { pageOf } from '#app/platform/page.ts';
import { ROLES, whyNot } from '#app/platform/permission.ts';
import { Avatar } from '#app/ui/avatar.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';
import { ROLE_NAMES, ROLE_WORDS } from '#app/domains/identity/member.ts';

export const meta = () => [{ title: 'People · Masthead' }];

const HERE = '/settings/people';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, people, invitations } = await read(args, 'member:read', { people: members(pageOf(args.request, 'uuid')), invitations: openInvitations() });
  return { people, invitations, viewerId: viewer.userId, whyNotInvite: whyNot(viewer, 'member:invite') };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'invite': {
      const { org, form } = await submission(args, 'member:invite', inviteInput);
      if (!form.ok) return form.reply();
      const invited = await inviteMember(org, form.value);
      return invited.ok ? redirectWithToast(args.context, HERE, `The invitation for ${form.value.email} is on its way.`) : form.refuse(invited.problem);
    }
    case 'resend': {
      const { org, form } = await submission(args, 'member:invite', invitationInput);
      if (!form.ok) return form.reply();
      const sent = await resendInvitation(org, form.value.invitationId);
      return sent.ok ? redirectWithToast(args.context, HERE, `The invitation for ${sent.value.email} is sent again.`) : form.refuse(sent.problem);
    }
    case 'withdraw': {
      const { org, form } = await submission(args, 'member:invite', invitationInput);
      if (!form.ok) return form.reply();
      const withdrawn = await withdrawInvitation(org, form.value.invitationId);
      return withdrawn.ok ? redirectWithToast(args.context, HERE, 'The invitation is withdrawn.') : form.refuse(withdrawn.problem);
    }
    default:
      throw unknownIntent();
  }
}

export default function People() {
  const { people, invitations, viewerId, whyNotInvite } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { person, organization } = useShell();
  const inviteReply = replyTo(reply, 'invite');
  const roles = ROLES.filter((role) => role !== 'owner').map((role) => ({ value: role, label: ROLE_WORDS[role] }));
  return (
    <>
      <PageHeader
        title="People"
        lead={`Who works in ${organization.name}. Open a member to change the role.`}
        action={
          <FormDialog
            label="Invite"
            title="Invite a colleague"
            description="A letter with a link goes out. It is open for 7 days."
            tone="primary"
            icon={UserPlus}
            whyNot={whyNotInvite}
            reply={inviteReply}
            asked={search.has('invite')}
          >
            {(cancel) => (
              <Form reply={inviteReply} organizationId={organization.id} action={HERE}>
                <input type="hidden" name="intent" value="invite" />
                <TextField name="email" type="email" label="Email address" required autoComplete="off" />
                <SelectField name="role" label="Role" defaultValue="editor" options={roles} />
                <DialogActions>
                  {cancel}
                  <SubmitButton>Send the invitation</SubmitButton>
                </DialogActions>
              </Form>
            )}
          </FormDialog>
        }
      />
      <Section title="Members" wide>
        <Table
          caption="Members"
          rows={people.rows}
          rowKey={(member) => member.userId}
          href={(member) => `${HERE}/${member.userId}`}
          columns={[
            {
              key: 'name',
              header: 'Name',
              cell: (member) => (
                <span className="inline-flex items-center gap-2">
                  <Avatar name={member.name} image={member.image} size="small" />
                  <span>
                    {member.name}
                    {member.userId === viewerId && <span className="font-normal text-ink-soft"> (you)</span>}
                  </span>
                </span>
              ),
            },
            { key: 'email', header: 'Email', cell: (member) => member.email },
            { key: 'role', header: 'Role', cell: (member) => ROLE_NAMES[member.role] },
            { key: 'joined', header: 'Joined', cell: (member) => <Time at={member.joinedAt} zone={person.timeZone} show="day" /> },
          ]}
        />
        <Pager previous={null} next={people.next} />
      </Section>
      {invitations.length > 0 && (
        <Section title="Invited" lead="Not answered yet." wide>
          <Table
            caption="Open invitations"
            rows={invitations}
            rowKey={(invitation) => invitation.id}
            columns={[
              { key: 'email', header: 'Email', cell: (invitation) => invitation.email },
              { key: 'role', header: 'Role', cell: (invitation) => ROLE_NAMES[invitation.role] },
              { key: 'until', header: 'Open until', cell: (invitation) => <Time at={invitation.expiresAt} zone={person.timeZone} otherZone={organization.timeZone} /> },
              {
                key: 'do',
                header: 'Do',
                hideHeader: true,
                align: 'end',
                className: 'foot',
                cell: (invitation) => (
                  <Form className="-ms-2 flex gap-1 @[40rem]:ms-0 @[40rem]:justify-end" organizationId={organization.id}>
                    <input type="hidden" name="invitationId" value={invitation.id} />
                    <SubmitButton tone="quiet" size="small" name="intent" value="resend" whyNot={whyNotInvite}>
                      Send again<span className="sr-only"> to {invitation.email}</span>
                    </SubmitButton>
                    <SubmitButton tone="quiet" size="small" name="intent" value="withdraw" whyNot={whyNotInvite}>
                      Withdraw<span className="sr-only"> the invitation of {invitation.email}</span>
                    </SubmitButton>
                  </Form>
                ),
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}
