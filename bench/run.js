// `npm run bench -- webhooks`: see webhooks.js. `npm run bench -- action REPOSITORY`: see action.js.
// `npm run bench -- REPOSITORY [--rounds N] [--write]`: what a review costs beside what people would use instead, as
// ratios within one run. REPOSITORY is a git repository of TypeScript; its HEAD is measured. Nothing is changed in it.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureInTurn } from './lib/measure.js';
import { costCurve } from './lib/cost-curve.js';
import { middleFiles } from './lib/middle-files.js';
import { writeAstGrepRules } from './lib/write-ast-grep-rules.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const PLUMBLINE = resolve(HERE, '../dist/cli/main.js');
const TOOLS = join(HERE, 'node_modules/.bin');
const TEN_FILES = 10;

if (process.argv[2] === 'webhooks' || process.argv[2] === 'action') {
  await import(`./${process.argv[2]}.js`);
  process.exit();
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, write: { type: 'boolean', default: false } },
});
const [repository] = positionals;
if (repository === undefined || !existsSync(repository)) {
  process.stderr.write('Say which repository to measure on: npm run bench -- REPOSITORY\n');
  process.exit(2);
}
if (!existsSync(TOOLS)) {
  process.stderr.write('What we compare with is not installed: npm ci --prefix bench\n');
  process.exit(2);
}

