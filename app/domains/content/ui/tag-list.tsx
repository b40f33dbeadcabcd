import { classes } from '#app/ui/class-names.ts';

/** The hue of a tag is a hint beside its name, never instead of it. */
const DOTS: Record<string, string> = { ink: 'bg-ink-faint', red: 'bg-failed', amber: 'bg-waiting', green: 'bg-done', blue: 'bg-accent', violet: 'bg-planned' };

export function TagDot({ color }: { color: string }) {
  return <span aria-hidden className={classes('size-2 shrink-0 rounded-full', DOTS[color] ?? DOTS.ink)} />;
}

export function TagList({ tags, most = tags.length }: { tags: readonly { id: string; name: string; color: string }[]; most?: number }) {
  const rest = tags.slice(most);
  return (
    <ul className="flex flex-wrap gap-x-2.5 gap-y-1">
      {tags.slice(0, most).map(({ id, name, color }) => (
        <li key={id} className="inline-flex items-center gap-1.5">
          <TagDot color={color} />
          {name}
        </li>
      ))}
      {rest.length > 0 && (
        <li className="text-ink-soft" title={rest.map(({ name }) => name).join(', ')}>
          and {rest.length} more
        </li>
      )}
    </ul>
  );
}
