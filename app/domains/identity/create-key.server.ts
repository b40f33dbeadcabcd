import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { myStanding } from '#db/queries/standing.ts';
import { apiKeys } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { may } from '#app/platform/permission.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { hex, sha256 } from '#app/platform/secrets.server.ts';
import { composeKey } from './api-key.ts';
import type { newKeyInput } from './inputs.ts';

/** The key is in the answer and nowhere else. A key never gets a scope that its maker does not have. */
export async function createKey(org: Org, input: z.output<typeof newKeyInput>): Promise<Result<{ id: string; key: string }>> {
  const found = await readFor(org, { me: myStanding() });
  if (!found.ok) return found;
  const { me } = found.value;
  const missing = input.scopes.find((scope) => !me || !may(me, scope));
  if (missing) return refused(problem('forbidden', `You cannot give a key the scope ${missing}: you do not have it yourself.`, { field: 'scopes' }));
  const id = uuid7();
  const publicId = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => (byte % 36).toString(36)).join('');
  const key = composeKey(publicId, hex(crypto.getRandomValues(new Uint8Array(32))));
  const hashedKey = `\\x${hex(await sha256(key))}`;
  const expiresAt = input.life === 'never' ? null : sql`now() + make_interval(days => ${Number(input.life)}::int)`;
  const written = await writeFor(org, (db) => [
    db.insert(apiKeys).values({ id, name: input.name, prefix: `mh_${publicId}`, hashedKey, scopes: input.scopes, expiresAt, createdBy: sql`app.current_user_id()` }),
    record(org, db, 'key.created', { type: 'api-key', id }, { name: input.name, scopes: input.scopes }),
  ]);
  return written.ok ? done({ id, key }) : written;
}

/** The next request with it is refused. */
export async function revokeKey(org: Org, id: string): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from api_keys where id = ${id} and revoked_at is null)`, 'not-found', 'There is no such key, or it was revoked already.'),
    db.update(apiKeys).set({ revokedAt: sql`now()` }).where(eq(apiKeys.id, id)),
    record(org, db, 'key.revoked', { type: 'api-key', id }),
  ]);
  return written.ok ? done(null) : written;
}
