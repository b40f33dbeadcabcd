import type { Context, Input } from 'hono';
import { usagesOfAssets } from '#db/queries/media-usages.ts';
import { Refused } from '#db/scope.ts';
import { trashAssets } from '#app/domains/media/change-assets.server.ts';
import { PLACES } from '#app/domains/media/places.ts';
import { readFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { type ApiDoor, orgOfKey } from '../guard.ts';
import { refuse } from '../problem.ts';

/**
 * The page shows where a file stands beside its button; a program is told by a refusal, and says `force` once it knows.
 * What readers see right now is never taken away: the command asks that again in its own transaction.
 */
export async function trash<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, ids: string[], force: boolean): Promise<Response | null> {
  const org = orgOfKey(c, 'media:delete');
  const found = await readFor(org, { usages: usagesOfAssets(ids) });
  if (!found.ok) throw new Refused(found.problem);
  const live = found.value.usages.filter((usage) => usage.live);
  const standing = live.length > 0 ? live : force ? [] : found.value.usages;
  if (standing.length > 0) {
    const places = [...new Set(standing.map(({ place }) => PLACES[place].word))].join(', ');
    const sentence = live.length > 0 ? `Readers see it: ${places}. Replace it there first.` : `It is in use: ${places}. Send force to move it to the trash all the same; it can come back from there.`;
    return refuse(c, problem('conflict', sentence), standing.map(({ name, place, placeId }) => ({ detail: `${name}: ${place} ${placeId}` })));
  }
  const trashed = await trashAssets(org, ids);
  if (!trashed.ok) throw new Refused(trashed.problem);
  return null;
}
