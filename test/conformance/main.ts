/**
 * `npm run conformance -- FOLDER`: measures Plumbline on cases with known answers that others wrote. The folder holds
 * the corpora; each is read where it is, and nothing of it is kept here. `--language L` and `--only NAME` choose among
 * rules and patterns, `--details FILE` writes the wrong ones as lines of JSON, `--timeout S` is for one case.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complexityConformance } from './complexity.ts';
import { diffsConformance } from './diffs.ts';
import { readOptions, type ConformanceOptions } from './options.ts';
import { patternsConformance } from './patterns.ts';
import { rulesConformance } from './rules.ts';
import { ScanPool, SERVE } from './scan-pool.ts';

const MOST_DIFFERENCES = 10;

if (process.argv[2] === SERVE) {
  const { serveScans } = await import('./scan-process.ts');
  await serveScans();
} else {
  const options = readOptions(process.argv.slice(2));
  if (options.corpora === undefined || !existsSync(options.corpora)) {
    process.stderr.write('Say where the corpora are: npm run conformance -- FOLDER\n');
    process.exitCode = 2;
  } else {
    const chosen = options.language !== undefined || options.only !== undefined;
    const equal = chosen || (await compareAll(options.corpora));
    const sound = await scanAll(options.corpora, options);
    process.exitCode = equal && sound ? 0 : 1;
  }
}

async function compareAll(corpora: string): Promise<boolean> {
  let allEqual = true;
  for (const [file, run] of [
    ['cognitive-complexity.jsonl', complexityConformance],
    ['diffs.jsonl', diffsConformance],
  ] as const) {
    if (!existsSync(join(corpora, file))) {
      process.stdout.write(`${file}: not there, not measured\n`);
      allEqual = false;
      continue;
    }
    const { name, total, equal, differences } = await run(corpora);
    process.stdout.write(`${name}: ${equal} of ${total} equal\n`);
    for (const difference of differences.slice(0, MOST_DIFFERENCES)) process.stdout.write(`  ${difference}\n`);
    allEqual &&= equal === total;
  }
  return allEqual;
}

/** Rules and patterns: how much is right is for people to judge; nothing may crash or hang. */
async function scanAll(corpora: string, options: ConformanceOptions): Promise<boolean> {
  const pool = new ScanPool(options.timeout);
  try {
    const results = [await rulesConformance(corpora, { pool, options })];
    if (existsSync(join(corpora, 'patterns.jsonl')))
      results.push(await patternsConformance(corpora, { pool, options }));
    for (const { tables } of results) for (const table of tables) process.stdout.write(`\n${table}\n`);
    if (options.details !== undefined) {
      const details = results.flatMap((result) => result.details);
      writeFileSync(options.details, details.map((detail) => `${JSON.stringify(detail)}\n`).join(''));
      process.stdout.write(`\n${details.length} wrong cases are in ${options.details}\n`);
    }
    return results.every(({ failed }) => !failed);
  } finally {
    pool.close();
  }
}
