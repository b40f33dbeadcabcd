import { memo, type RefObject, useState } from 'react';

/**
 * One value per filled-in form, so that a redelivered press is answered once. The server's value and the browser's
 * differ; hydration keeps the server's, and either is as good. Drawn once: drawn again, React would put the first value
 * back in place of the one that the form took since, and what is sent next would count as sent before.
 */
export const OnceInput = memo(function OnceInput({ once, inputRef }: { once?: string | undefined; inputRef?: RefObject<HTMLInputElement> | undefined }) {
  const [value] = useState(() => once ?? crypto.randomUUID());
  return <input ref={inputRef} type="hidden" name="_once" defaultValue={value} suppressHydrationWarning />;
});
