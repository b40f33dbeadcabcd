import { sql } from 'drizzle-orm';
import { assetsByIds } from '#db/queries/media.ts';
import { itemsToPublish, liveTargetsOf } from '#db/queries/publishing.ts';
import type { Body, ItemFields } from '#db/schema/content.ts';
import type { Edition } from '#db/schema/publishing.ts';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { factsOf } from '#app/domains/content/document/facts.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { readFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { callSystem, orgOfJob } from '#app/platform/system.server.ts';
import { editionOf } from './edition.ts';

interface Peeked {
  organization_id: string;
  content_item_id: string;
  revision: number;
  expires_at: string;
  title: string;
  excerpt: string;
  body: Body;
  fields: Partial<ItemFields>;
  organization: { id: string; name: string; slug: string; settings: Record<string, unknown>; timeZone: string };
}

export interface Preview {
  id: string;
  revision: number;
  expiresAt: string;
  organization: Peeked['organization'];
  edition: Edition;
}

/** One revision as its readers would get it, for whoever holds a living link to it: the link opens it, and nothing beside it. */
export async function peekPreview(context: RequestContext, token: string): Promise<Result<Preview>> {
  const peeked = await callSystem(context, sql`app.peek_preview(${token})`);
  if (!peeked.ok) return peeked;
  const found = peeked.value[0]?.[0] as Peeked;
  const { content_item_id: id, revision, organization, title, excerpt, fields } = found;
  const body = found.body as unknown as DocumentJson;
  const seo = fields.seo ?? {};
  const pictures = [...factsOf(body).assets.keys(), fields.coverAssetId, seo.imageAssetId].filter((each) => typeof each === 'string');
  const beside = await readFor(orgOfJob(context, found.organization_id), { items: itemsToPublish([id]), assets: assetsByIds(pictures), targets: liveTargetsOf([id]) });
  if (!beside.ok) return beside;
  const { items: [item], assets, targets } = beside.value;
  if (!item) return refused(notFound('piece of content'));
  const edition = editionOf(
    { ...item, title, excerpt, body: found.body, seo, slug: fields.slug ?? item.slug, language: fields.language ?? item.language, coverAssetId: fields.coverAssetId ?? null },
    { organization: organization.slug, assets: new Map(assets.map((asset) => [asset.id, asset])), targets: new Map(targets.map((target) => [target.id, target.slug])) },
  );
  return done({ id, revision, expiresAt: found.expires_at, organization, edition });
}
