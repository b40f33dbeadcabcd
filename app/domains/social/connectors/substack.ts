import type { Connector, Limits } from './connector.ts';

/** Substack has no way in for other programs. The limits are ours, so that what a person pastes there is of a sensible size. */
const LIMITS: Limits = {
  text: { most: 100_000, counted: 'units' },
  title: { most: 200, counted: 'units', required: true },
  formats: ['text', 'image', 'video', 'carousel'],
  images: 10,
  videos: 1,
  mixed: true,
  needsMedia: false,
  alt: true,
  thread: 1,
  firstComment: false,
  link: 'text',
};

export const substack: Connector = {
  platform: 'substack',
  name: 'Substack',
  certainty: { post: 'nothing' },
  limits: LIMITS,
  options: [{ name: 'subtitle', label: 'Subtitle', kind: 'text', most: 250 }],
  hosts: {},
  uploadHosts: [],
  connecting: { way: 'hand-off', fields: [{ name: 'place', label: 'Publication address', hint: 'Where its readers find it. We open its editor when a post is due, and ask for the address of what you posted.', secret: false, example: 'https://gazette.substack.com' }] },
  warnDays: [],
};
