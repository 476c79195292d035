import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measure } from '../../engine/analyzers/metrics/measure.ts';
import { loadGrammars, parse } from '../../engine/syntax/parse.ts';

export interface Conformance {
  readonly name: string;
  readonly total: number;
  readonly equal: number;
  /** One sentence for each case that differs. */
  readonly differences: string[];
}

interface ComplexityCase {
  readonly code: string;
  readonly jsx: boolean;
  readonly threshold: number;
  /** Null where the source asserts that there is such a function, but not its line or its number. */
  readonly functions_over_threshold: readonly { line: number | null; cognitive_complexity: number | null }[];
}

/** Compares cognitive complexity with `cognitive-complexity.jsonl` in a folder of cases with known answers. */
export async function complexityConformance(corpora: string): Promise<Conformance> {
  await loadGrammars(['javascript']);
  const lines = (await readFile(join(corpora, 'cognitive-complexity.jsonl'), 'utf8')).split('\n').filter(Boolean);
  const differences = lines.flatMap((line, i) => {
    const difference = differenceOf(JSON.parse(line) as ComplexityCase);
    return difference === undefined ? [] : [`case ${i + 1}: ${difference}`];
  });
  return {
    name: 'cognitive complexity',
    total: lines.length,
    equal: lines.length - differences.length,
    differences,
  };
}

function differenceOf({ code, threshold, functions_over_threshold: expected }: ComplexityCase): string | undefined {
  const found = measure(parse('javascript', code)).metrics.functions.filter(({ cognitive }) => cognitive > threshold);
  const equal =
    found.length === expected.length &&
    found.every(({ startLine, cognitive }, i) => {
      const { line, cognitive_complexity: complexity } = expected[i]!;
      return (line === null || line === startLine) && (complexity === null || complexity === cognitive);
    });
  if (equal) return undefined;
  const said = found.map(({ startLine, cognitive }) => ({ line: startLine, cognitive_complexity: cognitive }));
  return `expected ${JSON.stringify(expected)}, got ${JSON.stringify(said)}`;
}
