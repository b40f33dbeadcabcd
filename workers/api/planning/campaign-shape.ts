import { z } from 'zod';
import { CAMPAIGN_ROLES, CAMPAIGN_STATUSES, CAMPAIGN_TYPES, CHANNELS, CONTENT_STATUSES, CONTENT_TYPES } from '#db/schema/choices.ts';
import type { TargetMetric, UtmRules } from '#db/schema/planning.ts';
import { daysOfCampaign, METRICS } from '#app/domains/planning/campaign.ts';
import { id, instant } from '../shapes.ts';

const text = (description: string) => z.string().meta({ description });
const day = (description: string) => z.string().nullable().meta({ description, format: 'date', example: '2026-05-04' });
const amount = (description: string) => z.string().meta({ description, example: '1250.50' });
const named = z.uuid('This is not a valid id.');
const targets = z.partialRecord(z.enum(METRICS), z.number()).meta({ description: 'What it wants to reach, by metric.' });
const words = z.object({ source: z.string(), medium: z.string(), content: z.string() }).partial();
const utm = z.object({ campaign: z.string(), content: z.string(), term: z.string(), channels: z.partialRecord(z.enum(CHANNELS), words) }).partial().meta({ description: 'What its links say; a channel’s own words win over the campaign’s.' });

const Goal = z.object({ id: id('Its id.'), text: text('What to reach.'), done: z.boolean().meta({ description: 'It is reached.' }) }).meta({ id: 'CampaignGoal', description: 'Something that a campaign wants to reach.' });

const listed = {
  id: id('Its id.'),
  name: text('What it is called.'),
  type: z.enum(CAMPAIGN_TYPES).meta({ description: 'What kind of campaign it is.' }),
  status: z.enum(CAMPAIGN_STATUSES).meta({ description: 'Where it is on its way.' }),
  startsOn: day('Its first day, on its own clocks.'),
  endsOn: day('Its last day.'),
  timeZone: text('Its clocks, as an IANA zone.'),
  projectId: id('The project that it belongs to.').nullable(),
  ownerId: id('Whose it is.').nullable(),
  owner: z.string().nullable().meta({ description: 'What they are called.' }),
  channels: z.array(z.string()).meta({ description: 'Where it speaks.' }),
  goals: z.array(Goal).meta({ description: 'In their order.' }),
  budget: amount('What may be spent, exact to the cent.').nullable(),
  currency: text('The currency of the budget, as ISO 4217 names it.'),
  spent: amount('What was spent in that currency.'),
  pieces: z.int().meta({ description: 'How many pieces of content belong to it.' }),
  tags: z.array(z.string()).meta({ description: 'By name.' }),
  isTemplate: z.boolean().meta({ description: 'A pattern to begin others from; it does not run itself.' }),
  revision: z.int().meta({ description: 'Name it in the next write.' }),
  createdAt: instant('When it was begun.'),
  updatedAt: instant('When it was last changed.'),
};
export const Campaign = z.object(listed).meta({ id: 'Campaign', description: 'A campaign, as a list shows it.' });

const Piece = z
  .object({
    id: id('The piece.'),
    title: text('Its title.'),
    type: z.enum(CONTENT_TYPES).meta({ description: 'What kind of piece it is.' }),
    status: z.enum(CONTENT_STATUSES).meta({ description: 'Where it is on its way.' }),
    role: z.enum(CAMPAIGN_ROLES).meta({ description: 'What it does in the campaign.' }),
  })
  .meta({ id: 'CampaignPiece', description: 'A piece of content in a campaign.' });
const Total = z.object({ currency: text('Which currency.'), total: amount('The sum of what was spent in it.'), entries: z.int().meta({ description: 'How many entries that is.' }) }).meta({ id: 'SpendingTotal', description: 'What was spent in one currency. Currencies are never added up.' });
export const CampaignDetails = z
  .object({
    ...listed,
    description: text('What it is about, or empty.'),
    targets,
    utm,
    totals: z.array(Total).meta({ description: 'What was spent, each currency for itself.' }),
    content: z.array(Piece).meta({ description: 'Its pieces, what matters most first.' }),
  })
  .meta({ id: 'CampaignDetails', description: 'A campaign, whole.' });

export const Spending = z
  .object({
    id: id('Its id.'),
    spentOn: z.string().meta({ description: 'The day.', format: 'date', example: '2026-05-04' }),
    amount: amount('How much; what came back has a minus.'),
    currency: text('In which currency.'),
    note: text('What for, or empty.'),
    createdAt: instant('When it was written down.'),
    updatedAt: instant('When it was last changed: name it as `seen` in the next change.'),
  })
  .meta({ id: 'Spending', description: 'One sum that was spent for a campaign.' });

