import type { Edition } from '#db/schema/publishing.ts';
import { approvalsOfItems, itemsToPublish, liveTargetsOf } from '#db/queries/publishing.ts';
import { assetsUsedBy } from '#db/queries/media.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { myStanding } from '#db/queries/standing.ts';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { factsOf } from '#app/domains/content/document/facts.ts';
import { whyUnfinished } from '#app/domains/content/document/required-sections.ts';
import { ruleOf } from '#app/domains/content/status.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { editionOf } from './edition.ts';
import { whyNotPublish, whyPrivate } from './publication.ts';

export interface Frozen {
  id: string;
  title: string;
  status: string;
  revision: number;
  edition: Edition;
}

/** These pieces as readers will get them, if each may go out as it stands; the first that may not says why. One trip. */
export async function freezeEditions(org: Org, ids: readonly string[]): Promise<Result<Frozen[]>> {
  const found = await readFor(org, {
    items: itemsToPublish(ids),
    approvals: approvalsOfItems(ids),
    assets: assetsUsedBy('content_item', ...ids),
    targets: liveTargetsOf(ids),
    organization: currentOrganization(),
    me: myStanding(),
  });
  if (!found.ok) return found;
  const { items, approvals, organization, me } = found.value;
  const assets = new Map(found.value.assets.map((asset) => [asset.id, asset]));
  const targets = new Map(found.value.targets.map(({ id, slug }) => [id, slug]));
  const rule = ruleOf(organization!.settings);
  const frozen: Frozen[] = [];
  for (const id of ids) {
    const item = items.find((one) => one.id === id);
    if (!item) return refused(notFound('piece of content'));
    const document = item.body as DocumentJson;
    const facts = factsOf(document);
    const used = [...facts.assets.keys(), item.coverAssetId, item.seo.imageAssetId];
    const hidden = used.flatMap((asset) => (asset && assets.get(asset)?.visibility === 'private' ? [assets.get(asset)!.name] : []));
    const refusal = whyNotPublish({ ...item, unfinished: whyUnfinished(document, item.requiredSections) }, me!, approvals.filter(({ itemId }) => itemId === id), rule) ?? whyPrivate([...new Set(hidden)]);
    if (refusal) return refused(problem('forbidden', ids.length === 1 ? refusal : `“${item.title || 'Untitled'}”: ${refusal}`));
    const { status, revision, publishedRevision: _live, contentHash: _hash, editedBy: _editor, deletedAt: _deleted, requiredSections: _sections, ...material } = item;
    frozen.push({ id, title: item.title, status, revision, edition: editionOf(material, { organization: organization!.slug, assets, targets }) });
  }
  return done(frozen);
}
