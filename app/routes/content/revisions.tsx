import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { categories, itemById, revisionPair, revisionsOf } from '#db/queries/content.ts';
import { assetsInRevisions } from '#db/queries/media.ts';
import { fileSource, imageSource } from '#app/domains/media/ui/asset-address.ts';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { renderComparison } from '#app/domains/content/document/render-comparison.ts';
import { changedFields } from '#app/domains/content/changed-fields.ts';
import { nameRevisionInput, restoreRevisionInput } from '#app/domains/content/inputs.ts';
import { nameRevision, restoreRevision } from '#app/domains/content/restore-revision.server.ts';
import { RevisionsPage } from '#app/domains/content/ui/revisions-page.tsx';
import { titleOf } from '#app/domains/content/ui/words.ts';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { signed } from '../media/signed.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `History of ${data ? titleOf(data.item) : 'a piece'} · Masthead` }];

const numbered = (search: URLSearchParams, name: string) => (/^\d{1,9}$/.test(search.get(name) ?? '') ? Number(search.get(name)) : undefined);

export async function loader(args: LoaderFunctionArgs) {
  const { itemId } = args.params;
  if (!isUuid(itemId)) throw answer(notFound('piece of content'));
  const search = new URL(args.request.url).searchParams;
  const [a, b] = [numbered(search, 'a'), numbered(search, 'b')];
  const { viewer, item, pair, ...found } = await read(args, 'content:read', {
    item: itemById(itemId),
    revisions: revisionsOf(itemId, pageOf(args.request, 'number', 30)),
    pair: revisionPair(itemId, a, b),
    categories: categories(),
    assets: assetsInRevisions(itemId, a, b),
  });
  if (!item) throw answer(notFound('piece of content'));
  const newer = pair[0] ?? null;
  const older = pair[1] ?? null;
  const pictures = new Map((await Promise.all(found.assets.map((asset) => signed(args.context.env, asset)))).map((asset) => [asset.id, asset]));
  const asset = (id: string) => {
    const shown = pictures.get(id);
    return shown ? { src: shown.type === 'image' ? imageSource(shown, 640) : fileSource(shown), width: shown.width, height: shown.height, alt: shown.altText, mime: shown.mimeType } : null;
  };
  return {
    item: { id: item.id, title: item.title, language: item.language, revision: item.revision, publishedRevision: item.publishedRevision },
    revisions: found.revisions,
    compared: newer && {
      newer: { number: newer.number, author: newer.author, createdAt: newer.createdAt, name: newer.name },
      older: older && { number: older.number, author: older.author, createdAt: older.createdAt, name: older.name },
      fields: older ? changedFields(older, newer, found.categories) : [],
      rows: renderComparison((older ?? newer).body as DocumentJson, newer.body as DocumentJson, { frames: false, prefix: 'c-', asset }),
    },
    whyNotWrite: item.deletedAt ? 'It is in the trash. Restore it first.' : whyNot(viewer, 'content:write'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const here = `/content/${args.params.itemId}`;
  switch (await intentOf(args)) {
    case 'restore-revision': {
      const { org, form } = await submission(args, 'content:write', restoreRevisionInput);
      if (!form.ok) return form.reply();
      const restored = await restoreRevision(org, form.value);
      return restored.ok ? redirectWithToast(args.context, here, `Revision ${form.value.number} is back, as revision ${restored.value.revision}.`) : form.refuse(restored.problem);
    }
    case 'name-revision': {
      const { org, form } = await submission(args, 'content:write', nameRevisionInput);
      if (!form.ok) return form.reply();
      const named = await nameRevision(org, form.value);
      return named.ok ? redirectWithToast(args.context, `${here}/revisions${comparedIn(args.request)}`, form.value.name ? `The revision is kept as “${form.value.name}”.` : 'The name is removed.') : form.refuse(named.problem);
    }
    default:
      throw unknownIntent();
  }
}

/** A revision that was named stays beside the one that it was compared with. */
function comparedIn(request: Request): string {
  const asked = new URL(request.url).searchParams;
  const kept = new URLSearchParams(['a', 'b', 'after'].flatMap((name) => (asked.get(name) ? [[name, asked.get(name)!]] : [])));
  return kept.size > 0 ? `?${kept}` : '';
}

export default function RevisionsRoute() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <RevisionsPage {...data} reply={reply} />;
}
