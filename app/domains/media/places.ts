/** What a place is called, and where it is looked at. A new place of db/schema/choices.ts is a line here. */
export const PLACES: Record<'organization_logo' | 'content_item' | 'project_logo' | 'post', { word: string; href: (placeId: string) => string }> = {
  organization_logo: { word: 'The organization’s logo', href: () => '/settings/organization' },
  project_logo: { word: 'A project’s logo', href: (id) => `/projects/${id}` },
  post: { word: 'A post', href: (id) => `/social/posts/${id}` },
  content_item: { word: 'A piece of content', href: (id) => `/content/${id}` },
};
