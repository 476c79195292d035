// Bundles the command line and the worker into dist/, beside the grammars and templates they read at run time.
// With --tools it also bundles the developers' programs into dist-tools/. A build that fails leaves the last one alone.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  splitting: true,
  entryNames: '[dir]/[name]',
  chunkNames: 'chunks/[name]-[hash]',
  outbase: '.',
  minifySyntax: true,
  define: { PLUMBLINE_VERSION: JSON.stringify(version), PLUMBLINE_BUILD: JSON.stringify(sourceHash()) },
  // Loaded from node_modules when they are needed: native, or too large to be parsed otherwise.
  external: [
    'eslint',
    'typescript',
    'typescript-eslint',
    '@typescript-eslint/*',
    'oxlint',
    '@myriaddreamin/*',
    '@secretlint/*',
  ],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

await buildInto('dist', ['cli/main.ts', 'engine/workers/worker.ts']);
if (process.argv.includes('--tools')) await buildInto('dist-tools', ['test/conformance/main.ts']);

/** Names what the results of a review depend on besides its input: cached results of another build are not reused. */
function sourceHash() {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'));
  const files = readdirSync('engine', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  for (const path of paths) hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} folder
 * @param {string[]} entryPoints
 */
async function buildInto(folder, entryPoints) {
  const draft = `${folder}.${process.pid}`;
  try {
    await build({ ...shared, entryPoints, outdir: draft });
    copyAssets(draft);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function copyAssets(folder) {
  /** @type {Record<string, string>} */
  const packages = JSON.parse(readFileSync('engine/syntax/grammar-packages.json', 'utf8'));
  mkdirSync(`${folder}/grammars`, { recursive: true });
  for (const [file, source] of Object.entries(packages)) cpSync(require.resolve(source), `${folder}/grammars/${file}`);
  cpSync('report-templates', `${folder}/report-templates`, { recursive: true });
}
