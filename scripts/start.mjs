/** `npm start`: plain Node up to the point where the dependencies are there. */
import { prepare } from './install.mjs';

await prepare();
const { register } = await import('tsx/esm/api');
register();
await import('./dev.ts');
