import { z } from 'zod';
import { LENDABLE, ROLES } from '#app/platform/permission.ts';
import { isZone } from '#app/platform/time.ts';
import { KEY_LIVES, KEY_SCOPES } from './api-key.ts';
import { whyNotPassword } from './password.ts';

/** The same schemas read the forms and the API. */
const text = (what: string, most: number) =>
  z.string({ error: `${what} is missing.` }).trim().min(1, `${what} is missing.`).max(most, `${what} can have at most ${most} characters.`);
const optionalText = (what: string, most: number) => z.string().trim().max(most, `${what} can have at most ${most} characters.`).default('');

export const email = z
  .string({ error: 'Type an email address.' })
  .trim()
  .max(254, 'An email address can have at most 254 characters.')
  .pipe(z.email('This does not look like an email address.'));
const anyPassword = z.string({ error: 'Type your password.' }).min(1, 'Type your password.').max(1000, 'A password can have at most 200 characters.');
const timeZone = z.string().max(60).refine(isZone, 'This time zone is not known.');
const id = z.uuid('This is not a valid id.');
const token = z.string().min(20, 'This link is incomplete.').max(200, 'This link is incomplete.');
const role = z.enum(ROLES, { error: 'Choose a role.' });

const passwordOf = <T extends z.ZodRawShape>(shape: T) =>
  z.object({ ...shape, password: z.string({ error: 'Choose a password.' }) }).superRefine((value, check) => {
    const about = value as { password: string; email?: string; name?: string };
    const refusal = whyNotPassword(about.password, [about.email ?? '', about.name ?? '']);
    if (refusal) check.addIssue({ code: 'custom', path: ['password'], message: refusal });
  });

export const signUpInput = passwordOf({ name: text('Your name', 80), email, timeZone: timeZone.default('UTC') });
export const signInInput = z.object({ email, password: anyPassword });
export const forgottenInput = z.object({ email });
export const confirmInput = z.object({ token, password: z.string().max(1000).default('') });
export const resetInput = passwordOf({ token });
export const changePasswordInput = passwordOf({ current: anyPassword });

export const profileInput = z.object({
  name: text('Your name', 80),
  timeZone,
  formats: z.array(z.string().max(40)).max(30).default([]),
  platforms: z.array(z.string().max(40)).max(30).default([]),
  tone: optionalText('The tone', 200),
});

export const slug = z
  .string({ error: 'Choose an address.' })
  .trim()
  .toLowerCase()
  .min(2, 'The address needs at least 2 characters.')
  .max(48, 'The address can have at most 48 characters.')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'The address can have letters a to z, digits and single hyphens.');

export const newOrganizationInput = z.object({ name: text('The name', 80), slug, timeZone: timeZone.default('UTC') });

const website = z
  .string()
  .trim()
  .max(300, 'The website can have at most 300 characters.')
  .refine((value) => value === '' || /^https?:\/\/[^\s]+\.[^\s]+$/.test(value), 'A website starts with https:// or http://.')
  .default('');

export const organizationInput = z.object({
  name: text('The name', 80),
  slug,
  description: optionalText('The description', 500),
  website,
  billingEmail: z.union([z.literal(''), email]).default(''),
  timeZone,
});

/** Nothing chosen is no logo. */
export const logoInput = z.object({ assetId: z.union([z.literal('').transform(() => null), id]) });
export const switchInput = z.object({ organizationId: id });
export const inviteInput = z.object({ email, role: role.exclude(['owner'], { error: 'Invite as admin, editor, member or viewer. Ownership is handed over later.' }) });
export const invitationInput = z.object({ invitationId: id });
export const acceptInput = z.object({ token });
export const memberInput = z.object({ userId: id, role, permissions: z.array(z.enum(LENDABLE)).max(LENDABLE.length).default([]) });
export const removeMemberInput = z.object({ userId: id });
export const transferInput = z.object({ userId: id, confirmation: z.string().trim().max(200) });
export const sessionInput = z.object({ sessionId: id });

export const newKeyInput = z.object({
  name: text('The name', 80),
  scopes: z.array(z.enum(KEY_SCOPES), { error: 'Choose at least one scope.' }).min(1, 'Choose at least one scope.'),
  life: z.enum(Object.keys(KEY_LIVES) as [keyof typeof KEY_LIVES], { error: 'Choose when the key ends.' }).default('90'),
});
export const keyInput = z.object({ keyId: id });
export const deleteAccountInput = z.object({ confirmation: z.string().trim().max(300) });
