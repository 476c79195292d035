// Writes docs/rules.md, the page that lists the rules of our packs: npm run catalogue
// test/rules/catalogue.test.ts fails while it is out of date.
import { build } from 'esbuild';
import { writeFile } from 'node:fs/promises';

const entry = `
  export { catalogueOf } from './rules/catalogue.ts';
  export { readPacks } from './rules/read-packs.ts';
`;
const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: process.cwd() },
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');",
  },
});
const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
const { catalogueOf, readPacks } = await import(`data:text/javascript;base64,${code}`);
await writeFile('docs/rules.md', catalogueOf(readPacks('rules')));
