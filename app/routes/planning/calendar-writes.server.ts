import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { setEntryStatus } from '#app/domains/planning/change-entry.server.ts';
import { dropCalendarViewInput, entryInput, entryStatusInput, keepCalendarViewInput, moveEntryInput, putBackEntryInput, rejoinEntryInput, restoreEntryInput } from '#app/domains/planning/calendar-inputs.ts';
import { ENTRY_STATUS_WORDS } from '#app/domains/planning/entry-status.ts';
import { dropCalendarView, keepCalendarView } from '#app/domains/planning/keep-calendar-view.server.ts';
import { type Moved, moveEntry, putBackEntry } from '#app/domains/planning/move-entry.server.ts';
import { removeEntry, restoreEntry } from '#app/domains/planning/remove-entry.server.ts';
import { rejoinEntry } from '#app/domains/planning/split-entry.server.ts';
import { reschedulePostsInput } from '#app/domains/social/composing/inputs.ts';
import { reschedulePosts } from '#app/domains/social/composing/reschedule-posts.server.ts';
import { movePublicationInput } from '#app/domains/publishing/inputs.ts';
import { movePublication } from '#app/domains/publishing/move-publication.server.ts';
import { here, redirectWithToast, submission, submittedForm } from '#app/platform/guard.server.ts';
import { instantOf } from '#app/platform/time.ts';
import { absolute } from '#app/ui/zoned-time.ts';

type Args = ActionFunctionArgs;

/** Where the page that sent it was: an undo in a toast comes without its address. */
const back = async (args: Args) => {
  const asked = String((await submittedForm(args)).get('back') ?? '');
  return asked.startsWith('/calendar') || asked.startsWith('/content') ? asked : here(args.request);
};

const listed = (titles: readonly string[]) => titles.slice(0, 2).map((title) => `“${title}”`).join(' and ');
export const besides = (clashes: readonly string[]) => (clashes.length === 0 ? '' : ` In the same hour: ${listed(clashes)}${clashes.length > 2 ? ` and ${clashes.length - 2} more` : ''}.`);

function undoOf(moved: Moved, to: string): { action: string; fields: Record<string, string> } {
  const { id, revision, before, occurrence, split, series } = moved;
  if (split) return { action: '/calendar', fields: { intent: 'rejoin', entryId: id, newId: split.id, revision: String(revision), ends: split.ends, days: String(split.days), back: to } };
  if (series) return { action: '/calendar', fields: { intent: 'put-back', entryId: id, revision: String(revision), ...series, back: to } };
  return { action: '/calendar', fields: { intent: 'move', entryId: id, revision: String(revision), date: before.date, time: before.time, ...(occurrence ? { occurrence, scope: 'this' } : {}), back: to } };
}

export async function move(args: Args) {
  const { org, form } = await submission(args, 'calendar:write', moveEntryInput);
  if (!form.ok) return form.reply();
  const moved = await moveEntry(org, form.value);
  if (!moved.ok) return form.refuse(moved.problem);
  const to = await back(args);
  const { title, at, zone, isAllDay, clashes, comesBack } = moved.value;
  const undo = comesBack ? { undo: undoOf(moved.value, to) } : {};
  return redirectWithToast(args.context, to, { message: `“${title}” is on ${absolute(new Date(at), zone, new Date(), !isAllDay)} now.${besides(clashes)}`, ...undo });
}

export async function movePublished(args: Args) {
  const { org, form } = await submission(args, 'content:publish', movePublicationInput);
  if (!form.ok) return form.reply();
  const moved = await movePublication(org, form.value);
  if (!moved.ok) return form.refuse(moved.problem);
  const to = await back(args);
  const fields = await submittedForm(args);
  const [date, time] = [String(fields.get('beforeDate') ?? ''), String(fields.get('beforeTime') ?? '')];
  const undo = date && time ? { undo: { action: '/calendar', fields: { intent: 'move-publication', publicationId: form.value.publicationId, date, time, zone: form.value.zone, back: to } } } : {};
  return redirectWithToast(args.context, to, { message: `It goes out ${absolute(new Date(moved.value.dueAt), form.value.zone, new Date())}.`, ...undo });
}

