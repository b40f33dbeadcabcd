import type { Env } from '#app/platform/env.ts';
import { seal, unseal } from '#app/platform/secrets.server.ts';

interface SealedSecrets {
  organizationId: string;
  endpointId: string;
  secret: string;
  formerSecret: string | null;
}

/** The secrets that sign, the newest first. One that an older key sealed comes back sealed anew, to be kept in passing. */
export async function openSecrets(env: Env, { organizationId, endpointId, secret, formerSecret }: SealedSecrets): Promise<{ secrets: string[]; resealed: string | null }> {
  const where = { organizationId, rowId: endpointId, field: 'secret' };
  const current = await unseal(env, where, secret);
  const former = formerSecret ? [(await unseal(env, where, formerSecret)).plain] : [];
  return { secrets: [current.plain, ...former], resealed: current.former ? await seal(env, where, current.plain) : null };
}
