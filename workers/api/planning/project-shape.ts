import { z } from 'zod';
import { CONTENT_STATUSES, PROJECT_ROLES, PROJECT_STATUSES } from '#db/schema/choices.ts';
import type { BrandGuidelines, Goal as KeptGoal } from '#db/schema/projects.ts';
import { PROJECT_FIELDS } from '#app/domains/planning/project-inputs.ts';
import { id, instant } from '../shapes.ts';

const text = (description: string) => z.string().meta({ description });
const words = (description: string) => z.array(z.string()).meta({ description });
const named = z.uuid('This is not a valid id.');
const day = (description: string) => z.string().nullable().meta({ description, format: 'date', example: '2026-05-04' });

const Goal = z.object({ id: id('Its id.'), text: text('What to reach.'), done: z.boolean().meta({ description: 'It is reached.' }) }).meta({ id: 'ProjectGoal', description: 'Something that a project wants to reach.' });
const Guidelines = z
  .object({
    voice: text('Who is speaking.'),
    tone: text('How it speaks.'),
    style: text('Spelling, numbers, length of sentences.'),
    wordsToUse: words('What it likes to say.'),
    wordsToAvoid: words('What the checks beside a text point at.'),
    colors: words('Each as `#` and six digits.'),
    logoAssetId: id('The logo, from the library.').nullable(),
  })
  .meta({ id: 'BrandGuidelines', description: 'How a project sounds and looks.' });

const listed = {
  id: id('Its id.'),
  name: text('What it is called.'),
  description: text('What it is about, or empty.'),
  status: z.enum(PROJECT_STATUSES).meta({ description: 'Where it is on its way.' }),
  ownerId: id('Whose it is.').nullable(),
  owner: z.string().nullable().meta({ description: 'What they are called.' }),
  startsOn: day('Its first day.'),
  endsOn: day('Its last day.'),
  goals: z.array(Goal).meta({ description: 'In their order.' }),
  isDefault: z.boolean().meta({ description: 'A piece that names no project begins in it.' }),
  pieces: z.partialRecord(z.enum(CONTENT_STATUSES), z.int()).meta({ description: 'How many pieces stand in each status; a list counts each up to 100, one project up to 1,000.' }),
  revision: z.int().meta({ description: 'Name it in the next write.' }),
  updatedAt: instant('When it was last changed.'),
};
export const Project = z.object(listed).meta({ id: 'Project', description: 'What belongs together, as a list shows it.' });
const Member = z.object({ userId: id('Who.'), name: text('What they are called.'), role: z.enum(PROJECT_ROLES).meta({ description: 'What they are in the project.' }) }).meta({ id: 'ProjectMember', description: 'Someone who works on a project.' });
export const ProjectDetails = z
  .object({
    ...listed,
    targetAudience: text('Whom it speaks to, or empty.'),
    brandGuidelines: Guidelines,
    categoryIds: z.array(z.string()).meta({ description: 'The categories that its pieces are usually filed under.' }),
    tagIds: z.array(z.string()).meta({ description: 'The tags that its pieces usually have.' }),
    members: z.array(Member).meta({ description: 'Leads first.' }),
    createdAt: instant('When it was begun.'),
  })
  .meta({ id: 'ProjectDetails', description: 'A project, whole.' });

