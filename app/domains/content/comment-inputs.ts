import { z } from 'zod';
import { MOST_LETTERS } from './comment.ts';
import { COMMENT_STATUSES } from '#db/schema/choices.ts';

const id = z.uuid('This is not a valid id.');

/** Line breaks as one letter, and none of the letters that nobody can see. */
const clean = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '').trim();

const body = z
  .string({ error: 'The comment is empty.' })
  .transform(clean)
  .pipe(z.string().min(1, 'The comment is empty.').max(MOST_LETTERS, `A comment can have at most ${MOST_LETTERS} characters.`));

const place = z.string().max(500, 'The place of a comment is too long.');
const anchor = z.strictObject({ quote: place.min(1), before: place, after: place });

const fromJson = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'This is not JSON.' });
    return z.NEVER;
  }
};
/** A form sends a structure as JSON in one field. */
const structured = <S extends z.ZodType>(schema: S) => z.union([z.string().transform(fromJson).pipe(schema), schema]);

export const commentInput = z.object({ itemId: id, body, anchor: z.union([z.literal('').transform(() => null), z.null(), structured(anchor)]).default(null) });
export const answerInput = z.object({ itemId: id, parentId: id, body });
export const editCommentInput = z.object({ commentId: id, body });
export const commentOnlyInput = z.object({ commentId: id });
/** Where the comments of an item stand after its words moved, all in one write. */
export const anchorsInput = z.object({ itemId: id, anchors: structured(z.array(z.strictObject({ id, anchor })).min(1).max(500, 'At most 500 comments at a time.')) });

export const commentStatus = z.enum(COMMENT_STATUSES, { error: 'Choose a status.' });
export const commentsInput = z.object({ ids: z.array(id).min(1, 'Choose at least one comment.').max(200, 'Choose at most 200 comments at a time.') });
export const markCommentsInput = commentsInput.extend({ to: commentStatus });

/** What a stranger sends. Nobody who reads the form sees the field `website`, so whoever fills it in is a program. */
export const readerCommentInput = z.object({
  name: z.string({ error: 'The name is missing.' }).transform(clean).pipe(z.string().min(1, 'The name is missing.').max(80, 'The name can have at most 80 characters.')),
  email: z.union([z.literal(''), z.email('This is not an email address.').max(254, 'This is not an email address.')]).default(''),
  body,
  parent: z.union([z.literal('').transform(() => null), z.null(), id]).default(null),
  website: z.string().max(2000).default(''),
});

export const readerCommentsRuleInput = z.object({ comments: z.stringbool().or(z.boolean()).default(false) });
