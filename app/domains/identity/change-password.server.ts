import { type SQL, sql } from 'drizzle-orm';
import { call, one } from '#db/scope.ts';
import { randomToken } from '#app/platform/ids.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { checkPassword, hashPassword } from './hash-password.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';

/** Ends every other session and gives this one a new token. */
export async function changePassword(org: Org, input: { current: string; password: string }): Promise<Result<{ token: string }>> {
  const found = await readFor(org, { mine: one((db) => db.select({ hash: sql`app.my_password_hash()` as SQL<string | null> }).from(sql`(values (true)) as once`)) });
  if (!found.ok) return found;
  const { correct } = await checkPassword(input.current, found.value.mine?.hash ?? null);
  if (!correct) return refused(problem('invalid', 'This is not your current password.', { field: 'current' }));
  const [hash, token] = [await hashPassword(input.password), randomToken()];
  const changed = await writeFor(org, (db) => [call(db, sql`app.change_password(${hash}, ${token})`)]);
  return changed.ok ? done({ token }) : changed;
}
