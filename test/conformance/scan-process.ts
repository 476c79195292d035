/** A process that scans one case after the other and may be killed at any time. */
import { extname } from 'node:path';
import { compileRule } from '../../engine/patterns/compile-rule.ts';
import type { PatternLanguage } from '../../engine/patterns/languages.ts';
import { applyEdits, editOf } from '../../engine/patterns/report/fixes.ts';
import { readRules } from '../../engine/patterns/rules/read-rules.ts';
import type { PatternRule } from '../../engine/patterns/rule.ts';
import { scanFile } from '../../engine/patterns/scan-file.ts';
import { SYNTAX_LANGUAGES } from '../../engine/syntax/grammars.ts';
import { lineStartsOf } from '../../engine/syntax/line-starts.ts';
import { loadGrammars } from '../../engine/syntax/parse.ts';
import type { ScanAnswer, ScanRequest } from './scan-request.ts';

/** Answers each request of the parent process, in order, until that ends. */
export async function serveScans(): Promise<void> {
  await loadGrammars(SYNTAX_LANGUAGES);
  process.on('message', (request: ScanRequest) => {
    process.send?.(scan(request));
  });
  process.send?.('ready');
}

function scan({ rules: text, targets }: ScanRequest): ScanAnswer {
  const { rules, problems } = readRules({ name: 'rule.json', text });
  const errors = problems.map(({ message }) => message);
  let loaded = rules.length > 0;
  const fixed: string[] = [];
  const lines = targets.map((target) => {
    try {
      const found = rules.map((rule) => scanTarget(rule, target));
      loaded &&= found.every(({ refused }) => !refused);
      errors.push(...found.flatMap((each) => each.errors));
      fixed.push(
        applyEdits(
          target.text,
          found.flatMap(({ edits }) => edits),
        ).text,
      );
      return [...new Set(found.flatMap((each) => each.lines))].sort((one, other) => one - other);
    } catch (error) {
      fixed.push(target.text);
      errors.push(`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return [];
    }
  });
  return { loaded, lines, fixed, errors };
}

function scanTarget(rule: PatternRule, { name, text }: { name: string; text: string }) {
  const language = languageOf(name, rule.languages);
  const { matches, errors } = scanFile([compileRule(rule, language)], { path: name, text, language });
  const starts = lineStartsOf(text);
  return {
    lines: matches.map(({ start }) => lineOf(starts, start)),
    edits: matches.flatMap((match) => editOf(rule, match, text) ?? []),
    refused: errors.some(({ kind }) => kind === 'pattern'),
    errors: errors.map(({ kind, message }) => `${kind}: ${message}`),
  };
}

/** The rule's language that the file's name speaks of, else one that is for any text, else the rule's first. */
function languageOf(name: string, languages: readonly PatternLanguage[]): PatternLanguage {
  const byName = languages.find((language) => EXTENSIONS[language]?.includes(extname(name)));
  return byName ?? languages.find((language) => language === 'generic' || language === 'regex') ?? languages[0]!;
}

const EXTENSIONS: Partial<Record<PatternLanguage, readonly string[]>> = {
  javascript: ['.js', '.jsx', '.mjs', '.cjs'],
  typescript: ['.ts', '.tsx', '.mts', '.cts'],
  python: ['.py'],
  go: ['.go'],
  java: ['.java'],
  ruby: ['.rb'],
  php: ['.php'],
  csharp: ['.cs'],
  kotlin: ['.kt', '.kts'],
  rust: ['.rs'],
  c: ['.c', '.h'],
  cpp: ['.cpp', '.cc'],
  bash: ['.bash', '.sh'],
  yaml: ['.yaml', '.yml'],
  json: ['.json'],
  dockerfile: ['.dockerfile'],
  terraform: ['.tf'],
  html: ['.html'],
};

function lineOf(starts: ArrayLike<number>, offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
