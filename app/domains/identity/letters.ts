import type { Letter } from '#app/platform/mail.server.ts';

/** The letters of identity, as pure functions of what they tell. */
export const verifyLetter = (to: string, url: string): Letter => ({
  to,
  subject: 'Confirm your email address',
  paragraphs: ['Welcome to Masthead. Confirm that this address is yours, and your account is ready.', 'The link works for 24 hours. If you did not sign up, ignore this letter: nothing happens without you.'],
  action: { label: 'Confirm my address', url },
});

export const accountExistsLetter = (to: string, url: string): Letter => ({
  to,
  subject: 'You already have a Masthead account',
  paragraphs: ['Someone, probably you, tried to sign up with this address. It has an account already, so nothing was changed.', 'Sign in with your password, or choose a new one if you forgot it.'],
  action: { label: 'Sign in', url },
});

export const resetLetter = (to: string, url: string): Letter => ({
  to,
  subject: 'Choose a new password',
  paragraphs: ['You asked for a new password. The link works once, for one hour, and signs out every other device.', 'If you did not ask, ignore this letter: your password stays as it is.'],
  action: { label: 'Choose a new password', url },
});

export const invitationLetter = (to: string, told: { organization: string; inviter: string | null; role: string; url: string }): Letter => ({
  to,
  subject: `Join ${told.organization} on Masthead`,
  paragraphs: [`${told.inviter ?? 'A colleague'} invites you to work on ${told.organization} as ${/^[aeo]/.test(told.role) ? 'an' : 'a'} ${told.role}.`, 'The invitation is for this address and is open for 7 days.'],
  action: { label: 'See the invitation', url: told.url },
});
