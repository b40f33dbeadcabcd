import type { Browser } from './browser.ts';

/** Presses Undo in the toast of a page: what stands in its form is what is sent. Answers the status. */
export async function pressUndo(browser: Browser, page: string): Promise<number> {
  const [, action, form] = /<form[^>]*action="([^"]*)"[^>]*>((?:(?!<\/form>)[\s\S])*)>\s*Undo/.exec(page) ?? [];
  if (!action || !form) throw new Error('The page offers no undo.');
  const read = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
  const fields = Object.fromEntries(Array.from(form.matchAll(/<input[^>]*>/g), ([input]) => [/name="([^"]*)"/.exec(input)![1]!, read(/value="([^"]*)"/.exec(input)?.[1] ?? '')]));
  return (await browser.post(read(action), fields, { follow: false })).status;
}
