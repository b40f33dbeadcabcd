import { type ActionFunctionArgs, data } from '@remix-run/cloudflare';
import { moveItemInput, requestReviewInput } from '#app/domains/content/inputs.ts';
import { moveItem } from '#app/domains/content/move-item.server.ts';
import { requestReview } from '#app/domains/content/review-item.server.ts';
import { STATUS_WORDS } from '#app/domains/content/status.ts';
import { titleOf } from '#app/domains/content/ui/words.ts';
import { comesBack } from '#app/domains/planning/board.ts';
import { removeProjectMember, setProjectMember } from '#app/domains/planning/change-project-members.server.ts';
import { changeProject, livingProject, moveProject } from '#app/domains/planning/change-project.server.ts';
import { changeProjectInput, leaveProjectInput, moveProjectInput, projectInput, projectMemberInput, tickGoalInput } from '#app/domains/planning/project-inputs.ts';
import { PROJECT_ROLE_WORDS, PROJECT_STATUS_WORDS } from '#app/domains/planning/project.ts';
import { removeProject } from '#app/domains/planning/remove-project.server.ts';
import { tickGoal } from '#app/domains/planning/tick-goal.server.ts';
import { redirectWithToast, submission } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

const here = ({ params }: Args, show?: string) => `/projects/${params.projectId}${show ? `?show=${show}` : ''}`;

/** Refused for being late, it comes back with how the project stands, so that nobody has to remember what they typed. */
export async function change(args: Args) {
  const { org, form } = await submission(args, 'project:read', changeProjectInput);
  if (!form.ok) return form.reply();
  const changed = await changeProject(org, form.value);
  if (changed.ok) return redirectWithToast(args.context, here(args, 'about'), `The project ${changed.value.name} is saved.`);
  const refused = form.refuse(changed.problem);
  if (changed.problem.kind !== 'conflict') return refused;
  const now = await livingProject(org, form.value.projectId);
  return data({ ...refused.data, ...(now.ok ? { now: now.value } : {}) }, refused.init ?? undefined);
}

export async function step(args: Args) {
  const { org, form } = await submission(args, 'project:read', moveProjectInput);
  if (!form.ok) return form.reply();
  const moved = await moveProject(org, form.value);
  if (!moved.ok) return form.refuse(moved.problem);
  const { name, from, revision } = moved.value;
  const undo = { action: here(args), fields: { intent: 'status', projectId: form.value.projectId, revision: String(revision), to: from } };
  return redirectWithToast(args.context, here(args), { message: `${name} is ${PROJECT_STATUS_WORDS[form.value.to].toLowerCase()}.`, ...(form.value.to === 'archived' && from !== 'active' ? {} : { undo }) });
}

/** Said beside the page, which shows the mark at once. */
export async function tick(args: Args) {
  const { org, form } = await submission(args, 'project:read', tickGoalInput);
  if (!form.ok) return form.reply();
  const ticked = await tickGoal(org, form.value);
  return ticked.ok ? null : form.refuse(ticked.problem);
}

export async function setMember(args: Args) {
  const { org, form } = await submission(args, 'project:read', projectMemberInput);
  if (!form.ok) return form.reply();
  const set = await setProjectMember(org, form.value);
  return set.ok ? redirectWithToast(args.context, here(args, 'people'), `${set.value.person} is ${PROJECT_ROLE_WORDS[form.value.role].word.toLowerCase()} of the project.`) : form.refuse(set.problem);
}

export async function removeMember(args: Args) {
  const { org, form } = await submission(args, 'project:read', leaveProjectInput);
  if (!form.ok) return form.reply();
  const removed = await removeProjectMember(org, form.value);
  if (!removed.ok) return form.refuse(removed.problem);
  const undo = { action: here(args, 'people'), fields: { intent: 'set-member', ...form.value, role: removed.value.role } };
  return redirectWithToast(args.context, here(args, 'people'), { message: `${removed.value.person} is off the project.`, undo });
}

export async function remove(args: Args) {
  const { org, form } = await submission(args, 'project:write', projectInput);
  if (!form.ok) return form.reply();
  const removed = await removeProject(org, form.value.projectId);
  if (!removed.ok) return form.refuse(removed.problem);
  return redirectWithToast(args.context, '/projects', { message: `The project ${removed.value.name} is removed. Its pieces stay.`, undo: { action: '/projects', fields: { intent: 'restore', projectId: form.value.projectId } } });
}

/** A card that was dropped: content's own step, with content's own rule. */
export async function moveCard(args: Args) {
  const { org, form } = await submission(args, 'content:write', moveItemInput);
  if (!form.ok) return form.reply();
  const moved = await moveItem(org, form.value);
  if (!moved.ok) return form.refuse(moved.problem);
  const { itemId, to } = form.value;
  const { title, from, revision } = moved.value;
  const undo = comesBack(from, to) ? { undo: { action: here(args), fields: { intent: 'move', itemId, revision: String(revision), to: from } } } : {};
  return redirectWithToast(args.context, here(args), { message: `${titleOf({ title })} is ${to === 'archived' ? 'archived' : 'a draft again'}.`, ...undo });
}

export async function askForReview(args: Args) {
  const { org, form } = await submission(args, 'content:write', requestReviewInput);
  if (!form.ok) return form.reply();
  const asked = await requestReview(org, form.value);
  return asked.ok ? redirectWithToast(args.context, here(args), `The request is sent. The piece is ${STATUS_WORDS.in_review.toLowerCase()}.`) : form.refuse(asked.problem);
}
