import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { allTags, assetById, folders, tagsOfAsset, usagesOfAsset } from '#db/queries/media.ts';
import { fileAddress } from '#app/domains/media/address.ts';
import { changeAsset, setFocalPoint } from '#app/domains/media/change-assets.server.ts';
import { platformRefusals } from '#app/domains/media/file/platform-refusals.ts';
import { assetInput, focalInput } from '#app/domains/media/inputs.ts';
import { AssetDeeds, AssetTakes } from '#app/domains/media/ui/asset-deeds.tsx';
import { AssetFacts, PlatformRefusals } from '#app/domains/media/ui/asset-facts.tsx';
import { AssetFields } from '#app/domains/media/ui/asset-fields.tsx';
import { AssetPreview } from '#app/domains/media/ui/asset-preview.tsx';
import { AssetTags } from '#app/domains/media/ui/asset-tags.tsx';
import { AssetTrashed } from '#app/domains/media/ui/asset-trashed.tsx';
import { ancestry } from '#app/domains/media/ui/folder-order.ts';
import { UsageList } from '#app/domains/media/ui/usage-list.tsx';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Card } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { here, move, purge, restore, tag, trash } from './asset-writes.server.ts';
import { signed } from './signed.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.asset.name ?? 'File'} · Masthead` }];

export async function loader(args: LoaderFunctionArgs) {
  const { assetId } = args.params;
  if (!isUuid(assetId)) throw answer(notFound('file'));
  const { viewer, ...found } = await read(args, 'media:read', {
    asset: assetById(assetId),
    tags: tagsOfAsset(assetId),
    known: allTags(),
    usages: usagesOfAsset(assetId),
    folders: folders(),
  });
  if (!found.asset || found.asset.status !== 'ready') throw answer(notFound('file'));
  const { storageKey: _key, ...asset } = found.asset;
  const { mimeType: mime, type: kind, byteSize, width, height, durationSeconds, facts } = asset;
  return {
    ...found,
    asset: await signed(args.context.env, asset),
    refusals: platformRefusals({ ...facts, mime, kind, byteSize, width, height, durationSeconds }),
    address: `${args.context.origin}${fileAddress(asset)}`,
    why: { write: whyNot(viewer, 'media:write'), remove: whyNot(viewer, 'media:delete'), purge: whyNot(viewer, 'media:purge') },
  };
}

export async function action(args: ActionFunctionArgs) {
  const back = here(args.request);
  switch (await intentOf(args)) {
    case 'save': {
      const { org, form } = await submission(args, 'media:write', assetInput);
      if (!form.ok) return form.reply();
      const changed = await changeAsset(org, form.value);
      return changed.ok ? redirectWithToast(args.context, back, 'Saved.') : form.refuse(changed.problem);
    }
    case 'focal': {
      const { org, form } = await submission(args, 'media:write', focalInput);
      if (!form.ok) return form.reply();
      const set = await setFocalPoint(org, form.value);
      return set.ok ? redirectWithToast(args.context, back, 'The focal point is saved. Crops follow it from now on.') : form.refuse(set.problem);
    }
    case 'tag':
      return tag(args);
    case 'move':
      return move(args);
    case 'trash':
      return trash(args, '/media');
    case 'restore':
      return restore(args);
    case 'purge':
      return purge(args, '/media?view=trash');
    default:
      throw unknownIntent();
  }
}

export default function AssetPage() {
  const { asset, tags, known, usages, folders: all, refusals, address, why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { organization } = useShell();
  const path = ancestry(all, asset.folderId);
  const gone = asset.deletedAt === null ? null : 'It is in the trash. Restore it first.';
  const common = { organizationId: organization.id, reply, whyNot: gone ?? why.write };
  return (
    <>
      <PageHeader
        above={
          <Link to={asset.folderId ? `/media?folder=${asset.folderId}` : '/media'} className="underline-offset-2 hover:underline">
            {['Media', ...path.map(({ name }) => name)].join(' / ')}
          </Link>
        }
        title={asset.name}
        action={<AssetTakes asset={asset} address={address} />}
      />
      <AssetDeeds asset={asset} usages={usages} folders={all} organizationId={organization.id} reply={reply} why={why} />
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
    </>
  );
}
