import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import type { z } from 'zod';
import { confirmInput, targetInput } from '#app/domains/social/publishing/resolve-inputs.ts';
import { confirmByPerson, type Decided, letBe, retryTarget, sendAgain } from '#app/domains/social/publishing/resolve-target.server.ts';
import { redirectWithToast, safeNext, submission, submittedForm } from '#app/platform/guard.server.ts';
import type { Org } from '#app/platform/org.server.ts';
import type { Result } from '#app/platform/result.ts';

type Args = ActionFunctionArgs;

/** Where the page that sent it was: the list of what waits, or the post itself. */
const back = async (args: Args) => {
  const asked = String((await submittedForm(args)).get('back') ?? '');
  return asked.startsWith('/social') ? safeNext(asked) : '/social/needs-you';
};

async function decided<S extends z.ZodType, D extends Decided>(args: Args, input: S, command: (org: Org, value: z.output<S>) => Promise<Result<D>>, says: (decided: D) => string) {
  const { org, form } = await submission(args, 'post:schedule', input);
  if (!form.ok) return form.reply();
  const answer = await command(org, form.value);
  return answer.ok ? redirectWithToast(args.context, await back(args), says(answer.value)) : form.refuse(answer.problem);
}

export const confirm = (args: Args) => decided(args, confirmInput, confirmByPerson, ({ account, goesOn }) => (goesOn ? `It is live on ${account}. What follows it goes out now.` : `It is live on ${account}.`));
export const resend = (args: Args) => decided(args, targetInput, sendAgain, ({ account }) => `It goes to ${account} now.`);
export const retry = (args: Args) => decided(args, targetInput, retryTarget, ({ account }) => `It is tried again on ${account}.`);
export const leave = (args: Args) => decided(args, targetInput, letBe, ({ account }) => `It stays as it is on ${account}.`);
