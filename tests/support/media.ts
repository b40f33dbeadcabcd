import { createHash } from 'node:crypto';
import { uuid7 } from '#app/platform/ids.ts';
import type { Program } from '../api/program.ts';
import type { TestApp } from './app.ts';

let counter = 0;

/** A file of the library as if it had been uploaded: the row alone, without bytes. */
export async function arrangeAsset(app: TestApp, organizationId: string, columns: Record<string, unknown> = {}): Promise<string> {
  counter += 1;
  const id = uuid7(Date.now() + counter);
  const row: Record<string, unknown> = {
    id, organization_id: organizationId, name: `picture-${counter}.png`, type: 'image', mime_type: 'image/png', byte_size: 1000 + counter, width: 800, height: 600,
    storage_key: `o/${organizationId}/${id}/1`, sha256: createHash('sha256').update(id).digest('hex'), status: 'ready', uploaded_at: new Date().toISOString(), ...columns,
  };
  const names = Object.keys(row);
  await app.owner.query(`insert into media_assets (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(row));
  return id;
}

export async function arrangeFolder(app: TestApp, organizationId: string, name: string, parentId: string | null = null): Promise<string> {
  const id = uuid7();
  await app.owner.query(
    `insert into media_folders (id, organization_id, parent_id, name, path)
     values ($1::uuid, $2, $3::uuid, $4, coalesce((select path from media_folders where id = $3::uuid), '/') || $1::text || '/')`,
    [id, organizationId, parentId, name],
  );
  return id;
}

/** One of each that an endpoint of the library can name; `arrived` is an upload whose only part is there. */
export async function arrangeLibrary(app: TestApp, organizationId: string, program: Program) {
  const begin = async () => String((await program.post('/media/uploads', { body: { name: 'secret-harbour.txt', byteSize: 5 } })).body.assetId);
  const arrived = await begin();
  await program.send('PUT', `/media/uploads/${arrived}/parts/1`, { body: 'notes', headers: { 'Content-Length': '5' } });
  return {
    asset: await arrangeAsset(app, organizationId, { name: 'secret-harbour.png' }),
    spare: await arrangeAsset(app, organizationId),
    trashed: await arrangeAsset(app, organizationId, { deleted_at: new Date().toISOString() }),
    folder: await arrangeFolder(app, organizationId, 'secret-harbour'),
    upload: await begin(),
    arrived,
  };
}