const goals = z.array(z.strictObject({ id: named.optional().meta({ description: 'Of a goal that is there: it keeps its mark.' }), text: text('What to reach.'), done: z.boolean('Send true or false.').optional().meta({ description: 'It is reached.' }) }));
/** What a form can say too: the page's schema reads it after this one and has the last word. */
const fields = {
  description: text('What it is about.'),
  type: z.enum(CAMPAIGN_TYPES, 'Choose what kind of campaign it is.').meta({ description: 'What kind of campaign it is.' }),
  projectId: named.nullable().meta({ description: 'The project that it belongs to.' }),
  ownerId: named.nullable().meta({ description: 'Whose it is: a member.' }),
  startsOn: day('Its first day, on its own clocks.'),
  endsOn: day('Its last day.'),
  timeZone: z.string().meta({ description: 'An IANA zone.', example: 'Europe/Berlin' }),
  goals: goals.meta({ description: 'All of them, in their order.' }),
  targets: z.partialRecord(z.enum(METRICS, 'There is no such metric.'), z.number('Write a whole number.')).meta({ description: 'All of them, by metric.' }),
  budget: z.string('Send the amount as a text, such as "1250.50".').nullable().meta({ description: 'What may be spent: a text, with a point and at most two digits after it.', example: '1250.50' }),
  currency: z.string().meta({ description: 'Three letters of ISO 4217.', example: 'EUR' }),
  channels: z.array(z.enum(CHANNELS, 'There is no such channel.')).meta({ description: 'All of them.' }),
  utm: z.strictObject({ campaign: z.string(), content: z.string(), term: z.string(), channels: z.partialRecord(z.enum(CHANNELS, 'There is no such channel.'), z.strictObject({ source: z.string(), medium: z.string(), content: z.string() }).partial()) }).partial().meta({ description: 'All its rules.' }),
  tags: z.array(z.string()).meta({ description: 'All its tags, by name; one that is new is made.' }),
};
const ofName = z.string('Type a name.').meta({ description: 'What it is called.' });
export const revision = z.int('Say which revision you saw.').positive('Say which revision you saw.').max(2_147_483_647, 'Say which revision you saw.').meta({ description: 'The revision that the change was made from.' });
export const campaignInput = z.strictObject({ name: ofName, ...z.object(fields).partial().shape }).meta({ id: 'CampaignInput', description: 'A new campaign, as a draft.' });
export const campaignPatch = z
  .strictObject({ revision, ...z.object({ name: ofName, ...fields }).partial().shape })
  .refine(({ revision: _revision, ...changes }) => Object.keys(changes).length > 0, { error: 'Name at least one field to change.', when: ({ issues }) => issues.length === 0 })
  .meta({ id: 'CampaignPatch', description: 'The revision that you saw, and the fields that change; what is left out stays as it is.' });

const PIECE = '019a8f5e-7a1b-7d2e-8f30-415263748597';
export const example: z.infer<typeof Campaign> = {
  id: '019a8f5e-6b1c-7d2e-8f30-415263748596', name: 'The ferry pass', type: 'product_launch', status: 'planned', startsOn: '2026-05-04', endsOn: '2026-06-12', timeZone: 'Europe/Berlin',
  projectId: null, ownerId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', owner: 'Ada Writer', channels: ['web', 'email'], goals: [{ id: '019a8f5e-1c2d-7e3f-8a41-526374859607', text: 'A thousand passes sold', done: false }],
  budget: '4000.00', currency: 'EUR', spent: '1250.50', pieces: 1, tags: ['ferry'], isTemplate: false, revision: 4, createdAt: '2026-05-01T08:00:00.123456Z', updatedAt: '2026-05-04T09:30:00.123456Z',
};
export const detailedExample: z.infer<typeof CampaignDetails> = {
  ...example,
  description: '',
  targets: { conversions: 1000 },
  utm: { campaign: 'ferry-pass', channels: { email: { source: 'newsletter' } } },
  totals: [{ currency: 'EUR', total: '1250.50', entries: 3 }],
  content: [{ id: PIECE, title: 'One pass for every ferry', type: 'article', status: 'draft', role: 'hero' }],
};
export const spendingExample: z.infer<typeof Spending> = { id: '019a8f5e-5d2e-7f40-8b52-637485960718', spentOn: '2026-05-04', amount: '1250.50', currency: 'EUR', note: 'Posters', createdAt: '2026-05-04T09:30:00.123456Z', updatedAt: '2026-05-04T09:30:00.123456Z' };

type Listed = z.infer<typeof Campaign>;
interface Row extends Omit<Listed, 'startsOn' | 'endsOn' | 'tags'> {
  startsAt: string | null;
  endsAt: string | null;
  tags: { name: string }[];
}

export function shown(row: Row): Listed {
  const { id: own, name, type, status, timeZone, projectId, ownerId, owner, channels, goals: wanted, budget, currency, spent, pieces, tags, isTemplate, revision: at, createdAt, updatedAt } = row;
  return {
    id: own, name, type, status, ...daysOfCampaign(row), timeZone, projectId, ownerId, owner, channels, goals: wanted.map(({ id: goalId, text: said, done }) => ({ id: goalId, text: said, done })),
    budget, currency, spent, pieces, tags: tags.map((tag) => tag.name), isTemplate, revision: at, createdAt, updatedAt,
  };
}

interface Whole extends Row {
  description: string;
  targetMetrics: TargetMetric[];
  utm: UtmRules;
}

export const shownWhole = (campaign: Whole, totals: readonly z.infer<typeof Total>[], content: readonly z.infer<typeof Piece>[]): z.infer<typeof CampaignDetails> => ({
  ...shown(campaign),
  description: campaign.description,
  targets: Object.fromEntries(campaign.targetMetrics.map(({ metric, target }) => [metric, target])),
  utm: campaign.utm,
  totals: [...totals],
  content: content.map(({ id: own, title, type, status, role }) => ({ id: own, title, type, status, role })),
});

export const shownSpending = ({ id: own, spentOn, amount: sum, currency, note, createdAt, updatedAt }: z.infer<typeof Spending>): z.infer<typeof Spending> => ({ id: own, spentOn, amount: sum, currency, note, createdAt, updatedAt });
