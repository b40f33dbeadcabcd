import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { allTags, assetById, folders, tagsOfAsset, usagesOfAsset } from '#db/queries/media.ts';
import { fileAddress } from '#app/domains/media/address.ts';
import { changeAsset, setFocalPoint } from '#app/domains/media/change-assets.server.ts';
import { cropImage } from '#app/domains/media/crop-image.server.ts';
import { platformRefusals } from '#app/domains/media/file/platform-refusals.ts';
import { assetInput, cropInput, focalInput } from '#app/domains/media/inputs.ts';
import { AssetPage as DrawnPage } from '#app/domains/media/ui/asset-page.tsx';
import { answer, here, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { PageSkeleton } from '#app/ui/shell/page-skeleton.tsx';
import { move, purge, restore, tag, trash } from './asset-writes.server.ts';
import { signed } from './signed.server.ts';

/** As in library.tsx: drawn by the server, followed by its code. */
const load = () => import('#app/domains/media/ui/asset-page.tsx').then(({ AssetPage: page }) => ({ default: page }));

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
    why: { write: whyNot(viewer, 'media:write'), remove: whyNot(viewer, 'media:delete'), purge: whyNot(viewer, 'media:purge'), logo: whyNot(viewer, 'organization:update') },
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
      return set.ok ? redirectWithToast(args.context, back, 'The focal point is saved. Pictures in other shapes are cut around it from now on.') : form.refuse(set.problem);
    }
    case 'crop': {
      const { org, form } = await submission(args, 'media:write', cropInput);
      if (!form.ok) return form.reply();
      const cropped = await cropImage(org, form.value);
      const said = form.value.crop ? 'The crop is saved. Every picture made from this file follows it.' : 'The crop is undone: the whole picture is shown again.';
      return cropped.ok ? redirectWithToast(args.context, back, said) : form.refuse(cropped.problem);
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

const AssetPage = import.meta.env.SSR ? DrawnPage : lazy(load);

export default function AssetRoute() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Suspense fallback={<PageSkeleton path="/media/" />}>
      <AssetPage {...data} reply={reply} />
    </Suspense>
  );
}
