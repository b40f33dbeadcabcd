import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { itemById } from '#db/queries/content.ts';
import { saveItemInput } from '#app/domains/content/inputs.ts';
import { saveItem } from '#app/domains/content/save-item.server.ts';
import { versionOf } from '#app/domains/content/version.ts';
import { submission } from '#app/platform/guard.server.ts';
import { readFor } from '#app/platform/org.server.ts';
import { type Problem, STATUS } from '#app/platform/problem.ts';

/** Where the editor saves to. It asks by itself, so it is answered in JSON; a conflict comes with the other version. */
export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'content:write', saveItemInput);
  if (!form.ok) return refusal(invalidOf((form.reply().data as { errors: Record<string, string> }).errors));
  const saved = await saveItem(org, form.value);
  if (saved.ok) return Response.json(saved.value);
  if (saved.problem.kind !== 'conflict' || saved.problem.field) return refusal(saved.problem);
  const found = await readFor(org, { item: itemById(form.value.itemId) });
  return refusal(saved.problem, found.ok && found.value.item ? { theirs: versionOf(found.value.item) } : {});
}

/** The first field that cannot be kept, by its own name. */
function invalidOf(errors: Record<string, string>): Problem {
  const [path, message] = Object.entries(errors)[0] ?? ['', 'This cannot be saved.'];
  const field = /^changes\.(\w+)/.exec(path)?.[1];
  return { kind: 'invalid', message, ...(field ? { field } : {}) };
}

const refusal = (problem: Problem, more: object = {}) => Response.json({ problem, ...more }, { status: STATUS[problem.kind] });
