import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { itemsOfRelease, releaseById } from '#db/queries/publishing.ts';
import { changeRelease, leaveOut, removeRelease } from '#app/domains/publishing/gather-release.server.ts';
import { changeReleaseInput, gatherInput, releaseInput, scheduleReleaseInput } from '#app/domains/publishing/inputs.ts';
import { cancelRelease, scheduleRelease } from '#app/domains/publishing/schedule-release.server.ts';
import { ReleasePage } from '#app/domains/publishing/ui/release-page.tsx';
import { withIds } from '#app/platform/form.server.ts';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.release.name ?? 'Release'} · Masthead` }];

export async function loader(args: LoaderFunctionArgs) {
  const { releaseId } = args.params;
  if (!isUuid(releaseId)) throw answer(notFound('release'));
  const { viewer, release, items } = await read(args, 'content:read', { release: releaseById(releaseId), items: itemsOfRelease(releaseId) });
  if (!release) throw answer(notFound('release'));
  return { release, items, why: whyNot(viewer, 'content:publish') };
}

type Args = ActionFunctionArgs;
const here = ({ params }: Args) => `/content/releases/${params.releaseId}`;

export async function action(args: Args) {
  switch (await intentOf(args)) {
    case 'schedule-release':
      return schedule(args);
    case 'cancel-release':
      return cancel(args);
    case 'change-release':
      return change(args);
    case 'leave-out':
      return leave(args);
    case 'remove-release':
      return remove(args);
    default:
      throw unknownIntent();
  }
}

async function schedule(args: Args) {
  const { org, form } = await submission(args, 'content:publish', scheduleReleaseInput);
  if (!form.ok) return form.reply();
  const scheduled = await scheduleRelease(org, form.value);
  if (!scheduled.ok) return form.refuse(scheduled.problem);
  return redirectWithToast(args.context, here(args), scheduled.value.dueAt ? 'The release is scheduled.' : 'All of it is live.');
}

async function cancel(args: Args) {
  const { org, form } = await submission(args, 'content:publish', releaseInput);
  if (!form.ok) return form.reply();
  const cancelled = await cancelRelease(org, form.value);
  return cancelled.ok ? redirectWithToast(args.context, here(args), 'The release is off the schedule and open again.') : form.refuse(cancelled.problem);
}

async function change(args: Args) {
  const { org, form } = await submission(args, 'content:publish', changeReleaseInput);
  if (!form.ok) return form.reply();
  const changed = await changeRelease(org, form.value);
  return changed.ok ? redirectWithToast(args.context, here(args), 'Saved.') : form.refuse(changed.problem);
}

async function leave(args: Args) {
  const { org, form } = await submission(args, 'content:publish', withIds(gatherInput));
  if (!form.ok) return form.reply();
  const left = await leaveOut(org, form.value);
  if (!left.ok) return form.refuse(left.problem);
  return redirectWithToast(args.context, here(args), 'It is not in the release any more.');
}

async function remove(args: Args) {
  const { org, form } = await submission(args, 'content:publish', releaseInput);
  if (!form.ok) return form.reply();
  const removed = await removeRelease(org, form.value);
  return removed.ok ? redirectWithToast(args.context, '/content/releases', 'The release is gone; its pieces stay.') : form.refuse(removed.problem);
}

export default function ReleaseRoute() {
  return <ReleasePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
