import type { PublicOrganization } from '#db/queries/authentication.ts';
import type { PublishedLogo } from '#db/queries/published-site.ts';
import { imageAddress } from '#app/domains/media/address.ts';
import { type SiteLook, siteLookOf } from '#app/domains/publishing/site-look.ts';

/** The organization as every page of its site shows it. */
export interface Face extends SiteLook {
  name: string;
  slug: string;
  description: string;
  website: string;
  timeZone: string;
  logo: string | null;
  sections: { slug: string; name: string }[];
  takesComments: boolean;
  origin: string;
}

const LOGO_WIDTH = 320;

export const faceOf = (organization: Omit<PublicOrganization, 'logoAssetId'>, origin: string, sections: Face['sections'], logo: PublishedLogo | null): Face => ({
  ...siteLookOf(organization.settings),
  name: organization.name,
  slug: organization.slug,
  description: organization.description ?? '',
  website: /^https?:\/\//.test(organization.website ?? '') ? organization.website! : '',
  timeZone: organization.timeZone,
  logo: logo && imageAddress(logo, { width: LOGO_WIDTH }),
  sections,
  takesComments: organization.settings.comments === true,
  origin,
});

const part = encodeURIComponent;

/** Where everything of a site stands. A piece has one part behind its organization, so that it can be called anything. */
export const addresses = ({ slug }: Pick<Face, 'slug'>) => {
  const home = `/o/${part(slug)}`;
  const api = `/v1/${part(slug)}`;
  return {
    home,
    piece: (piece: string) => `${home}/${part(piece)}`,
    comments: (piece: string) => `${home}/${part(piece)}/comments`,
    category: (category: string) => `${home}/categories/${part(category)}`,
    tag: (tag: string) => `${home}/tags/${part(tag)}`,
    author: (author: string) => `${home}/authors/${part(author)}`,
    month: (month: string) => `${home}/archive/${month}`,
    feeds: [
      { name: 'RSS', type: 'application/rss+xml', href: `${api}/feed.xml` },
      { name: 'Atom', type: 'application/atom+xml', href: `${api}/atom.xml` },
      { name: 'JSON Feed', type: 'application/feed+json', href: `${api}/feed.json` },
    ],
    sitemap: `${home}/sitemap.xml`,
    view: (piece: string) => `${api}/items/${part(piece)}/view`,
  };
};
