import { z } from 'zod';
import { CAMPAIGN_ROLES, CAMPAIGN_STATUSES, CAMPAIGN_TYPES, CHANNELS } from '#db/schema/choices.ts';
import type { UtmRules } from '#db/schema/planning.ts';
import { isDate, isZone } from '#app/platform/time.ts';
import { type Days, METRICS, whyNotDays } from './campaign.ts';

const id = z.uuid('This is not a valid id.');
const optionalId = z.union([z.literal('').transform(() => null), z.null(), id]);
const revision = z.coerce.number('Say which revision you saw.').int().positive('Say which revision you saw.').max(2_147_483_647, 'Say which revision you saw.');
const text = (most: number, sentence: string) => z.string().trim().max(most, sentence);
const listed = z.union([z.string().transform((all) => all.split(/[,\n]/)), z.array(z.string())]).transform((all) => [...new Set(all.map((each) => each.trim()).filter(Boolean))]);
const yes = z.stringbool('Say yes or no.').or(z.boolean()).default(false);

const date = z.string().trim().refine(isDate, 'There is no such day. Write it as year, month and day: 2026-03-29.');
const day = z.union([z.literal('').transform(() => null), z.null(), date]);
const zone = z.string().trim().max(60, 'There is no such time zone.').refine(isZone, 'There is no such time zone. Choose one from the list, such as Europe/Berlin.');

const AMOUNT = 'Write an amount with a point and at most two digits after it, such as 1250.50.';
const TOO_MUCH = 'The amount can have at most 12 digits before the point.';
const digits = (sign: string) => z.string(AMOUNT).trim().regex(new RegExp(`^${sign}\\d+(\\.\\d{1,2})?$`), AMOUNT).refine((typed) => typed.replace(/^-?0*/, '').split('.')[0]!.length <= 12, TOO_MUCH);
/** Exact, from the form to the column: no amount is ever a number. */
const budget = z.union([z.literal('').transform(() => null), z.null(), digits('')]);
const amount = digits('-?').refine((typed) => !/^-?[0.]+$/.test(typed), 'An amount of nothing is no spending. Money that came back has a minus.');
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const currency = z.string('Choose a currency.').trim().toUpperCase().refine((typed) => CURRENCIES.has(typed), 'There is no such currency. Write its three letters, such as EUR.');

const goal = z.object({ id: optionalId.default(null), text: text(200, 'The goal can have at most 200 characters.'), done: z.boolean().optional() });
const goals = z.array(goal.nullable()).max(50, 'At most 50 goals.').transform((all) => all.filter((each) => each !== null && each.text !== '').map((each) => each!));

const MOST_OF_A_METRIC = 1_000_000_000_000;
const target = z.coerce.number('Write a whole number.').int('Write a whole number.').positive('Write a number above 0, or leave it empty.').max(MOST_OF_A_METRIC, 'This is more than anyone can reach.');
const targets = z
  .partialRecord(z.enum(METRICS, 'There is no such metric.'), z.union([z.literal('').transform(() => undefined), target], 'Write a whole number.'))
  .transform((all) => METRICS.flatMap((metric) => (all[metric] === undefined ? [] : [{ metric, target: all[metric] }])));

const word = z.string().trim().max(100, 'At most 100 characters.').regex(/^\P{Cc}*$/u, 'Write it on one line.').optional().transform((said) => said || undefined);
const utm = z
  .object({ campaign: word, content: word, term: word, channels: z.partialRecord(z.enum(CHANNELS, 'There is no such channel.'), z.object({ source: word, medium: word, content: word })).optional() })
  .transform(({ channels: each = {}, ...own }): UtmRules => {
    const channels = Object.entries(each).flatMap(([channel, words]) => (words && Object.values(words).some(Boolean) ? [[channel, said(words)] as const] : []));
    return { ...said(own), ...(channels.length > 0 ? { channels: Object.fromEntries(channels) } : {}) };
  });

/** What is empty is not said at all. */
const said = <T extends Record<string, string | undefined>>(words: T) => Object.fromEntries(Object.entries(words).filter(([, value]) => value)) as { [Name in keyof T]?: string };

const name = z.string({ error: 'Type a name.' }).trim().min(1, 'Type a name.').max(120, 'The name can have at most 120 characters.');
const tagNames = listed.pipe(z.array(z.string().max(60, 'A tag can have at most 60 characters.')).max(30, 'At most 30 tags.'));
const channels = listed.pipe(z.array(z.enum(CHANNELS, 'There is no such channel.')).max(CHANNELS.length));

const fields = {
  name,
  description: text(5000, 'The description can have at most 5,000 characters.'),
  type: z.enum(CAMPAIGN_TYPES, { error: 'Choose what kind of campaign it is.' }),
  projectId: optionalId,
  ownerId: optionalId,
  startsOn: day,
  endsOn: day,
  timeZone: zone,
  goals,
  targets,
  budget,
  currency,
  channels,
  utm,
  tags: tagNames,
};

type Tree = { [name: string]: unknown };

