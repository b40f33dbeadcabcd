import { z } from 'zod';
import { PROJECT_ROLES, PROJECT_STATUSES } from '#db/schema/choices.ts';

const id = z.uuid('This is not a valid id.');
const optionalId = z.union([z.literal('').transform(() => null), z.null(), id]);
const text = (most: number, what: string) => z.string().trim().max(most, `The ${what} can have at most ${most} characters.`);
const revision = z.coerce.number('Say which revision you saw.').int().positive('Say which revision you saw.').max(2_147_483_647, 'Say which revision you saw.');

/** A form sends one text with commas or lines; a program sends a list. */
const listed = z.union([z.string().transform((all) => all.split(/[,\n]/)), z.array(z.string())]).transform((all) => [...new Set(all.map((each) => each.trim()).filter(Boolean))]);
const words = (most: number) => listed.pipe(z.array(z.string().max(60, 'A word can have at most 60 characters.')).max(most, `At most ${most} words.`));
const colors = listed.pipe(z.array(z.string().regex(/^#[0-9a-f]{6}$/i, 'Write a colour as # and six digits, such as #1d4ed8.').toLowerCase()).max(12, 'At most 12 colours.'));
const ids = (most: number, what: string) => z.array(id).max(most, `At most ${most} ${what}.`).transform((all) => [...new Set(all)]);

/** A day that there is: not the 30th of February. */
const day = z.union([
  z.literal('').transform(() => null),
  z.null(),
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the day as 2026-05-04.').refine((typed) => typed.startsWith(new Date(`${typed}T00:00:00Z`).toJSON()?.slice(0, 10) ?? '-'), 'There is no such day.').refine((typed) => typed >= '1900-01-01', 'This day is too long ago.'),
]);

const goal = z.object({
  /** One that is there already keeps its mark. */
  id: optionalId.default(null),
  text: text(200, 'goal'),
  done: z.boolean().optional(),
});
const goals = z.array(goal.nullable()).max(50, 'At most 50 goals.').transform((all) => all.filter((each) => each !== null && each.text !== '').map((each) => each!));

const fields = {
  name: z.string({ error: 'Type a name.' }).trim().min(1, 'Type a name.').max(120, 'The name can have at most 120 characters.'),
  description: text(2000, 'description'),
  targetAudience: text(2000, 'audience'),
  ownerId: optionalId,
  startsOn: day,
  endsOn: day,
  goals,
  voice: text(500, 'voice'),
  tone: text(500, 'tone'),
  style: text(1000, 'style'),
  wordsToUse: words(100),
  wordsToAvoid: words(100),
  colors,
  logoAssetId: optionalId,
  categoryIds: ids(200, 'categories'),
  tagIds: ids(200, 'tags'),
};

/** A form says `goals.0.text`; the schema reads a list. */
function gathered(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  const rows: Record<string, unknown>[] = [];
  const own: [string, unknown][] = [];
  for (const [name, value] of Object.entries(sent)) {
    const [, row, field] = /^goals\.(\d{1,2})\.(\w+)$/.exec(name) ?? [];
    if (row === undefined || field === undefined) own.push([name, value]);
    else rows[Number(row)] = { ...rows[Number(row)], [field]: value };
  }
  return Object.fromEntries([...own, ...(rows.length > 0 ? [['goals', Array.from(rows, (row) => row ?? null)]] : [])]);
}

const inOrder = ({ startsOn, endsOn }: { startsOn?: string | null | undefined; endsOn?: string | null | undefined }) => !startsOn || !endsOn || startsOn <= endsOn;
const ORDER = { path: ['endsOn'], error: 'It ends before it starts.' };

const fresh = z.object({
  ...fields,
  description: fields.description.default(''),
  targetAudience: fields.targetAudience.default(''),
  ownerId: fields.ownerId.optional(),
  startsOn: fields.startsOn.default(null),
  endsOn: fields.endsOn.default(null),
  goals: goals.prefault([]),
  voice: fields.voice.default(''),
  tone: fields.tone.default(''),
  style: fields.style.default(''),
  wordsToUse: fields.wordsToUse.prefault([]),
  wordsToAvoid: fields.wordsToAvoid.prefault([]),
  colors: colors.prefault([]),
  logoAssetId: fields.logoAssetId.default(null),
  categoryIds: fields.categoryIds.prefault([]),
  tagIds: fields.tagIds.prefault([]),
});

export const newProjectInput = z.preprocess(gathered, fresh.refine(inOrder, ORDER));
/** What is not named stays as it is. */
export const changeProjectInput = z.preprocess(gathered, z.object(fields).partial().extend({ projectId: id, revision }).refine(inOrder, ORDER));
export const moveProjectInput = z.object({ projectId: id, revision, to: z.enum(PROJECT_STATUSES, { error: 'Choose a status.' }) });
export const projectInput = z.object({ projectId: id });
export const tickGoalInput = z.object({ projectId: id, goalId: id, done: z.stringbool().or(z.boolean()) });
export const projectMemberInput = z.object({ projectId: id, userId: z.uuid('Choose a person.'), role: z.enum(PROJECT_ROLES, { error: 'Choose a role.' }) });
export const leaveProjectInput = z.object({ projectId: id, userId: id });

/** What cannot be read is as if it were not there. */
export const projectFilterInput = z.object({
  status: z.enum(PROJECT_STATUSES).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
});

export const PROJECT_FIELDS = fields;
export type ProjectFields = z.output<typeof newProjectInput>;
export type ProjectChanges = Omit<z.output<typeof changeProjectInput>, 'projectId' | 'revision'>;
