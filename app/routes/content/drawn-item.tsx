import { useActionData, useLoaderData } from '@remix-run/react';
import { ItemPage } from '#app/domains/content/ui/item-page.tsx';
import { PublishPanel } from '#app/domains/publishing/ui/publish-panel.tsx';
import type { action, loader } from './item.tsx';

/** A piece, with the way to its readers beside it: two domains that do not know each other meet here. */
export default function DrawnItem() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { item, outlet, approvals, rule, me } = data;
  return (
    <ItemPage
      key={item.id}
      {...data}
      reply={reply}
      publishing={(live, version) => <PublishPanel item={{ ...version, id: item.id, publishedAt: item.publishedAt, deletedAt: item.deletedAt }} live={live} {...outlet} approvals={approvals} rule={rule} me={me} reply={reply} />}
    />
  );
}
