import { eq, sql } from 'drizzle-orm';
import { organizations } from '#db/schema/index.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { hex } from '#app/platform/secrets.server.ts';

const MOST_BYTES = 1024 * 1024;

/** The bytes decide what a file is, never its name. */
const MAGIC: [string, (head: Uint8Array) => boolean][] = [
  ['image/png', (head) => starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', (head) => starts(head, [0xff, 0xd8, 0xff])],
  ['image/webp', (head) => starts(head, [0x52, 0x49, 0x46, 0x46]) && starts(head.subarray(8), [0x57, 0x45, 0x42, 0x50])],
];

const starts = (head: Uint8Array, magic: number[]) => magic.every((byte, index) => head[index] === byte);

/** Stored under the organization and the hash of its bytes: the address changes with the picture, so it can be cached for ever. */
export async function setLogo(org: Org, organizationId: string, file: unknown): Promise<Result<null>> {
  if (!(file instanceof File) || file.size === 0) return refused(problem('invalid', 'Choose a picture.', { field: 'logo' }));
  if (file.size > MOST_BYTES) return refused(problem('invalid', 'A logo can have at most 1 MB.', { field: 'logo' }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = MAGIC.find(([, matches]) => matches(bytes))?.[0];
  if (!type) return refused(problem('invalid', 'A logo is a PNG, JPEG or WebP picture.', { field: 'logo' }));
  const key = `${organizationId}/${hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))).slice(0, 32)}`;
  await org.context.env.MEDIA.put(`logo/${key}`, bytes, { httpMetadata: { contentType: type } });
  const written = await writeFor(org, (db) => [
    db.update(organizations).set({ logoKey: key }).where(eq(organizations.id, sql`app.current_org()`)),
    record(org, db, 'organization.logo-changed', { type: 'organization', id: organizationId }),
  ]);
  return written.ok ? done(null) : written;
}
