/** What the tests use of a package that brings no types. */
declare module '@tryghost/admin-api' {
  type Values = Record<string, unknown>;
  interface Post extends Values {
    id: string;
    html: string;
    updated_at: string;
  }
  interface Api {
    site: { read(): Promise<Values> };
    newsletters: { browse(options: Values): Promise<{ slug: string }[]> };
    images: { upload(data: { file: string; ref: string }): Promise<{ ref: string; url: string }> };
    posts: { browse(): Promise<Post[]>; read(which: Values, query?: Values): Promise<Post>; add(post: Values, query?: Values): Promise<Post>; edit(post: Values, query?: Values): Promise<Post> };
  }
  const GhostAdminAPI: new (options: { url: string; key: string; version: string }) => Api;
  export default GhostAdminAPI;
}
