// Bundles the command line and the worker into dist/, beside the grammars and templates they read at run time.
// With --tools it also bundles the developers' programs into dist-tools/; with --action it bundles the GitHub Action, and
// nothing else, into dist-action/. A build that fails leaves the last one alone.
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

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
  alias: { cosmiconfig: resolve('scripts/no-cosmiconfig.js') },
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
  banner: { js: REQUIRE },
  logLevel: 'warning',
};

/**
 * A runner has no node_modules: everything is in the folder. oxlint stands there as it was installed, with the
 * binaries that there are; another platform's, and what makes PDFs (19 MB packed), are fetched: see action/native-parts.ts.
 * @type {import('esbuild').BuildOptions}
 */
const selfContained = {
  minify: true,
  // ESLint would load jiti for a configuration in TypeScript; we hand it ours.
  external: ['oxlint', '@myriaddreamin/*', 'jiti', 'jiti/package.json'],
  // CommonJS's own, which TypeScript asks for.
  define: { ...shared.define, __filename: '__bundledFile', __dirname: '__bundledFolder' },
  banner: {
    js: `${REQUIRE} const __bundledFile = new URL(import.meta.url).pathname, __bundledFolder = new URL('.', import.meta.url).pathname;`,
  },
  plugins: [withNamedExports(['eslint', '@typescript-eslint/parser', 'typescript-eslint', 'undici']), withOurArchive()],
};

if (process.argv.includes('--action')) {
  const entryPoints = ['action/main.ts', 'action/post.ts', 'action/cache/cache-worker.ts', 'engine/workers/worker.ts'];
  const packages = ['oxlint', '@oxlint'];
  await buildInto('dist-action', entryPoints, { options: selfContained, packages, action: true });
} else {
  await buildInto('dist', [
    'cli/main.ts',
    'engine/workers/worker.ts',
    'app/reviews/review-child.ts',
    'app/http/reports/render-worker.ts',
  ]);
}
if (process.argv.includes('--tools'))
  await buildInto('dist-tools', ['test/conformance/main.ts', 'test/demo/main.ts', 'test/storm/main.ts']);

/**
 * Gives dynamic imports of CommonJS packages their named exports, as Node does: esbuild's chunks have the default alone.
 * @param {string[]} packages
 * @returns {import('esbuild').Plugin}
 */
function withNamedExports(packages) {
  return {
    name: 'named-exports',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, kind }) =>
        kind === 'dynamic-import' && packages.includes(path) ? { path, namespace: 'named-exports' } : undefined,
      );
      onLoad({ filter: /./, namespace: 'named-exports' }, ({ path }) => {
        const names = Object.keys(require(path)).filter((name) => name !== 'default' && /^[\w$]+$/.test(name));
        const contents = `import * as whole from '${path}'; export const { ${names.join(', ')} } = whole; export default whole.default ?? whole;`;
        return { contents, resolveDir: resolve('.') };
      });
    },
  };
}

/**
 * Puts our module in the place of the one of @actions/cache that extracts archives: see there.
 * @returns {import('esbuild').Plugin}
 */
function withOurArchive() {
  let replaced = false;
  return {
    name: 'our-archive',
    setup({ onResolve, onEnd }) {
      onResolve({ filter: /\/tar\.js$/ }, ({ importer }) => {
        if (!/[\\/]@actions[\\/]cache[\\/]/.test(importer)) return undefined;
        replaced = true;
        return { path: resolve('action/cache/archive.ts') };
      });
      onEnd(() =>
        replaced
          ? undefined
          : { errors: [{ text: '@actions/cache would extract archives by itself: it has changed.' }] },
      );
    },
  };
}

/** Names what the results of a review depend on besides its input: cached results of another build are not reused. */
function sourceHash() {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'));
  const files = ['engine', 'rules']
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  for (const path of paths) hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} folder
 * @param {string[]} entryPoints
 * @param {{ options?: import('esbuild').BuildOptions, packages?: string[], action?: boolean }} [special] `packages`: taken along as they are; `action`: not the service
 */
