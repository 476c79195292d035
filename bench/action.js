// `npm run bench -- action REPOSITORY [--rounds N] [--write]`: the built Action on a pull request of ten files, from its start
// to its exit, beside what people run in its place on the same ten files, in turn within one run.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startGitHubStandIn } from './lib/github-stand-in.js';
import { measureInTurn } from './lib/measure.js';
import { middleFiles } from './lib/middle-files.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const ACTION = resolve(HERE, '../dist-action/action');
const TOOLS = join(HERE, 'node_modules/.bin');
const TEN_FILES = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, write: { type: 'boolean', default: false } },
});
const [, repository] = positionals;
if (repository === undefined || !existsSync(repository)) {
  process.stderr.write('Say which repository to measure on: npm run bench -- action REPOSITORY\n');
  process.exit(2);
}
if (!existsSync(join(TOOLS, 'danger'))) {
  process.stderr.write('What we compare with is not installed: npm ci --prefix bench\n');
  process.exit(2);
}

execFileSync(process.execPath, ['scripts/build.js', '--action'], { cwd: resolve(HERE, '..'), stdio: 'inherit' });
const work = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
try {
  const pull = aPullRequest(join(work, 'tree'), resolve(repository));
  const text = await compare(pull);
  process.stdout.write(`${text}\n`);
  if (values.write) writeIntoReadme(text);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/**
 * A checkout as actions/checkout makes it with `fetch-depth: 0`, of a head that changes ten files of middle size.
 * @param {string} tree
 * @param {string} repository
 */
function aPullRequest(tree, repository) {
  git('clone', '-q', '--shared', repository, tree);
  const base = git('-C', tree, 'rev-parse', 'HEAD');
  const files = middleFiles(tree, TEN_FILES);
  for (const file of files) appendFileSync(join(tree, file), 'export const changed = 1\n');
  git('-C', tree, '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-qam', 'Ten files');
  const head = git('-C', tree, 'rev-parse', 'HEAD');
  // By its address the Action knows whose checkout it is.
  git('-C', tree, 'remote', 'set-url', 'origin', 'https://github.com/bench/repository');
  git('-C', tree, 'update-ref', 'refs/remotes/origin/main', base);
  git('-C', tree, 'checkout', '-q', '--detach', head);
  // What the others need, beside the commit.
  const config = `export { default } from '${join(HERE, 'eslint-recommended.config.js')}';\n`;
  writeFileSync(join(tree, 'eslint-recommended.config.js'), config);
  writeFileSync(join(tree, '.secretlintrc.json'), '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}');
  writeFileSync(join(tree, 'dangerfile.js'), readFileSync(join(HERE, 'dangerfile.js')));
  return { tree, base, head, files };
}

/** @param {ReturnType<typeof aPullRequest>} pull */
async function compare({ tree, base, head, files }) {
  const github = await startGitHubStandIn({ headSha: head, baseSha: base });
  const { startActionsCacheDouble } = await cacheDouble();
  const [empty, filled] = [await startActionsCacheDouble(), await startActionsCacheDouble()];
  const event = join(work, 'event.json');
  const pull = {
    number: 1,
    draft: false,
    head: { sha: head },
    base: { ref: 'main' },
    labels: [],
    user: { type: 'User' },
  };
  writeFileSync(event, JSON.stringify({ action: 'synchronize', number: 1, pull_request: pull }));
  try {
    /** @param {string} name @param {Readonly<Record<string, string>>} cache */
    const environment = (name, cache) => ({
      ...cache,
      INPUT_TOKEN: 'bench',
      INPUT_CACHE: 'true',
      GITHUB_API_URL: github.url,
      // Nothing is asked there: the checkout has it all. Of another server, the cache is an older one.
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'bench/repository',
      GITHUB_REPOSITORY_ID: '1',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event,
      GITHUB_SHA: head,
      GITHUB_REF: 'refs/pull/1/merge',
      GITHUB_RUN_ID: '1',
      GITHUB_WORKSPACE: tree,
      GITHUB_OUTPUT: join(work, 'output'),
      GITHUB_STEP_SUMMARY: join(work, 'summary'),
      GITHUB_STATE: join(work, 'state'),
      RUNNER_TEMP: temp(name),
    });
    /** @param {string} name @param {'main' | 'post'} program @param {Readonly<Record<string, string>>} cache */
    const action = (name, program, cache) => ({
      name,
      command: process.execPath,
      args: [join(ACTION, `${program}.js`)],
      cwd: tree,
      env: environment(name, cache),
    });
    const cold = action('cold', 'main', empty.variables);
    const warm = action('warm', 'main', filled.variables);
    const eslint = step('eslint', ['-c', 'eslint-recommended.config.js', ...files], tree);
    const jscpd = { ...step('jscpd', ['--silent', '--min-tokens', '50', ...files], tree), codes: [0] };
    const secretlint = step('secretlint', files, tree);
    const danger = step('danger', ['local', '--base', base, '--dangerfile', 'dangerfile.js'], tree);
    // Fills the cache, and is thrown away.
    await measureInTurn([warm, { ...warm, name: 'keep', args: [join(ACTION, 'post.js')] }], { rounds: 1 });
    if (filled.entries.length !== 1) throw new Error('the Action made no review, or did not keep its results');
    const costs = await measureInTurn([cold, warm, eslint, jscpd, secretlint, danger], {
      rounds: Number(values.rounds),
      before: ({ name }) => void temp(name),
    });
    if (github.unknown.length > 0) throw new Error(`not known to the stand-in: ${github.unknown.join(', ')}`);
    return table(costs);
  } finally {
    github.close();
    await Promise.all([empty.close(), filled.close()]);
  }
}

/** @param {Map<string, import('./lib/measure.js').Cost>} costs */
function table(costs) {
  /** @param {string} name */
  const seconds = (name) => costs.get(name)?.seconds ?? NaN;
  const chain = seconds('eslint') + seconds('jscpd') + seconds('secretlint');
  /** @param {string} what @param {string} name @param {number} time */
  const row = (what, name, time) =>
    `| ${[what, time.toFixed(2), costs.get(name)?.megabytes.toFixed(0) ?? '', ...['cold', 'warm'].map((run) => (seconds(run) / time).toFixed(2))].join(' | ')} |`;
  return [
    `Ten files of ${repository?.replace(/^.*\.mirror\/|\/repo$/g, '').replace('+', '/') ?? ''}; Node ${process.versions.node}; medians of ${values.rounds} rounds in turn.`,
    '',
    '| what | seconds | MiB | the Action to it, cold | warm |',
    '|---|---:|---:|---:|---:|',
    row('the Action, cold', 'cold', seconds('cold')),
    row('the Action, warm', 'warm', seconds('warm')),
    row('`eslint`, recommended rules', 'eslint', seconds('eslint')),
    row('`danger local`', 'danger', seconds('danger')),
    row('`eslint`, `jscpd` and `secretlint`, one after the other', '', chain),
  ].join('\n');
}

/** An empty folder, as each job finds it. @param {string} name */
function temp(name) {
  const folder = join(work, 'temp', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @returns {Promise<typeof import('../test/support/actions-cache-double.ts')>} */
async function cacheDouble() {
  const outfile = join(work, 'cache-double.mjs');
  const entryPoints = [resolve(HERE, '../test/support/actions-cache-double.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
  return import(pathToFileURL(outfile).href);
}

/** @param {string} name @param {string[]} args @param {string} cwd */
function step(name, args, cwd) {
  return { name, command: join(TOOLS, name), args, cwd };
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 28 }).trim();
}

/** @param {string} text */
function writeIntoReadme(text) {
  const file = join(HERE, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const [before = '', rest = ''] = readme.split('<!-- action -->');
  const after = rest.split('<!-- end of action -->')[1] ?? '';
  writeFileSync(file, `${before}<!-- action -->\n\n${text}\n\n<!-- end of action -->${after}`);
}
