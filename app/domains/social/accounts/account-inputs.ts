import { z } from 'zod';
import { PLATFORMS } from '#db/schema/choices.ts';
import { isTime, isZone } from '#app/platform/time.ts';

/** The same schemas read the forms and the API. */
const id = z.uuid('This is not a valid id.');
const optionalId = z.union([z.literal('').transform(() => null), z.null(), id]);

export const platform = z.enum(PLATFORMS, 'There is no such platform.');
const reason = z.string().trim().max(200, 'The reason can have at most 200 characters.');
const typed = z.string().max(2000, 'This is too long to be right.');

/** What is typed to connect: by the names of the fields that the platform asks for. */
export const connectInput = z.object({ projectId: optionalId.default(null), accountId: optionalId.default(null), values: z.record(z.string().max(60), typed).default({}) });
export const chooseInput = z.object({ connectionId: id, chosen: z.array(z.string().max(300)).min(1, 'Choose at least one account.').max(100, 'Choose at most 100 accounts.') });

export const accountInput = z.object({ accountId: id });
export const pauseInput = accountInput.extend({ reason: reason.default('') });
export const projectInput = accountInput.extend({ projectId: optionalId });

export const MOST_SLOTS = 70;
const zone = z.string().refine(isZone, 'Choose a time zone from the list, such as Europe/Berlin.');
const time = z.string().refine((text) => text.length === 5 && isTime(text), 'Write hours and minutes: 09:30.');
const slot = z.object({ weekday: z.coerce.number('Choose a day of the week.').int().min(1, 'Monday is 1.').max(7, 'Sunday is 7.'), time });
export const slotsInput = accountInput.extend({
  timeZone: zone,
  slots: z
    .array(slot)
    .max(MOST_SLOTS, `An account can have at most ${MOST_SLOTS} times a week.`)
    .transform((slots) => [...new Map(slots.map((each) => [`${each.weekday} ${each.time}`, each])).values()]),
});


/** What was typed, under the platform's own names. */
export function typedIn(sent: unknown): Record<string, unknown> {
  const { projectId, accountId, ...rest } = sent as Record<string, unknown>;
  const values = Object.entries(rest).flatMap(([name, value]) => (/^(field|token)\./.test(name) ? [[name.slice(6), value] as const] : []));
  return { projectId, accountId, values: Object.fromEntries(values) };
}
export const connectForm = z.preprocess(typedIn, connectInput);

/** A week as the page sends it: a list of times for each day, `times1[]` for Monday; empty lines count for nothing. */
export const slotsForm = z.preprocess((sent) => {
  const fields = sent as Record<string, unknown>;
  const slots = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [fields[`times${weekday}`] ?? []].flat().map((each) => ({ weekday, time: String(each).slice(0, 5) })));
  return { ...fields, slots };
}, slotsInput);
