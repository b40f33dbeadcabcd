import { z } from 'zod';

export const pauseSocialInput = z.object({ reason: z.string().trim().max(200, 'At most 200 characters.').default('') });

/** What becomes of what is late: each by its own rule, or all of it alike. */
export const LATE_CHOICES = ['own', 'publish', 'hold', 'skip'] as const;
export type LateChoice = (typeof LATE_CHOICES)[number];
export const resumeSocialInput = z.object({ late: z.enum(LATE_CHOICES, { error: 'Choose what becomes of the late ones.' }).default('own') });
