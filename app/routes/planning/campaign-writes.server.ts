import { type ActionFunctionArgs, data } from '@remix-run/cloudflare';
import { titleOf } from '#app/domains/content/ui/words.ts';
import { addSpendingInput, campaignInput, changeCampaignInput, changeSpendingInput, duplicateCampaignInput, keepTemplateInput, linkContentInput, linkRoleInput, moveCampaignInput, outcomeInput, placeContentInput, spendingInput, tickCampaignGoalInput, unlinkContentInput, writeOutcomeInput } from '#app/domains/planning/campaign-inputs.ts';
import { CAMPAIGN_STATUS_WORDS } from '#app/domains/planning/campaign-status.ts';
import { changeCampaign, livingCampaign, moveCampaign, tickCampaignGoal } from '#app/domains/planning/change-campaign.server.ts';
import { duplicateCampaign, keepAsTemplate } from '#app/domains/planning/duplicate-campaign.server.ts';
import { changeLinkRole, linkContent, placeContent, unlinkContent } from '#app/domains/planning/link-campaign-content.server.ts';
import { removeCampaign } from '#app/domains/planning/remove-campaign.server.ts';
import { removeOutcome, restoreOutcome } from '#app/domains/planning/remove-outcome.server.ts';
import { addSpending, changeSpending, removeSpending, restoreSpending } from '#app/domains/planning/spend.server.ts';
import { money, number } from '#app/domains/planning/ui/campaigns/campaign-words.ts';
import { type Outcome, writeOutcome } from '#app/domains/planning/write-outcome.server.ts';
import { redirectWithToast, submission } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

const here = ({ params }: Args, show?: string) => `/campaigns/${params.campaignId}${show ? `?show=${show}` : ''}`;

/** Refused for being late, it comes back with how the campaign stands, so that nobody has to remember what they typed. */
async function changeAt(args: Args, show: string | undefined, sentence: (name: string) => string) {
  const { org, form } = await submission(args, 'campaign:write', changeCampaignInput);
  if (!form.ok) return form.reply();
  const changed = await changeCampaign(org, form.value);
  if (changed.ok) return redirectWithToast(args.context, here(args, show), sentence(changed.value.name));
  const refused = form.refuse(changed.problem);
  if (changed.problem.kind !== 'conflict') return refused;
  const now = await livingCampaign(org, form.value.campaignId);
  return data({ ...refused.data, ...(now.ok ? { now: now.value } : {}) }, refused.init ?? undefined);
}

export const change = (args: Args) => changeAt(args, undefined, (name) => `The campaign ${name} is saved.`);

export const links = (args: Args) => changeAt(args, 'links', (name) => `The links of ${name} are saved.`);

export async function step(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', moveCampaignInput);
  if (!form.ok) return form.reply();
  const { to, campaignId } = form.value;
  const moved = await moveCampaign(org, form.value);
  if (!moved.ok) return form.refuse(moved.problem);
  const { name, from, revision } = moved.value;
  const undo = { action: here(args), fields: { intent: 'status', campaignId, revision: String(revision), to: from } };
  return redirectWithToast(args.context, here(args), { message: `${name} is ${to === 'draft' ? 'a draft again' : CAMPAIGN_STATUS_WORDS[to].toLowerCase()}.`, undo });
}

/** Said beside the page, which shows the mark at once. */
export async function tick(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', tickCampaignGoalInput);
  if (!form.ok) return form.reply();
  const ticked = await tickCampaignGoal(org, form.value);
  return ticked.ok ? null : form.refuse(ticked.problem);
}

export async function duplicate(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', duplicateCampaignInput);
  if (!form.ok) return form.reply();
  const made = await duplicateCampaign(org, form.value);
  if (!made.ok) return form.refuse(made.problem);
  const { id, name, entries } = made.value;
  const along = entries === 0 ? '' : ` ${entries === 1 ? '1 calendar entry' : `${entries} calendar entries`} came along.`;
  return redirectWithToast(args.context, `/campaigns/${id}`, { message: `${name} is a draft.${along}`, undo: { action: `/campaigns/${id}`, fields: { intent: 'remove', campaignId: id } } });
}

export async function keepTemplate(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', keepTemplateInput);
  if (!form.ok) return form.reply();
  const kept = await keepAsTemplate(org, form.value);
  if (!kept.ok) return form.refuse(kept.problem);
  const { id, name } = kept.value;
  return redirectWithToast(args.context, `/campaigns/${id}`, { message: `${name} is kept as a template.`, undo: { action: `/campaigns/${id}`, fields: { intent: 'remove', campaignId: id } } });
}

export async function remove(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', campaignInput);
  if (!form.ok) return form.reply();
  const { campaignId } = form.value;
  const removed = await removeCampaign(org, campaignId);
  if (!removed.ok) return form.refuse(removed.problem);
  const { name, isTemplate } = removed.value;
  const undo = { action: '/campaigns', fields: { intent: 'restore', campaignId } };
  return redirectWithToast(args.context, isTemplate ? '/campaigns?show=templates' : '/campaigns', { message: isTemplate ? `The template ${name} is removed.` : `The campaign ${name} is removed. Its pieces stay.`, undo });
}

