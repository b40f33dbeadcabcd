import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { users } from '#db/schema/index.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { profileInput } from './inputs.ts';

export async function updateProfile(org: Org, { name, timeZone, ...preferences }: z.output<typeof profileInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    db
      .update(users)
      .set({ name, timeZone, preferences: sql`${users.preferences} || ${JSON.stringify(preferences)}::jsonb` })
      .where(eq(users.id, sql`app.current_user_id()`)),
  ]);
  return written.ok ? done(null) : written;
}
