import { z } from 'zod';

export const targetInput = z.object({ targetId: z.uuid('This is not a valid id.') });

/** A link is shown and followed: nothing but the web. */
export const confirmInput = targetInput.extend({
  url: z.url({ protocol: /^https?$/, error: 'Paste the link to the post, beginning with https://.' }).max(2_000, 'At most 2,000 characters.'),
});
