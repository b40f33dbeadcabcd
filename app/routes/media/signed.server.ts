import { signedAddress } from '#app/domains/media/signed-link.server.ts';
import type { Env } from '#app/platform/env.ts';

interface Signable {
  id: string;
  name: string;
  sha256: string | null;
  visibility: 'public' | 'private';
}

const AN_HOUR = 3600;

/** Whoever may read the library sees its private files too: for an hour, by the query that their addresses need. */
export async function signed<A extends Signable>(env: Env, asset: A): Promise<A & { signature: string | null }> {
  if (asset.visibility === 'public' || asset.sha256 === null) return { ...asset, signature: null };
  const address = await signedAddress(env, asset, AN_HOUR);
  return { ...asset, signature: address.slice(address.indexOf('?') + 1) };
}