async function buildInto(folder, entryPoints, { options = {}, packages = [], action = false } = {}) {
  const draft = `${folder}.${process.pid}`;
  try {
    const { metafile } = await build({ ...shared, ...options, entryPoints, outdir: draft, metafile: true });
    copyAssets(draft);
    if (action) {
      writeFileSync(`${draft}/native-parts.json`, JSON.stringify(nativeParts()));
      // Else Node reads each file twice to see that it is a module.
      writeFileSync(`${draft}/package.json`, '{ "type": "module" }\n');
    }
    if (!action) copyAppAssets(draft);
    for (const name of packages) cpSync(`node_modules/${name}`, `${draft}/node_modules/${name}`, { recursive: true });
    await writeRules(draft);
    await writeTemplates(draft);
    writeFileSync(`${draft}/THIRD-PARTY-LICENCES.txt`, licencesOf(Object.keys(metafile.inputs)));
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Our rules, read and made ready once, so that a review need not.
 * @param {string} folder
 */
async function writeRules(folder) {
  await build({
    ...shared,
    splitting: false,
    entryPoints: ['rules/write-rule-book.ts'],
    outfile: `${folder}/write-rules.mjs`,
  });
  const { writeRuleBook } = await import(pathToFileURL(resolve(folder, 'write-rules.mjs')).href);
  await writeRuleBook({ from: 'rules', to: folder });
  rmSync(`${folder}/write-rules.mjs`);
}

/** What there is for each platform, as the lock file has it: action/native-parts.ts fetches what it needs. */
function nativeParts() {
  /** @type {{ packages: Record<string, { version: string, integrity: string, os?: string[], cpu?: string[], libc?: string[] }> }} */
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const programs = { oxlint: '@oxlint/binding-', typst: '@myriaddreamin/typst-ts-node-compiler-' };
  return Object.entries(programs).flatMap(([program, prefix]) =>
    Object.entries(packages)
      .filter(([path]) => path.startsWith(`node_modules/${prefix}`))
      .map(([path, { version, integrity, os, cpu, libc }]) => {
        const name = path.slice('node_modules/'.length);
        return { program, name, version, integrity, os: os?.[0], cpu: cpu?.[0], libc: libc?.[0] };
      }),
  );
}

/**
 * The templates of reports as JavaScript, so that a review need not compile them.
 * @param {string} folder
 */
async function writeTemplates(folder) {
  const outfile = `${folder}/precompile.mjs`;
  await build({
    ...shared,
    splitting: false,
    entryPoints: ['engine/report/templates/precompiled-templates.ts'],
    outfile,
  });
  const { PRECOMPILED_FILE, precompileTemplates } = await import(pathToFileURL(resolve(outfile)).href);
  const { code } = await transform(await precompileTemplates(), { minify: true, format: 'esm' });
  writeFileSync(`${folder}/${PRECOMPILED_FILE}`, code);
  rmSync(outfile);
}

/** @param {string} folder */
function copyAssets(folder) {
  /** @type {Record<string, string>} */
  const packages = JSON.parse(readFileSync('engine/syntax/grammar-packages.json', 'utf8'));
  mkdirSync(`${folder}/grammars`, { recursive: true });
  for (const [file, source] of Object.entries(packages)) cpSync(require.resolve(source), `${folder}/grammars/${file}`);
  cpSync('report-templates', `${folder}/report-templates`, { recursive: true });
}

/** @param {string} folder */
function copyAppAssets(folder) {
  cpSync('app.yml', `${folder}/app.yml`);
  for (const domain of ['app', 'companion']) {
    if (existsSync(`${domain}/migrations`))
      cpSync(`${domain}/migrations`, `${folder}/${domain}/migrations`, { recursive: true });
  }
}

/**
 * The licences of everything that the built program holds, as they ask for.
 * @param {string[]} inputs paths of bundled modules
 */
function licencesOf(inputs) {
  /** @type {Record<string, string>} */
  const grammars = JSON.parse(readFileSync('engine/syntax/grammar-packages.json', 'utf8'));
  const paths = [...inputs, ...Object.values(grammars).map((path) => `node_modules/${path}`)];
  const folders = new Set(paths.flatMap((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? `Licence: ${license}` : readFileSync(`${folder}/${file}`, 'utf8').trim();
      return `${name} ${version}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
