// Bundles the command line and the worker into dist/, beside the grammars and templates they read at run time.
// `node scripts/build.js --tools` also builds the developers' programs (conformance, bench) into dist-tools/.
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';

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
  define: { PLUMBLINE_VERSION: JSON.stringify(version) },
  // Loaded at run time from node_modules: native, or too large to parse when they are not needed.
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

rmSync('dist', { recursive: true, force: true });
await build({ ...shared, entryPoints: ['cli/main.ts', 'engine/workers/worker.ts'], outdir: 'dist' });
copyAssets();
if (process.argv.includes('--tools')) {
  await build({ ...shared, entryPoints: ['test/conformance/main.ts'], outdir: 'dist-tools' });
}

function copyAssets() {
  const packages = JSON.parse(readFileSync('engine/syntax/grammar-packages.json', 'utf8'));
  mkdirSync('dist/grammars', { recursive: true });
  for (const [file, source] of Object.entries(packages)) cpSync(require.resolve(source), `dist/grammars/${file}`);
  if (existsSync('report-templates')) cpSync('report-templates', 'dist/report-templates', { recursive: true });
}