export async function spend(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', addSpendingInput);
  if (!form.ok) return form.reply();
  const { campaignId } = form.value;
  const spent = await addSpending(org, form.value);
  if (!spent.ok) return form.refuse(spent.problem);
  const { id, amount, currency } = spent.value;
  return redirectWithToast(args.context, here(args, 'spending'), { message: `${money(amount, currency)} is added.`, undo: { action: here(args, 'spending'), fields: { intent: 'remove-spending', campaignId, spendingId: id } } });
}

export async function changeSpent(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', changeSpendingInput);
  if (!form.ok) return form.reply();
  const changed = await changeSpending(org, form.value);
  return changed.ok ? redirectWithToast(args.context, here(args, 'spending'), `The entry is saved: ${money(changed.value.amount, changed.value.currency)}.`) : form.refuse(changed.problem);
}

export async function removeSpent(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', spendingInput);
  if (!form.ok) return form.reply();
  const removed = await removeSpending(org, form.value);
  if (!removed.ok) return form.refuse(removed.problem);
  const undo = { action: here(args, 'spending'), fields: { intent: 'restore-spending', ...form.value } };
  return redirectWithToast(args.context, here(args, 'spending'), { message: `${money(removed.value.amount, removed.value.currency)} is removed.`, undo });
}

export async function restoreSpent(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', spendingInput);
  if (!form.ok) return form.reply();
  const restored = await restoreSpending(org, form.value);
  return restored.ok ? redirectWithToast(args.context, here(args, 'spending'), `${money(restored.value.amount, restored.value.currency)} is back.`) : form.refuse(restored.problem);
}

const cameOf = ({ conversions, revenue, currency }: Outcome) => `${conversions === 1 ? '1 conversion' : `${number(conversions)} conversions`}${revenue === null ? '' : ` and ${money(revenue, currency)}`}`;
const isOne = ({ conversions, revenue }: Outcome) => conversions === 1 && revenue === null;

export async function addOutcome(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', writeOutcomeInput);
  if (!form.ok) return form.reply();
  const written = await writeOutcome(org, form.value);
  if (!written.ok) return form.refuse(written.problem);
  const undo = { action: here(args, 'results'), fields: { intent: 'remove-outcome', campaignId: form.value.campaignId, outcomeId: written.value.id } };
  return redirectWithToast(args.context, here(args, 'results'), { message: `${cameOf(written.value)} ${isOne(written.value) ? 'is' : 'are'} added.`, undo });
}

export async function takeOutOutcome(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', outcomeInput);
  if (!form.ok) return form.reply();
  const removed = await removeOutcome(org, form.value);
  if (!removed.ok) return form.refuse(removed.problem);
  const undo = { action: here(args, 'results'), fields: { intent: 'restore-outcome', ...form.value } };
  return redirectWithToast(args.context, here(args, 'results'), { message: `${cameOf(removed.value)} ${isOne(removed.value) ? 'is' : 'are'} removed.`, undo });
}

export async function putBackOutcome(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', outcomeInput);
  if (!form.ok) return form.reply();
  const restored = await restoreOutcome(org, form.value);
  return restored.ok ? redirectWithToast(args.context, here(args, 'results'), `${cameOf(restored.value)} ${isOne(restored.value) ? 'is' : 'are'} back.`) : form.refuse(restored.problem);
}

export async function link(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', linkContentInput);
  if (!form.ok) return form.reply();
  const linked = await linkContent(org, form.value);
  if (!linked.ok) return form.refuse(linked.problem);
  const find = new URL(args.request.url).searchParams.get('find');
  return redirectWithToast(args.context, `${here(args, 'content')}${find ? `&find=${encodeURIComponent(find)}` : ''}`, `${titleOf(linked.value)} is part of the campaign.`);
}

export async function unlink(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', unlinkContentInput);
  if (!form.ok) return form.reply();
  const out = await unlinkContent(org, form.value);
  if (!out.ok) return form.refuse(out.problem);
  const { role, before } = out.value;
  const undo = { action: here(args, 'content'), fields: { intent: 'link', ...form.value, role, before: before ?? '' } };
  return redirectWithToast(args.context, here(args, 'content'), { message: `${titleOf(out.value)} is not part of the campaign any more.`, undo });
}

/** Said beside the page, which shows the choice at once. Without scripts it is a page again. */
export async function role(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', linkRoleInput);
  if (!form.ok) return form.reply();
  const changed = await changeLinkRole(org, form.value);
  return changed.ok ? null : form.refuse(changed.problem);
}

export async function place(args: Args) {
  const { org, form } = await submission(args, 'campaign:write', placeContentInput);
  if (!form.ok) return form.reply();
  const placed = await placeContent(org, form.value);
  return placed.ok ? null : form.refuse(placed.problem);
}
