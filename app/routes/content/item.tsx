import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { lazy, Suspense } from 'react';
import { commentsOf } from '#db/queries/comments.ts';
import { approvalsOf, categories, itemById, linkingTo, revisionsOf, tagsByName, translationsOf } from '#db/queries/content.ts';
import { assetsUsedBy } from '#db/queries/media.ts';
import { members } from '#db/queries/members.ts';
import { projectChoices, projectOfItem } from '#db/queries/projects.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { liveSlugOf, openReleases, previewLinksOf, publicationsOf, viewsByDay } from '#db/queries/publishing.ts';
import { ruleOf } from '#app/domains/content/status.ts';
import { titleOf } from '#app/domains/content/ui/words.ts';
import { versionOf } from '#app/domains/content/version.ts';
import { siteAddress } from '#app/domains/publishing/reading/piece.ts';
import { DAYS_SHOWN } from '#app/domains/publishing/ui/views.tsx';
import { answer, intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { PageSkeleton } from '#app/ui/shell/page-skeleton.tsx';
import { signed } from '../media/signed.server.ts';
import * as outlet from '../publishing/publish-writes.server.ts';
import * as talk from './comment-writes.server.ts';
import DrawnItem from './drawn-item.tsx';
import { decide, file, move, requestWords, save, withdraw } from './item-writes.server.ts';
import { restore, trash } from './list-writes.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? titleOf(data.version) : 'Content'} · Masthead` }];

export async function loader(args: LoaderFunctionArgs) {
  const { itemId } = args.params;
  if (!isUuid(itemId)) throw answer(notFound('piece of content'));
  const { viewer, item, organization, people, revisions, categories: tree, tags, publications, previews, releases, liveSlug, views, projects, ...found } = await read(args, 'content:read', {
    item: itemById(itemId),
    approvals: approvalsOf(itemId),
    revisions: revisionsOf(itemId, { limit: 6 }),
    comments: commentsOf(itemId),
    translations: translationsOf(itemId),
    linking: linkingTo(itemId),
    categories: categories(),
    tags: tagsByName(),
    people: members({ limit: 200 }),
    projects: projectChoices(),
    project: projectOfItem(itemId),
    organization: currentOrganization(),
    assets: assetsUsedBy('content_item', itemId),
    publications: publicationsOf(itemId, 10),
    previews: previewLinksOf(itemId),
    releases: openReleases(),
    liveSlug: liveSlugOf(itemId),
    views: viewsByDay(itemId, DAYS_SHOWN),
  });
  if (!item) throw answer(notFound('piece of content'));
  const { body: _body, ...facts } = item;
  return {
    ...found,
    item: facts,
    version: versionOf(item),
    revisions: revisions.rows,
    choices: { categories: tree.map(({ id, name, path }) => ({ id, name, path })), tags, projects, campaigns: [], people: [] },
    people: people.rows.map(({ userId, name, role, permissions }) => ({ id: userId, name, role, permissions })),
    assets: await Promise.all(found.assets.map((asset) => signed(args.context.env, asset))),
    outlet: { publications, previews, releases, views, liveAddress: liveSlug && siteAddress({ origin: args.context.origin, organization: organization!.slug }, liveSlug.slug) },
    rule: ruleOf(organization!.settings),
    me: { userId: viewer.userId, role: viewer.role, permissions: viewer.permissions },
    why: {
      write: item.deletedAt ? 'It is in the trash. Restore it first.' : whyNot(viewer, 'content:write'),
      comment: whyNot(viewer, 'content:comment'),
      remove: whyNot(viewer, 'content:delete'),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'save':
      return save(args);
    case 'file':
      return file(args);
    case 'move':
      return move(args);
    case 'publish':
      return outlet.publish(args);
    case 'unpublish':
      return outlet.unpublish(args);
    case 'reschedule':
      return outlet.reschedule(args);
    case 'cancel-publication':
      return outlet.cancel(args);
    case 'gather':
      return outlet.gather(args);
    case 'preview':
      return outlet.preview(args);
    case 'revoke-preview':
      return outlet.takePreviewBack(args);
    case 'request-review':
      return requestWords(args);
    case 'decide-review':
      return decide(args);
    case 'withdraw-review':
      return withdraw(args);
    case 'comment':
      return talk.comment(args);
    case 'answer':
      return talk.answer(args);
    case 'edit-comment':
      return talk.editComment(args);
    case 'resolve':
      return talk.resolve(args);
    case 'reopen':
      return talk.reopen(args);
    case 'delete-comment':
      return talk.deleteComment(args);
    case 'restore-comment':
      return talk.restoreComment(args);
    case 'trash':
      return trash(args, '/content');
    case 'restore':
      return restore(args);
    default:
      throw unknownIntent();
  }
}

/** As the media library: drawn by the server at once, followed by its code. */
const Item = import.meta.env.SSR ? DrawnItem : lazy(() => import('./drawn-item.tsx'));

export default function ItemRoute() {
  return (
    <Suspense fallback={<PageSkeleton path="/content/" />}>
      <Item />
    </Suspense>
  );
}