const { name, description, targetAudience, startsOn, endsOn, voice, tone, style, colors, wordsToUse, wordsToAvoid, categoryIds, tagIds } = PROJECT_FIELDS;
const many = (schema: z.ZodType, description: string) => schema.meta({ description, type: 'array', items: { type: 'string' } });
const goals = z.array(z.strictObject({ id: named.optional().meta({ description: 'Of a goal that is there: it keeps its mark.' }), text: z.string().max(200, 'The goal can have at most 200 characters.').meta({ description: 'What to reach.' }), done: z.boolean('Send true or false.').optional().meta({ description: 'It is reached.' }) })).max(50, 'At most 50 goals.');
const fields = {
  description: description.meta({ description: 'What it is about.' }),
  targetAudience: targetAudience.meta({ description: 'Whom it speaks to.' }),
  ownerId: named.nullable().meta({ description: 'Whose it is: a member.' }),
  startsOn: startsOn.meta({ description: 'Its first day, as 2026-05-04.', type: 'string' }),
  endsOn: endsOn.meta({ description: 'Its last day.', type: 'string' }),
  goals: goals.meta({ description: 'All of them, in their order.' }),
  voice: voice.meta({ description: 'Who is speaking.' }),
  tone: tone.meta({ description: 'How it speaks.' }),
  style: style.meta({ description: 'Spelling, numbers, length of sentences.' }),
  wordsToUse: many(wordsToUse, 'What it likes to say.'),
  wordsToAvoid: many(wordsToAvoid, 'What the checks beside a text point at.'),
  colors: many(colors, 'Each as `#` and six digits.'),
  logoAssetId: named.nullable().meta({ description: 'A picture of the library; null takes it off.' }),
  categoryIds: categoryIds.meta({ description: 'All that are usual.' }),
  tagIds: tagIds.meta({ description: 'All that are usual.' }),
};
const ofName = name.meta({ description: 'What it is called.' });
export const revision = z.int('Say which revision you saw.').positive('Say which revision you saw.').max(2_147_483_647, 'Say which revision you saw.').meta({ description: 'The revision that the change was made from.' });
export const projectInput = z.strictObject({ name: ofName, ...z.object(fields).partial().shape }).meta({ id: 'ProjectInput', description: 'A new project.' });
export const projectPatch = z
  .strictObject({ revision, ...z.object({ name: ofName, ...fields }).partial().shape })
  .refine(({ revision: _revision, ...changes }) => Object.keys(changes).length > 0, { error: 'Name at least one field to change.', when: ({ issues }) => issues.length === 0 })
  .meta({ id: 'ProjectPatch', description: 'The revision that you saw, and the fields that change; what is left out stays as it is.' });

export const example: z.infer<typeof Project> = {
  id: '019a8f5e-0b1c-7d2e-8f30-415263748596',
  name: 'The harbour in winter',
  description: '',
  status: 'active',
  ownerId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01',
  owner: 'Ada Writer',
  startsOn: '2026-05-04',
  endsOn: null,
  goals: [{ id: '019a8f5e-1c2d-7e3f-8a41-526374859607', text: 'Ten portraits of ferry crews', done: false }],
  isDefault: false,
  pieces: { draft: 3, published: 2 },
  revision: 4,
  updatedAt: '2026-05-04T09:30:00.123456Z',
};
export const detailedExample: z.infer<typeof ProjectDetails> = {
  ...example,
  targetAudience: 'People who take the ferry every day.',
  brandGuidelines: { voice: 'A neighbour', tone: 'Calm', style: '', wordsToUse: ['ferry'], wordsToAvoid: ['vessel'], colors: ['#17508f'], logoAssetId: null },
  categoryIds: [],
  tagIds: [],
  members: [{ userId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', name: 'Ada Writer', role: 'lead' }],
  createdAt: '2026-05-01T08:00:00.123456Z',
};

type Listed = z.infer<typeof Project>;

export const shown = ({ id: own, name: called, description: about, status, ownerId, owner, startsOn: first, endsOn: last, goals: wanted, isDefault, pieces, revision: at, updatedAt }: Listed): Listed => ({
  id: own, name: called, description: about, status, ownerId, owner, startsOn: first, endsOn: last, goals: wanted.map(({ id: goalId, text: said, done }) => ({ id: goalId, text: said, done })), isDefault, pieces, revision: at, updatedAt,
});

interface Whole extends Omit<Listed, 'goals'> {
  goals: KeptGoal[];
  targetAudience: string;
  brandGuidelines: BrandGuidelines;
  categoryIds: string[];
  tagIds: string[];
  createdAt: string;
}

export function shownWhole(project: Whole, members: readonly z.infer<typeof Member>[]): z.infer<typeof ProjectDetails> {
  const { voice = '', tone: heard = '', style: set = '', wordsToUse: liked = [], wordsToAvoid: avoided = [], colors: painted = [], logoAssetId = null } = project.brandGuidelines;
  return {
    ...shown(project),
    targetAudience: project.targetAudience,
    brandGuidelines: { voice, tone: heard, style: set, wordsToUse: liked, wordsToAvoid: avoided, colors: painted, logoAssetId },
    categoryIds: project.categoryIds,
    tagIds: project.tagIds,
    members: members.map(({ userId, name: person, role }) => ({ userId, name: person, role })),
    createdAt: project.createdAt,
  };
}
