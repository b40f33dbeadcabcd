import type { Page } from 'playwright-core';

/** What a screen reader would call the control that has the focus; empty while nothing has it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const node = document.activeElement as HTMLElement | null;
    if (!node || node === document.body) return '';
    const labelled = (node.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
    const labels = 'labels' in node ? Array.from((node as HTMLInputElement).labels ?? [], (label) => label.textContent ?? '') : [];
    const name = node.getAttribute('aria-label') ?? [labelled.join(' ').trim(), labels.join(' ').trim(), node.textContent ?? ''].find(Boolean) ?? '';
    return name.replace(/\s+/g, ' ').trim();
  });

/** Presses Tab until the control of that name has the focus, as someone without a mouse does; and sees that it shows. */
export async function tabTo(page: Page, name: string | RegExp, most = 60): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses <= most; presses += 1) {
    const now = await focused(page);
    if (typeof name === 'string' ? now === name : name.test(now)) return ringed(page, now);
    passed.push(now);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${name}. It passed: ${passed.join(' | ')}`);
}

async function ringed(page: Page, name: string): Promise<void> {
  const shown = await page.evaluate(() => {
    const node = document.activeElement!;
    const rows = [node, node.closest('tr')].filter((each) => each !== null);
    return node.matches(':focus-visible') && rows.some((each) => getComputedStyle(each).outlineStyle !== 'none');
  });
  if (!shown) throw new Error(`${name} has the focus and does not show it.`);
}

/** Into the field of that name: what stands there is replaced. */
export async function typeInto(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

export async function pressOn(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** Down a list with j, until the row with these words has the focus. */
export async function walkTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('j');
    if (await page.evaluate((wanted) => document.activeElement?.closest('tr')?.textContent?.includes(wanted), words)) return;
  }
  throw new Error(`j never came to the row of ${words}.`);
}