/** A form says `goals.0.text`, `targets.views` and `utm.channels.email.source`; the schema reads a list and two objects. */
function gathered(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  const read: Tree = {};
  for (const [name, value] of Object.entries(sent)) {
    const path = name.split('.');
    const last = path.pop()!;
    if (path.length > 3 || path.some((part) => UNSAFE.test(part))) continue;
    let place = read;
    for (const part of path) place = (place[part] = { ...(place[part] as Tree | undefined) }) as Tree;
    place[last] = value;
  }
  const { goals: rows } = read;
  if (typeof rows !== 'object' || rows === null || Array.isArray(rows)) return read;
  const last = Math.min(99, Math.max(...Object.keys(rows).map(Number).filter(Number.isInteger)));
  return { ...read, goals: Array.from({ length: last + 1 }, (_, row) => (rows as Tree)[row] ?? null) };
}

const UNSAFE = /^(__proto__|constructor|prototype)$/;

function inOrder(days: Days, context: z.RefinementCtx) {
  const why = whyNotDays(days);
  if (why) context.addIssue({ code: 'custom', path: [why.field], message: why.sentence });
}

const fresh = z.object({
  ...fields,
  description: fields.description.default(''),
  type: fields.type.default('content_marketing'),
  projectId: fields.projectId.default(null),
  ownerId: fields.ownerId.optional(),
  startsOn: fields.startsOn.default(null),
  endsOn: fields.endsOn.default(null),
  timeZone: fields.timeZone.default('UTC'),
  goals: goals.prefault([]),
  targets: targets.prefault({}),
  budget: fields.budget.default(null),
  currency: fields.currency.default('EUR'),
  channels: channels.prefault([]),
  utm: utm.prefault({}),
  tags: tagNames.prefault([]),
});

export const newCampaignInput = z.preprocess(gathered, fresh.superRefine(inOrder));
/** What is not named stays as it is. */
export const changeCampaignInput = z.preprocess(gathered, z.object(fields).partial().extend({ campaignId: id, revision }));
export const moveCampaignInput = z.object({ campaignId: id, revision, to: z.enum(CAMPAIGN_STATUSES, { error: 'Choose a status.' }) });
export const campaignInput = z.object({ campaignId: id });
export const tickCampaignGoalInput = z.object({ campaignId: id, goalId: id, done: z.stringbool('Say yes or no.').or(z.boolean()) });

/** Without a first day the copy keeps the days of the one it is made from. */
const copied = { campaignId: id, name: z.union([z.literal('').transform(() => undefined), name]).optional(), startsOn: day.default(null), withContent: yes };
export const duplicateCampaignInput = z.object({ ...copied, withEntries: yes });
export const keepTemplateInput = z.object({ campaignId: id, name: copied.name });
export const fromTemplateInput = z.object({ campaignId: id, name, startsOn: date });

const spending = { spentOn: date, amount, currency, note: text(500, 'The note can have at most 500 characters.') };
export const addSpendingInput = z.object({ campaignId: id, ...spending, note: spending.note.default('') });
/** `seen` is the row's `updatedAt`: made from another state than the one that is there, the change is refused. */
export const changeSpendingInput = z.object({ campaignId: id, spendingId: id, seen: z.iso.datetime({ offset: true, error: 'Say which state you saw.' }), ...z.object(spending).partial().shape });
export const spendingInput = z.object({ campaignId: id, spendingId: id });

const WHOLE = 'Write a whole number, 0 or more.';
const MOST_CONVERSIONS = 1_000_000_000;
const conversions = z.union([z.int(), z.string().trim().regex(/^\d{1,12}$/).transform(Number)], WHOLE).pipe(z.int(WHOLE).min(0, WHOLE).max(MOST_CONVERSIONS, 'This is more than anyone can reach.'));
/** Its currency is the campaign's. */
export const writeOutcomeInput = z.object({ campaignId: id, day: date, conversions, revenue: z.union([z.literal('').transform(() => null), z.null(), digits('-?')], AMOUNT).default(null), note: spending.note.default('') });
export const outcomeInput = z.object({ campaignId: id, outcomeId: id });

const role = z.enum(CAMPAIGN_ROLES, { error: 'Choose what it does in the campaign.' });
/** `before` names the piece that it goes in front of, null the end; left out, it goes to the end, or stays where it is. */
export const linkContentInput = z.object({ campaignId: id, itemId: z.uuid('Choose a piece.'), role: role.default('supporting'), before: optionalId.optional() });
export const unlinkContentInput = z.object({ campaignId: id, itemId: id });
export const linkRoleInput = z.object({ campaignId: id, itemId: id, role });
export const placeContentInput = z.object({ campaignId: id, itemId: id, before: optionalId.default(null) });
export const orderContentInput = z.object({ campaignId: id, itemIds: z.array(id).min(1, 'Name the pieces in their order.').max(500, 'At most 500 pieces.') });

export const CAMPAIGN_SORTS = ['start', 'name'] as const;
/** What cannot be read is as if it were not there. */
export const campaignFilterInput = z.object({
  status: z.enum(CAMPAIGN_STATUSES).optional().catch(undefined),
  type: z.enum(CAMPAIGN_TYPES).optional().catch(undefined),
  project: id.optional().catch(undefined),
  owner: id.optional().catch(undefined),
  tag: id.optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: z.enum(CAMPAIGN_SORTS).optional().catch(undefined),
});

export type CampaignFields = z.output<typeof newCampaignInput>;
export type CampaignChanges = Omit<z.output<typeof changeCampaignInput>, 'campaignId' | 'revision'>;
