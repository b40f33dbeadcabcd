export function PostPage(_props: Record<string, unknown>) {
  return null;
}
