/** Words of a program, as they are; long lines break rather than scroll. */
export function CodeSheet({ children, label }: { children: string; label: string }) {
  return (
    <figure className="grid gap-1.5">
      <figcaption className="text-sm text-ink-soft">{label}</figcaption>
      <pre dir="ltr" className="rounded-md border border-rule bg-sheet p-3 font-mono text-xs leading-5 [font-variant-ligatures:none] [overflow-wrap:anywhere] whitespace-pre-wrap">
        <code>{children}</code>
      </pre>
    </figure>
  );
}
