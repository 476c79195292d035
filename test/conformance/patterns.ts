import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languageNamed } from '../../engine/patterns/rules/language-names.ts';
import type { ConformanceOptions, ScanConformance } from './options.ts';
import type { ScanOutcome, ScanPool } from './scan-pool.ts';
import { compareLines, Tallies } from './tally.ts';

interface PatternCase {
  readonly language: string;
  readonly name: string;
  readonly pattern: string;
  readonly target: string;
  readonly expected: readonly number[];
}

/**
 * Runs every case of `patterns.jsonl`. Counted twice: by the lines the case gives, which leave out those that the
 * target marks with `ERROR:`, and by both kinds of mark.
 */
export async function patternsConformance(
  corpora: string,
  { pool, options }: { pool: ScanPool; options: ConformanceOptions },
): Promise<ScanConformance> {
  const lines = (await readFile(join(corpora, 'patterns.jsonl'), 'utf8')).split('\n').filter(Boolean);
  const chosen = lines
    .map((line) => JSON.parse(line) as PatternCase)
    .filter(
      ({ language, name }) =>
        (options.language === undefined || [language, languageNamed(language)].includes(options.language)) &&
        (options.only === undefined || name === options.only || `${language}/${name}` === options.only),
    );
  const requests = chosen.map(({ language, pattern, target }) => ({
    rules: JSON.stringify({ rules: [{ id: 'case', message: '', severity: 'INFO', languages: [language], pattern }] }),
    targets: [{ name: `target.${EXTENSIONS[language] ?? language}`, text: target }],
  }));
  const outcomes = await pool.scanAll(requests, options.processes);
  const [given, marked] = [new Tallies(), new Tallies()];
  const details = chosen.flatMap((one, index) => {
    judge(one, outcomes[index]!, { tallies: given, expected: one.expected });
    return judge(one, outcomes[index]!, { tallies: marked, expected: markedLines(one) });
  });
  return {
    tables: [given.table('patterns, lines as given', 'cases'), marked.table('patterns, lines as marked', 'cases')],
    failed: marked.failed,
    details,
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  python: 'py',
  ruby: 'rb',
  csharp: 'cs',
  kotlin: 'kt',
  rust: 'rs',
  generic: 'txt',
};

function judge(
  { language, name, pattern, target }: PatternCase,
  outcome: ScanOutcome,
  { tallies, expected }: { tallies: Tallies; expected: readonly number[] },
): unknown[] {
  const tally = tallies.of(language);
  tally.cases++;
  if (outcome.kind === 'crash') tally.crashes++;
  if (outcome.kind === 'hang') tally.hangs++;
  const answer = outcome.kind === 'answer' ? outcome.answer : undefined;
  if (answer?.loaded) tally.loaded++;
  const { right, missing, surplus } = compareLines(answer?.lines[0] ?? [], expected, () => true);
  tally.add({ right, missing: missing.length, surplus: surplus.length });
  if (missing.length + surplus.length === 0 && answer?.loaded) {
    tally.whollyRight++;
    return [];
  }
  return [
    {
      kind: 'pattern',
      outcome: outcome.kind,
      language,
      name,
      pattern,
      missing,
      surplus,
      errors: answer?.errors ?? [],
      target,
    },
  ];
}

/** The lines given, and those that follow a comment with `ERROR:`. */
function markedLines({ target, expected }: PatternCase): number[] {
  const lines = target.split('\n');
  const isComment = (line: string | undefined) => /^\s*(?:#|\/\/|\/\*|\*|<!--|--|\(\*)/.test(line ?? '');
  const marked = lines.flatMap((line, index) => {
    if (!isComment(line) || !/ERROR\b ?:?/.test(line)) return [];
    let next = index + 1;
    while (next < lines.length && isComment(lines[next])) next++;
    return next < lines.length ? [next + 1] : [];
  });
  return [...new Set([...expected, ...marked])].sort((one, other) => one - other);
}
