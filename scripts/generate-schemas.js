// Writes the published JSON Schemas from the zod schemas they are made of: node scripts/generate-schemas.js
// test/engine/config/published-schema.test.ts and test/engine/report/json/ fail while they are out of date.
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';

const entry = `
  export { configurationJsonSchema } from './engine/config/configuration-json-schema.ts';
  export { reportJsonSchema } from './engine/report/json/report-json-schema.ts';
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
const { configurationJsonSchema, reportJsonSchema } = await import(`data:text/javascript;base64,${code}`);

await mkdir('schemas', { recursive: true });
await write('schemas/plumbline-configuration.schema.json', configurationJsonSchema());
await write('schemas/plumbline-report.schema.json', reportJsonSchema());

/**
 * @param {string} file
 * @param {unknown} schema
 */
async function write(file, schema) {
  await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`);
  console.log(file);
}
