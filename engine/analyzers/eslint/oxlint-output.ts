import * as z from 'zod';
import { lineStartsOf } from '../../syntax/line-starts.ts';
import type { LintRule } from './lint-rule.ts';
import type { EngineAnswer, LintFile, LintProblem } from './problem.ts';
import { readerMessage } from './reader-message.ts';
import { rangeOf, utf16Offsets } from './text-offsets.ts';

const Output = z.object({
  number_of_files: z.number(),
  diagnostics: z.array(
    z.object({
      message: z.string(),
      code: z.string().optional(),
      help: z.string().optional(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ offset: z.number(), length: z.number() }) })),
    }),
  ),
});
type Diagnostic = z.infer<typeof Output>['diagnostics'][number];

interface Asked {
  readonly files: readonly LintFile[];
  /** Of each file, as oxlint was told. */
  readonly names: readonly string[];
  readonly rules: readonly LintRule[];
}

/**
 * Reads `oxlint -f json`. Undefined when it is not that, or speaks of another number of files than were given. A
 * diagnostic without a rule is the parser's: then the file was not linted.
 */
export function readOxlintOutput(stdout: string, asked: Asked): EngineAnswer[] | undefined {
  const output = parseOutput(stdout);
  if (output?.number_of_files !== asked.files.length) return undefined;
  const byFile = groupByFile(output.diagnostics);
  const ruleByCode = new Map(asked.rules.map((rule) => [codeOf(rule.name), rule]));
  return asked.files.map((file, index) => {
    const diagnostics = byFile.get(asked.names[index]!) ?? [];
    const refusal = diagnostics.find(({ code }) => code === undefined || !ruleByCode.has(code));
    if (refusal) return { kind: 'refused', reason: 'syntax-error', detail: refusal.message };
    return { kind: 'linted', problems: problemsOf(file.text, diagnostics, ruleByCode) };
  });
}

function parseOutput(stdout: string): z.infer<typeof Output> | undefined {
  try {
    const parsed = Output.safeParse(JSON.parse(stdout));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** `eslint(no-debugger)`, `typescript(no-this-alias)`. */
function codeOf(name: string): string {
  const own = /^@typescript-eslint\/(.+)$/.exec(name)?.[1];
  return own ? `typescript(${own})` : `eslint(${name})`;
}

function problemsOf(
  text: string,
  diagnostics: readonly Diagnostic[],
  rules: ReadonlyMap<string, LintRule>,
): LintProblem[] {
  const spans = diagnostics.map(({ code, labels }) => {
    const label = rules.get(code ?? '')?.label === 'last' ? labels.at(-1) : labels[0];
    const offset = label?.span.offset ?? 0;
    return { start: offset, end: offset + (label?.span.length ?? 0) };
  });
  const lineStarts = diagnostics.length > 0 ? lineStartsOf(text) : new Uint32Array();
  const offsets = utf16Offsets(
    text,
    spans.flatMap(({ start, end }) => [start, end]),
  );
  return diagnostics.flatMap((diagnostic, index) => {
    const span = { start: offsets.get(spans[index]!.start)!, end: offsets.get(spans[index]!.end)! };
    const rule = rules.get(diagnostic.code ?? '')!;
    if (rule.onlyIf && !rule.onlyIf.test(text.slice(span.start, span.end))) return [];
    const message = readerMessage(rule.name, diagnostic.message, diagnostic.help);
    return [{ rule: rule.name, message, range: rangeOf(lineStarts, span) }];
  });
}

function groupByFile(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const name = diagnostic.filename.replaceAll('\\', '/').replace(/^\.\//, '');
    const group = groups.get(name);
    if (group) group.push(diagnostic);
    else groups.set(name, [diagnostic]);
  }
  return groups;
}
