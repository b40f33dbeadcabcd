import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { memberByUser } from '#db/queries/members.ts';
import { changeMember, removeMember } from '#app/domains/identity/change-member.server.ts';
import { memberInput, removeMemberInput } from '#app/domains/identity/inputs.ts';
import { ROLE_WORDS, whyNotChangeRole, whyNotRemove } from '#app/domains/identity/member.ts';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { isUuid } from '#app/platform/ids.ts';
import { LENDABLE, may, PERMISSION_WORDS, ROLES, whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';

export const meta = () => [{ title: 'Member · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { userId } = args.params;
  if (!isUuid(userId)) throw answer(notFound('member'));
  const { viewer, member } = await read(args, 'member:read', { member: memberByUser(userId) });
  if (!member) throw answer(notFound('member'));
  const me = { userId: viewer.userId, role: viewer.role! };
  const mayNotUpdate = whyNot(viewer, 'member:update');
  return {
    member,
    whyNotSave: mayNotUpdate ?? (me.userId === member.userId ? 'Nobody changes their own role. Ask another admin.' : null),
    whyNotRemove: whyNot(viewer, 'member:remove') ?? whyNotRemove(me, member),
    roles: ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role], disabled: (mayNotUpdate ?? whyNotChangeRole(me, member, role)) !== null })),
    lendable: LENDABLE.map((permission) => ({ value: permission, label: PERMISSION_WORDS[permission], disabled: mayNotUpdate !== null || !(may(viewer, permission) || member.permissions.includes(permission)) })),
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'change': {
      const { org, form } = await submission(args, 'member:update', memberInput);
      if (!form.ok) return form.reply();
      const changed = await changeMember(org, form.value);
      return changed.ok ? redirectWithToast(args.context, '/settings/people', 'The member is saved.') : form.refuse(changed.problem);
    }
    case 'remove': {
      const { org, form } = await submission(args, 'member:remove', removeMemberInput);
      if (!form.ok) return form.reply();
      const removed = await removeMember(org, form.value.userId);
      return removed.ok ? redirectWithToast(args.context, '/settings/people', `${removed.value.name} is no longer a member.`) : form.refuse(removed.problem);
    }
    default:
      throw unknownIntent();
  }
}

export default function Person() {
  const { member, roles, lendable, ...why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { organization } = useShell();
  return (
    <>
      <PageHeader above={<Link to="/settings/people">People</Link>} title={member.name} lead={member.email} />
      <Section title="Role" lead="What the member may do. Ownership is handed over on the organization's page.">
        <Form reply={replyTo(reply, 'change')} organizationId={organization.id} className="grid max-w-md gap-5">
          <input type="hidden" name="intent" value="change" />
          <input type="hidden" name="userId" value={member.userId} />
          <RadioField name="role" label="Role" options={roles} defaultValue={member.role} />
          <CheckboxGroupField name="permissions[]" label="Extra permissions" hint="On top of the role." options={lendable} defaultValue={member.permissions} />
          <FormActions>
            <SubmitButton whyNot={why.whyNotSave}>Save the member</SubmitButton>
          </FormActions>
        </Form>
      </Section>
      <Section title="Remove" tone="danger" lead="What the member wrote stays. An invitation brings them back.">
        <Form reply={replyTo(reply, 'remove')} organizationId={organization.id} className="">
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="userId" value={member.userId} />
          <SubmitButton tone="danger" whyNot={why.whyNotRemove}>
            Remove {member.name}
          </SubmitButton>
        </Form>
      </Section>
    </>
  );
}
