import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { pauseSocialInput, resumeSocialInput } from '#app/domains/social/publishing/pause-inputs.ts';
import { pauseSocial, resumeSocial } from '#app/domains/social/publishing/pause-social.server.ts';
import { here, redirectWithToast, safeNext, submission, submittedForm } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

export async function pause(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', pauseSocialInput);
  if (!form.ok) return form.reply();
  const paused = await pauseSocial(org, form.value);
  return paused.ok ? redirectWithToast(args.context, here(args.request), 'All posts are paused.') : form.refuse(paused.problem);
}

const LATE_DONE = { own: 'What was late went by its own rule.', publish: 'What was late goes out now.', hold: 'What was late waits for a person.', skip: 'What was late was skipped.' };

export async function resume(args: Args) {
  const { org, form } = await submission(args, 'post:schedule', resumeSocialInput);
  if (!form.ok) return form.reply();
  const resumed = await resumeSocial(org, form.value);
  if (!resumed.ok) return form.refuse(resumed.problem);
  const back = String((await submittedForm(args)).get('back') ?? '/social');
  return redirectWithToast(args.context, safeNext(back), `Posts go out again.${resumed.value.late > 0 ? ` ${LATE_DONE[form.value.late]}` : ''}`);
}
