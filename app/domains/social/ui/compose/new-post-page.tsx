export function NewPostPage(_props: Record<string, unknown>) {
  return null;
}
