import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { postById } from '#db/queries/posts.ts';
import { keepPostInput } from '#app/domains/social/composing/inputs.ts';
import { wordsOfPost } from '#app/domains/social/composing/post-words.ts';
import { createPost, savePost } from '#app/domains/social/composing/save-post.server.ts';
import { submission } from '#app/platform/guard.server.ts';
import { readFor } from '#app/platform/org.server.ts';
import { notFound, type Problem, STATUS } from '#app/platform/problem.ts';

/** Where the composer saves to by itself: answered in JSON, a conflict with the other version. */
export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'post:write', keepPostInput);
  if (!form.ok) return refusal(invalidOf((form.reply().data as { errors: Record<string, string> }).errors));
  const { postId, revision, changes } = form.value;
  const saved = revision === 0 ? await createPost(org, changes, postId) : await savePost(org, { ...changes, postId, revision }, { byItself: true });
  if (saved.ok) return Response.json({ ...saved.value, status: 'draft' });
  if (saved.problem.kind !== 'conflict' || saved.problem.field) return refusal(saved.problem);
  const found = await readFor(org, { post: postById(postId) });
  return found.ok && found.value.post ? refusal(saved.problem, { theirs: wordsOfPost(found.value.post) }) : refusal(notFound('post'));
}

/** The first field that cannot be kept, by its own name. */
function invalidOf(errors: Record<string, string>): Problem {
  const [path, message] = Object.entries(errors)[0] ?? ['', 'This cannot be saved.'];
  const field = /^changes\.(\w+)/.exec(path)?.[1];
  return { kind: 'invalid', message, ...(field ? { field } : {}) };
}

const refusal = (problem: Problem, more: object = {}) => Response.json({ problem, ...more }, { status: STATUS[problem.kind] });
