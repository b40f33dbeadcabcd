import { z } from 'zod';
import { ACCENT_NAMES, MOST_TAGLINE } from './site-look.ts';

const id = z.uuid('This is not a valid id.');
const revision = z.coerce.number({ error: 'Say which revision you saw.' }).int().positive();

/** A moment as people write it: a day and a time on the clocks of a zone. */
const wall = {
  date: z.string('Choose a day.').trim().min(1, 'Choose a day.').max(10),
  time: z.string('Choose a time.').trim().min(1, 'Choose a time.').max(8),
  zone: z.string('Choose a time zone.').trim().min(1, 'Choose a time zone.').max(60),
};

export const moment = z.object(wall);

/** A form sends its three fields in any case; they count when "later" was chosen. */
const fromForm = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess((sent, context) => {
    const { when = 'now', date, time, zone, ...rest } = sent as Record<string, unknown>;
    if ('at' in rest) return rest;
    if (when === 'now') return { ...rest, at: null };
    const read = when === 'later' ? moment.safeParse({ date, time, zone }) : null;
    if (read?.success) return { ...rest, at: read.data };
    for (const { path, message } of read?.error.issues ?? [{ path: ['when'], message: 'Choose when.' }]) context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  }, z.object({ ...shape, at: moment.nullable() }));

export const publishItemInput = fromForm({ itemId: id, revision });
export const unpublishItemInput = fromForm({ itemId: id });
export const movePublicationInput = z.object({ publicationId: id, ...wall });
export const publicationInput = z.object({ publicationId: id });

const name = z.string({ error: 'Give it a name.' }).trim().min(1, 'Give it a name.').max(120, 'At most 120 characters.');
const note = z.string().trim().max(1000, 'At most 1,000 characters.').default('');
export const createReleaseInput = z.object({ name, note });
export const changeReleaseInput = z.object({ releaseId: id, name, note });
export const releaseInput = z.object({ releaseId: id });
export const gatherInput = z.object({ releaseId: id, ids: z.array(id).min(1, 'Choose at least one piece.').max(100, 'At most 100 pieces at a time.'), kind: z.enum(['publish', 'unpublish']).default('publish') });
export const scheduleReleaseInput = fromForm({ releaseId: id });

export const previewInput = z.object({ itemId: id, revision, days: z.coerce.number().int().min(1).max(90, 'At most 90 days.').default(7) });
export const revokePreviewInput = z.object({ linkId: id });

export const siteReadersInput = z.object({ readers: z.enum(['everyone', 'keys'], { error: 'Choose who can read it.' }) });
export const siteLookInput = z.object({ tagline: z.string().trim().max(MOST_TAGLINE, `At most ${MOST_TAGLINE} characters.`).default(''), accent: z.enum(ACCENT_NAMES, { error: 'Choose a colour.' }) });
