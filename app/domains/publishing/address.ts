/** Where readers find a piece on the organization's own pages. */
export const addressOfItem = (organization: string, slug: string) => `/o/${organization}/${slug}`;
