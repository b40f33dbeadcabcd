import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { anchorsInput } from '#app/domains/content/comment-inputs.ts';
import { updateAnchors } from '#app/domains/content/comment-on-item.server.ts';
import { submission } from '#app/platform/guard.server.ts';
import { type Problem, problem, STATUS } from '#app/platform/problem.ts';

/** Where the editor tells the places of the comments after an edit moved them. It asks by itself, so it is answered in JSON. */
export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'content:comment', anchorsInput);
  if (!form.ok) return refusal(problem('invalid', 'These places cannot be kept.'));
  const updated = await updateAnchors(org, form.value);
  return updated.ok ? Response.json({ kept: form.value.anchors.length }) : refusal(updated.problem);
}

const refusal = (said: Problem) => Response.json({ problem: said }, { status: STATUS[said.kind] });
