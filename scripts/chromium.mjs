/** The browser of the browser tests: the machine's own, never a downloaded one. */
import { existsSync } from 'node:fs';

/** Where there is one without a window, it comes first: it draws no frame around the page. */
const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  return (chosen ? [chosen] : USUAL_PLACES).find((path) => existsSync(path));
}
