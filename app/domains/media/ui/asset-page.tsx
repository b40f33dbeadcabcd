import { Link } from '@remix-run/react';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Card } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { AssetDeeds, AssetTakes } from './asset-deeds.tsx';
import { AssetFacts, type KnownAsset, PlatformRefusals, type Refusal } from './asset-facts.tsx';
import { AssetFields } from './asset-fields.tsx';
import { AssetPreview } from './asset-preview.tsx';
import { AssetTags } from './asset-tags.tsx';
import { AssetTrashed } from './asset-trashed.tsx';
import { ancestry } from './folder-order.ts';
import type { Folder, Tag } from './library-asset.ts';
import type { Whys } from './selection-bar.tsx';
import { UploadsCorner } from './uploads.tsx';
import { type Usage, UsageList } from './usage-list.tsx';

interface AssetPageProps {
  asset: KnownAsset & { description: string };
  tags: Pick<Tag, 'id' | 'name'>[];
  known: Tag[];
  usages: Usage[];
  folders: Folder[];
  refusals: Refusal[];
  address: string;
  why: Whys & { logo: string | null };
  reply: unknown;
}

export function AssetPage({ asset, tags, known, usages, folders, refusals, address, why, reply }: AssetPageProps) {
  const { organization } = useShell();
  const path = ancestry(folders, asset.folderId);
  const gone = asset.deletedAt === null ? null : 'It is in the trash. Restore it first.';
  const common = { organizationId: organization.id, reply, whyNot: gone ?? why.write };
  return (
    <>
      <PageHeader
        above={
          <Link to={asset.folderId ? `/media?folder=${asset.folderId}` : '/media'} className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
            {['Media', ...path.map(({ name }) => name)].join(' / ')}
          </Link>
        }
        title={asset.name}
        action={<AssetTakes asset={asset} address={address} />}
      />
      <AssetDeeds asset={asset} usages={usages} folders={folders} organizationId={organization.id} reply={reply} why={why} />
      {asset.deletedAt && <AssetTrashed asset={{ ...asset, deletedAt: asset.deletedAt }} organizationId={organization.id} reply={reply} why={why} />}
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-8">
          <AssetPreview asset={asset} {...common} />
          <AssetFields key={asset.id} asset={asset} {...common} />
        </div>
        <div className="grid min-w-0 gap-4">
          <Card title="Used in">
            <UsageList usages={usages} />
          </Card>
          <Card title="Tags">
            <AssetTags assetId={asset.id} tags={tags} known={known} {...common} />
          </Card>
          <Card title="The file">
            <AssetFacts asset={asset} />
          </Card>
          <Card title="Platforms">
            <PlatformRefusals refusals={refusals} />
          </Card>
        </div>
      </div>
      <UploadsCorner />
    </>
  );
}
