/** `npm test`: everything, one line at the end. With --fast (`npm run check`): types, lint and the quick tests in Node. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, isBuilt } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { prepare, ROOT } from './install.mjs';
import { run } from './run.mjs';

const fast = process.argv.includes('--fast');
const total = { passed: 0, failed: 0, skipped: 0 };
const troubles = [];
const reports = mkdtempSync(join(tmpdir(), 'masthead-test-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

// The tests bring their own database; whatever the shell points at is never theirs.
const environment = { ...process.env };
for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL', 'APP_DB_PASSWORD', 'SYSTEM_SECRET', 'TOKEN_SECRET', 'APP_ORIGIN', 'NODE_ENV']) delete environment[name];

function count(name, { passed = 0, failed = 0, skipped = 0 }, trouble) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed > 0) troubles.push(`${name}: ${trouble ?? `${failed} failed`}`);
}

/** What failed by name, and the first lines of why: the end of the log is often all that is kept of it. */
function failures({ testResults }) {
  const tests = testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed').map((test) => ({ name: test.fullName, why: test.failureMessages[0] }));
    const own = failed.length === 0 && file.status === 'failed' ? [{ name: 'the file itself', why: file.message }] : failed;
    return own.map((test) => ({ ...test, file: relative(ROOT, file.name) }));
  });
  return tests.slice(0, 20).map(({ file, name, why }) => {
    const lines = stripVTControlCharacters(why ?? '').split('\n').filter((line) => !/node_modules|new Promise/.test(line)).slice(0, 12);
    return [`${file}  ${name}`, ...lines.map((line) => `    ${line.slice(0, 300)}`)].join('\n             ');
  });
}

/** What the steps beside the others said, until those have said theirs. */
const kept = [];

async function step(name, work, words = undefined) {
  const title = `\n── ${name}\n`;
  const started = Date.now();
  if (words) words.push(Buffer.from(title));
  else process.stdout.write(title);
  await work(words);
  const took = `   ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`;
  if (words) words.push(Buffer.from(took));
  else process.stdout.write(took);
}

/** A tool that only says yes or no counts as one test. */
const tool = (name, script, args) =>
  step(name, async (words) => {
    const code = await run(script, args, environment, words);
    count(name, code === 0 ? { passed: 1 } : { failed: 1 }, `ended with ${code}`);
  }, kept);

const tests = (name, config, env = {}, words = undefined) =>
  step(name, async () => {
    if (!existsSync(join(ROOT, config))) return count(name, { failed: 1 }, `${config} is missing`);
    const file = join(reports, `${config}.json`);
    const code = await run('vitest/vitest.mjs', ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], { ...environment, ...env }, words);
    if (!existsSync(file)) return count(name, { failed: 1 }, `the runner ended with ${code} and without a result`);
    const report = JSON.parse(readFileSync(file, 'utf8'));
    // A file that could not even be loaded has no failed test in it; an error outside any test has neither.
    const broken = report.testResults.filter((each) => each.status === 'failed' && each.assertionResults.every((test) => test.status !== 'failed')).length;
    const failed = report.numFailedTests + broken;
    count(name, { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }, [`${failed} failed`, ...failures(report)].join('\n           '));
    if (code !== 0 && failed === 0) count(name, { failed: 1 }, `the runner ended with ${code} although no test failed`);
  }, words);

function skipBrowser() {
  const required = process.env.CHROMIUM_REQUIRED === '1';
  const line = '═'.repeat(78);
  console.log(`\n${line}\n  THE BROWSER TESTS WERE ${required ? 'NOT RUN' : 'SKIPPED'}: no Chromium was found.\n  Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.\n${line}`);
  count('browser tests', required ? { failed: 1 } : { skipped: 1 }, 'no Chromium was found');
}

/** One processor's work, and workerd waits a good deal: beside the tests in Node they cost half. Answers whether there is a build. */
async function beside() {
  await tool('types', 'typescript/bin/tsc', ['--noEmit']);
  await tool('lint', '@biomejs/biome/bin/biome', ['ci', '.']);
  if (fast) return false;
  let built = isBuilt();
  if (!built) {
    await step('build', async (words) => {
      built = (await build(words)) === 0;
      if (!built) count('build', { failed: 1 }, 'it failed, so the tests in workerd and in the browser were not run');
    }, kept);
  }
  if (built) await tests('tests in workerd', 'vitest.worker.config.ts', {}, kept);
  return built;
}

await prepare();
const [built] = await Promise.all([beside(), tests('tests in Node', 'vitest.config.ts', fast ? { FAST: '1' } : {})]);
process.stdout.write(Buffer.concat(kept));
if (!fast) {
  const chromium = findChromium();
  if (!chromium) skipBrowser();
  else if (built) await tests('tests in the browser', 'vitest.e2e.config.ts', { CHROMIUM_PATH: chromium });
}

if (troubles.length > 0) console.log(`\n${troubles.map((each) => `   FAILED  ${each}`).join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;
