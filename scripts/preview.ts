import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA } from './local.ts';
import { serve } from './serve.ts';

const ENV_FILE = join(DATA, 'preview.env');
// Otherwise wrangler would bundle the development build of React.
process.env.NODE_ENV = 'production';

/** The production build in workerd, as Cloudflare would run it, with the database of `npm start`. */
await serve({
  name: 'the production build',
  port: 8787,
  script: 'wrangler/bin/wrangler.js',
  args(port, variables) {
    // A file rather than --var: everyone on the machine can read a process's arguments.
    const lines = Object.entries(variables).map(([name, value]) => `${name}='${value}'\n`);
    writeFileSync(ENV_FILE, lines.join(''), { mode: 0o600 });
    return [
      'dev', '--ip', '127.0.0.1', '--port', String(port), '--test-scheduled', '--persist-to', join(DATA, 'wrangler'),
      '--env-file', ENV_FILE, '--show-interactive-dev-session=false',
    ];
  },
  scheduled: '/__scheduled',
});
