import type { ComponentType } from 'react';
import type { Platform } from '../../connectors/connector.ts';
import { Blog } from './blog.tsx';
import { Instagram } from './instagram.tsx';
import { Microblog } from './microblog.tsx';
import { PagePost } from './page-post.tsx';
import { Pinterest } from './pinterest.tsx';
import type { Shown } from './shown.ts';
import { TikTok } from './tiktok.tsx';
import { YouTube } from './youtube.tsx';

const FAMILIES: Record<Platform, ComponentType<{ shown: Shown }>> = {
  twitter: Microblog, threads: Microblog, bluesky: Microblog, mastodon: Microblog,
  facebook: PagePost, linkedin: PagePost,
  instagram: Instagram, youtube: YouTube, tiktok: TikTok, pinterest: Pinterest,
  wordpress: Blog, ghost: Blog, medium: Blog, substack: Blog,
};

/** A post as that account will show it. Nothing in it can be pressed. */
export function Preview({ shown }: { shown: Shown }) {
  const Family = FAMILIES[shown.platform];
  return <Family shown={shown} />;
}