const rounds = Number(values.rounds);
const work = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
try {
  const tree = join(work, 'tree');
  const cache = join(work, 'cache');
  git('clone', '-q', '--shared', resolve(repository), tree);
  const files = git('-C', tree, 'ls-files', '*.ts', '*.tsx', '*.js', '*.mjs').split('\n');
  const lines = files.reduce((sum, file) => sum + readFileSync(join(tree, file), 'utf8').split('\n').length, 0);
  for (const name of ['eslint-chain', 'eslint-recommended', 'eslint-rules']) {
    writeFileSync(join(tree, `${name}.config.js`), `export { default } from '${join(HERE, `${name}.config.js`)}';\n`);
  }
  writeFileSync(join(tree, '.git/info/exclude'), 'eslint-*.config.js\n.eslintcache*\n.secretlintrc.json\n');
  writeFileSync(join(tree, '.secretlintrc.json'), '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}');
  const ruleCount = writeAstGrepRules(join(work, 'ast-grep'));

  const table = [];
  table.push(...(await startUp()));
  table.push(...(await wholeReview({ tree, ruleCount })));
  table.push(...(await rulesAlone({ tree, ruleCount })));
  table.push(...(await afterOneLine({ tree, cache, file: files.find((file) => file.endsWith('.ts')) ?? '' })));
  table.push(...(await tenFiles({ tree })));
  const text = [
    `${files.length} files, ${lines} lines; Node ${process.versions.node}; medians of ${rounds} rounds in turn.`,
    '',
    '| what | seconds | MiB | ratio | target |',
    '|---|---:|---:|---:|---:|',
    ...table.map((row) => `| ${row.join(' | ')} |`),
    '',
    ...(await costCurve({ work, plumbline: PLUMBLINE })),
  ].join('\n');
  process.stdout.write(`${text}\n`);
  if (values.write) writeIntoReadme(text);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function startUp() {
  const costs = await measureInTurn(
    [
      { name: 'node', command: process.execPath, args: ['-e', '0'] },
      { name: 'version', command: process.execPath, args: [PLUMBLINE, '--version'] },
    ],
    { rounds: Math.max(rounds, 11) },
  );
  return [
    row('`node -e 0`', costs.get('node')),
    row('`plumbline --version`', costs.get('version'), costs.get('node'), 2),
  ];
}

/** @param {{ tree: string, ruleCount: number }} given */
async function wholeReview({ tree, ruleCount }) {
  const cwd = tree;
  const chain = [
    {
      name: 'eslint with sonarjs and security',
      command: bin('eslint'),
      args: ['-c', 'eslint-chain.config.js', '.'],
      cwd,
    },
    { name: 'secretlint', command: bin('secretlint'), args: ['**/*'], cwd },
    { name: 'jscpd', command: bin('jscpd'), args: ['--silent', '--min-tokens', '50', '.'], cwd, codes: [0] },
    { name: 'fta', command: bin('fta'), args: ['--json', '.'], cwd },
    {
      name: `ast-grep scan, ${ruleCount} rules`,
      command: bin('ast-grep'),
      args: ['scan', '-c', join(tree, '../ast-grep/sgconfig.yml'), '.'],
      cwd,
    },
  ];
  const costs = await measureInTurn(
    [
      plumblineStep('whole', [tree, '--no-cache']),
      { name: 'eslint', command: bin('eslint'), args: ['-c', 'eslint-recommended.config.js', '.'], cwd },
      ...chain,
    ],
    { rounds },
  );
  const total = chain
    .map(({ name }) => costs.get(name))
    .reduce(
      (sum, cost) => ({
        seconds: (sum?.seconds ?? 0) + (cost?.seconds ?? 0),
        megabytes: Math.max(sum?.megabytes ?? 0, cost?.megabytes ?? 0),
      }),
      { seconds: 0, megabytes: 0 },
    );
  const whole = costs.get('whole');
  const eslint = costs.get('eslint');
  return [
    ...chain.map(({ name }) => row(name, costs.get(name))),
    row('the chain of these', total),
    row('`eslint`, recommended rules', eslint),
    row('whole review, cold', whole, total, 0.25),
    ['peak memory of it, to `eslint`', '', '', ratio(whole?.megabytes, eslint?.megabytes), '≤ 0.5'],
  ];
}

/** @param {{ tree: string, ruleCount: number }} given */
async function rulesAlone({ tree, ruleCount }) {
  const cwd = tree;
  const pack = resolve(HERE, '../rules/security');
  const ours = readdirSync(pack).filter((name) => {
    const rule = join(pack, name, 'rule.yaml');
    return existsSync(rule) && readFileSync(rule, 'utf8').includes('typescript');
  });
  const configs = ours.flatMap((name) => ['--config', join(pack, name, 'rule.yaml')]);
  const costs = await measureInTurn(
    [
      {
        name: 'ours',
        command: process.execPath,
        args: [PLUMBLINE, 'semgrep', ...configs, '--json', '--no-git-ignore', '--exclude', '*.config.js', '.'],
        cwd,
      },
      {
        name: 'ast-grep',
        command: bin('ast-grep'),
        args: ['scan', '-c', join(tree, '../ast-grep/sgconfig.yml'), '.'],
        cwd,
      },
      { name: 'eslint', command: bin('eslint'), args: ['-c', 'eslint-rules.config.js', '.'], cwd },
    ],
    { rounds },
  );
  const mine = costs.get('ours');
  return [
    row(`\`plumbline semgrep\`, ${ours.length} rules of ours for TypeScript`, mine),
    [`to \`ast-grep scan\`, ${ruleCount} rules`, '', '', ratio(mine?.seconds, costs.get('ast-grep')?.seconds), ''],
    ['to `eslint` with sonarjs and security alone', '', '', ratio(mine?.seconds, costs.get('eslint')?.seconds), ''],
  ];
}

/** @param {{ tree: string, cache: string, file: string }} given */
async function afterOneLine({ tree, cache, file }) {
  const env = { PLUMBLINE_CACHE: cache };
  const cwd = tree;
  const steps = [
    plumblineStep('warm', [tree], env),
    {
      name: 'eslint --cache',
      command: bin('eslint'),
      args: ['-c', 'eslint-recommended.config.js', '--cache', '.'],
      cwd,
    },
    plumblineStep('cold', [tree, '--no-cache']),
  ];
  await measureInTurn(steps.slice(0, 2), { rounds: 1 });
  const costs = await measureInTurn(steps, {
    rounds,
    before: (_, round) => appendFileSync(join(tree, file), `// changed ${round} ${performance.now()}\n`),
  });
  git('-C', tree, 'checkout', '-q', '--', file);
  return [
    row('`eslint --cache`, one line changed', costs.get('eslint --cache')),
    row('whole review, one line changed', costs.get('warm'), costs.get('cold'), 0.05),
    [
      'the same, to `eslint --cache`',
      '',
      '',
      ratio(costs.get('warm')?.seconds, costs.get('eslint --cache')?.seconds),
      '≤ 1',
    ],
  ];
}

/** A pull request that touches ten files of middle size, reviewed without any cache. @param {{ tree: string }} given */
async function tenFiles({ tree }) {
  const middle = middleFiles(tree, TEN_FILES);
  for (const file of middle) appendFileSync(join(tree, file), 'export const changed = 1\n');
  git('-C', tree, '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-qam', 'Ten files');
  const costs = await measureInTurn(
    [
      plumblineStep('pull request', [tree, '--base', 'HEAD~1', '--head', 'HEAD', '--no-cache']),
      { name: 'eslint', command: bin('eslint'), args: ['-c', 'eslint-recommended.config.js', ...middle], cwd: tree },
    ],
    { rounds: Math.max(rounds, 5) },
  );
  return [
    row('`eslint` on ten files', costs.get('eslint')),
    row('ten-file pull request, no cache', costs.get('pull request'), costs.get('eslint'), 0.5),
  ];
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function plumblineStep(name, args, env = {}) {
  return { name, command: process.execPath, args: [PLUMBLINE, 'review', ...args], env };
}

/** @param {string} name */
function bin(name) {
  return join(TOOLS, name);
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 28 }).trim();
}

/**
 * @param {string} name
 * @param {import('./lib/measure.js').Cost | undefined} cost
 * @param {import('./lib/measure.js').Cost} [against]
 * @param {number} [target]
 */
function row(name, cost, against, target) {
  const { seconds = NaN, megabytes = NaN } = cost ?? {};
  const shown = against ? ratio(seconds, against.seconds) : '';
  return [name, seconds.toFixed(2), megabytes.toFixed(0), shown, target === undefined ? '' : `≤ ${target}`];
}

/** @param {number | undefined} one @param {number | undefined} other */
function ratio(one = NaN, other = NaN) {
  return (one / other).toFixed(2);
}

/** @param {string} text */
function writeIntoReadme(text) {
  const file = join(HERE, 'README.md');
  const [before] = readFileSync(file, 'utf8').split('<!-- figures -->');
  writeFileSync(file, `${before}<!-- figures -->\n\n${text}\n`);
}
