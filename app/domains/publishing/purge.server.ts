import type { RequestContext } from '#app/platform/env.ts';
import { describe, log } from '#app/platform/log.ts';

/** What the cache takes in one call; it takes five calls a minute. */
const MOST_TAGS = 100;

/**
 * Drops what caches keep under these tags (reading/cache-tags.ts). A purge that is refused costs a minute at most: no answer is fresh
 * for longer, so it is told to the log and not tried again.
 */
export async function purgeTags(context: RequestContext, tags: readonly string[]): Promise<void> {
  const all = [...new Set(tags)];
  if (all.length === 0) return;
  if (!context.cache) return;
  for (let from = 0; from < all.length; from += MOST_TAGS) {
    const some = all.slice(from, from + MOST_TAGS);
    try {
      const { success } = await context.cache.purge({ tags: some });
      if (!success) log('warn', 'purge-refused', { tags: some.length });
    } catch (error) {
      log('warn', 'purge-refused', { tags: some.length, ...describe(error) });
    }
  }
}