/** A post keeps its words and gets another moment; what else it has to say about that, its own domain knows. */
export async function movePost(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', reschedulePostsInput);
  if (!form.ok) return form.reply();
  const moved = await reschedulePosts(org, form.value);
  if (!moved.ok) return form.refuse(moved.problem);
  const to = await back(args);
  const [was] = moved.value.from;
  const fields = await submittedForm(args);
  const [date, time, zone] = ['date', 'time', 'zone'].map((name) => String(fields.get(name) ?? '')) as [string, string, string];
  const at = instantOf({ date, time }, zone);
  const undo = was ? { undo: { action: '/calendar', fields: { intent: 'move-post', moves: `${was.postId}@${was.at}`, back: to } } } : {};
  return redirectWithToast(args.context, to, { message: at.ok ? `The post goes out ${absolute(at.value.at, zone, new Date())}.` : 'The post is where it was.', ...undo });
}

export async function rejoin(args: Args) {
  const { org, form } = await submission(args, 'calendar:write', rejoinEntryInput);
  if (!form.ok) return form.reply();
  const joined = await rejoinEntry(org, form.value);
  return joined.ok ? redirectWithToast(args.context, await back(args), `“${joined.value.title}” goes on as it did.`) : form.refuse(joined.problem);
}

export async function putBack(args: Args) {
  const { org, form } = await submission(args, 'calendar:write', putBackEntryInput);
  if (!form.ok) return form.reply();
  const former = await putBackEntry(org, form.value);
  return former.ok ? redirectWithToast(args.context, await back(args), `“${former.value.title}” is where it was.`) : form.refuse(former.problem);
}

export async function status(args: Args) {
  const { org, form } = await submission(args, 'calendar:write', entryStatusInput);
  if (!form.ok) return form.reply();
  const set = await setEntryStatus(org, form.value);
  if (!set.ok) return form.refuse(set.problem);
  const to = await back(args);
  const { entryId, occurrence, status: now } = form.value;
  const fields = { intent: 'status', entryId, revision: String(set.value.revision), status: set.value.before, ...(occurrence ? { occurrence } : {}), back: to };
  return redirectWithToast(args.context, to, { message: `“${set.value.title}”: ${ENTRY_STATUS_WORDS[now].toLowerCase()}.`, undo: { action: '/calendar', fields } });
}

export async function remove(args: Args) {
  const { org, form } = await submission(args, 'calendar:write', entryInput);
  if (!form.ok) return form.reply();
  const removed = await removeEntry(org, form.value);
  if (!removed.ok) return form.refuse(removed.problem);
  const to = await back(args);
  const { entryId, occurrence, scope } = form.value;
  const { title, ends } = removed.value;
  const undo = ends ? {} : { undo: { action: '/calendar', fields: { intent: 'restore', entryId, ...(occurrence && scope === 'this' ? { occurrence } : {}), back: to } } };
  return redirectWithToast(args.context, to, { message: `“${title}” is out of the calendar.`, ...undo });
}

export async function restore(args: Args) {
  const { org, form } = await submission(args, 'calendar:write', restoreEntryInput);
  if (!form.ok) return form.reply();
  const restored = await restoreEntry(org, form.value);
  return restored.ok ? redirectWithToast(args.context, await back(args), `“${restored.value.title}” is back.`) : form.refuse(restored.problem);
}

export async function keepView(args: Args) {
  const { org, form } = await submission(args, 'calendar:write', keepCalendarViewInput);
  if (!form.ok) return form.reply();
  const kept = await keepCalendarView(org, form.value);
  return kept.ok ? redirectWithToast(args.context, `/calendar?${form.value.query}`, `The view “${form.value.name}” is kept.`) : form.refuse(kept.problem);
}

export async function dropView(args: Args) {
  const { org, form } = await submission(args, 'calendar:write', dropCalendarViewInput);
  if (!form.ok) return form.reply();
  const dropped = await dropCalendarView(org, form.value.id);
  if (!dropped.ok) return form.refuse(dropped.problem);
  const { name, query, shared } = dropped.value;
  return redirectWithToast(args.context, '/calendar', { message: `The view “${name}” is gone.`, undo: { action: '/calendar', fields: { intent: 'keep-view', name, query, shared: String(shared) } } });
}
