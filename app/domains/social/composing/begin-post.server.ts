import { templateById } from '#db/queries/organise.ts';
import { filesOfPost, postById } from '#db/queries/posts.ts';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import { fillTemplate } from '#app/domains/content/template.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { draftAgain } from './again.ts';
import { draftFrom, filesByIds } from './draft.ts';
import { nameOf } from './post.ts';
import { begin, type SavedPost } from './save-post.server.ts';
import { FIELD_PROBLEMS } from './write-post.server.ts';

/** The words of a template with what was filled in, as a draft; the template counts that it was used. */
export async function beginFromTemplate(org: Org, { templateId, values }: { templateId: string; values: Record<string, string> }): Promise<Result<SavedPost>> {
  const found = await readFor(org, { template: templateById(templateId) });
  if (!found.ok) return found;
  const { template } = found.value;
  if (!template || template.kind !== 'post') return refused(notFound('template'));
  const filled = fillTemplate(template, values);
  if (!filled.ok) return filled;
  const { title = '', body, tags = [] } = filled.value;
  const draft = draftFrom(null, { text: renderText(body as DocumentJson).trim(), title, tags, templateId }, []);
  const id = uuid7();
  const written = await writeFor(org, (db) => [...begin(db, id, { post: null, draft, files: new Map() }), record(org, db, 'post.created', { type: 'post', id }, { words: nameOf(draft) })], FIELD_PROBLEMS);
  return written.ok ? done({ id, revision: 1 }) : written;
}

/** The same words once more, as a draft to vary: accounts, files and all, but for its time. */
export async function repeatPost(org: Org, postId: string): Promise<Result<SavedPost>> {
  const found = await readFor(org, { post: postById(postId), files: filesOfPost([], postId) });
  if (!found.ok) return found;
  const { post, files } = found.value;
  if (!post || post.deletedAt) return refused(notFound('post'));
  if (post.text.trim() === '' && post.media.length === 0) return refused(problem('conflict', 'There is nothing in it to say again.'));
  const draft = draftAgain(post, files);
  const id = uuid7();
  const written = await writeFor(org, (db) => [...begin(db, id, { post: null, draft, files: filesByIds(files) }, { repeatsId: postId }), record(org, db, 'post.created', { type: 'post', id }, { words: nameOf(draft), again: true })], FIELD_PROBLEMS);
  return written.ok ? done({ id, revision: 1 }) : written;
}
