import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { accountInput, pauseInput, projectInput, slotsForm } from '#app/domains/social/accounts/account-inputs.ts';
import { disconnectAccount, pauseAccount, resumeAccount, setAccountProject } from '#app/domains/social/accounts/change-account.server.ts';
import { changeSlots } from '#app/domains/social/accounts/change-slots.server.ts';
import { renewNow } from '#app/domains/social/accounts/renew-now.server.ts';
import { syncProfile } from '#app/domains/social/accounts/sync-profile.server.ts';
import { redirectWithToast, submission } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

const to = ({ accountId }: { accountId: string }) => `/social/accounts/${accountId}`;

export async function pause(args: Args) {
  const { org, form } = await submission(args, 'account:manage', pauseInput);
  if (!form.ok) return form.reply();
  const paused = await pauseAccount(org, form.value.accountId, form.value.reason);
  const undo = { action: to(form.value), fields: { intent: 'resume', accountId: form.value.accountId } };
  return paused.ok ? redirectWithToast(args.context, to(form.value), { message: `${paused.value.name} is paused. What is planned waits.`, undo }) : form.refuse(paused.problem);
}

export async function resume(args: Args) {
  const { org, form } = await submission(args, 'account:manage', accountInput);
  if (!form.ok) return form.reply();
  const resumed = await resumeAccount(org, form.value.accountId);
  return resumed.ok ? redirectWithToast(args.context, to(form.value), `${resumed.value.name} goes on.`) : form.refuse(resumed.problem);
}

export async function project(args: Args) {
  const { org, form } = await submission(args, 'account:manage', projectInput);
  if (!form.ok) return form.reply();
  const changed = await setAccountProject(org, form.value.accountId, form.value.projectId);
  return changed.ok ? redirectWithToast(args.context, to(form.value), 'The project is saved.') : form.refuse(changed.problem);
}

export async function slots(args: Args) {
  const { org, form } = await submission(args, 'account:manage', slotsForm);
  if (!form.ok) return form.reply();
  const changed = await changeSlots(org, form.value);
  if (!changed.ok) return form.refuse(changed.problem);
  const { name, count } = changed.value;
  return redirectWithToast(args.context, to(form.value), count === 0 ? `${name} has no posting times any more.` : `${name} has ${count === 1 ? 'one posting time' : `${count} posting times`} a week.`);
}

export async function sync(args: Args) {
  const { org, form } = await submission(args, 'account:manage', accountInput);
  if (!form.ok) return form.reply();
  const synced = await syncProfile(org, form.value.accountId);
  return synced.ok ? redirectWithToast(args.context, to(form.value), `The figures of ${synced.value.name} are fresh.`) : form.refuse(synced.problem);
}

export async function renew(args: Args) {
  const { org, form } = await submission(args, 'account:manage', accountInput);
  if (!form.ok) return form.reply();
  const renewed = await renewNow(org, form.value.accountId);
  return renewed.ok ? redirectWithToast(args.context, to(form.value), `The access to ${renewed.value.name} is renewed.`) : form.refuse(renewed.problem);
}

export async function disconnect(args: Args) {
  const { org, form } = await submission(args, 'account:manage', accountInput);
  if (!form.ok) return form.reply();
  const gone = await disconnectAccount(org, form.value.accountId);
  if (!gone.ok) return form.refuse(gone.problem);
  const { name, cancelled } = gone.value;
  const count = cancelled === 0 ? '' : cancelled === 1 ? ' One scheduled post was cancelled.' : ` ${cancelled} scheduled posts were cancelled.`;
  const undo = { action: '/social/accounts', fields: { intent: 'restore', accountId: form.value.accountId } };
  return redirectWithToast(args.context, '/social/accounts', { message: `${name} is disconnected, and its access is forgotten.${count} Brought back, it must be connected again.`, undo });
}
