/** What the server drew and the browser leaves as it stands: its code is not needed here, or not yet. A form in it goes by itself. */
export const AsDrawn = ({ as: Element = 'div', className }: { as?: 'div' | 'fieldset'; className?: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it sets nothing, and so React touches nothing
  <Element className={className} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: '' }} />
);
