/**
 * `npm run conformance -- FOLDER`: measures Plumbline on cases with known answers that others wrote. The folder holds
 * the corpora; each is read where it is, and nothing of it is kept here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { complexityConformance } from './complexity.ts';
import { diffsConformance } from './diffs.ts';

const MOST_DIFFERENCES = 10;

const [folder] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) {
  process.stderr.write('Say where the corpora are: npm run conformance -- FOLDER\n');
  process.exitCode = 2;
} else {
  process.exitCode = (await measure(folder)) ? 0 : 1;
}

async function measure(corpora: string): Promise<boolean> {
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
