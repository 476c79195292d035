import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import type { RawFinding, Rule } from '../../findings/finding.ts';
import type { NotLookedAt, NotLookedAtReason } from '../analyzer.ts';
import { runNodeProgram } from './node-program.ts';
import { plainMessage } from './problem.ts';
import { readEslintReport, type EslintMessage, type EslintReport } from './repository-report.ts';
import { REPOSITORY_LINT, repositoryRule, repositoryRuleId } from './repository-rule.ts';

export interface RepositoryLint {
  readonly findings: readonly RawFinding[];
  /** The rules that fired. */
  readonly rules: readonly Rule[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/**
 * Lints files of a working folder by the repository's own ESLint (ours where it has none) and its own configuration.
 * THIS RUNS THE REPOSITORY'S CODE: only where the user has asked for it. Runs in processes of their own, within a time
 * limit; a broken configuration is an outcome. What the repository's comments suppress is reported too, since
 * suppressions are decided centrally. `paths` are relative to the folder, with `/`.
 */
export async function lintWithRepositoryConfig(
  workingFolder: string,
  paths: readonly string[],
  options: { readonly milliseconds?: number; readonly signal?: AbortSignal } = {},
): Promise<RepositoryLint> {
  const deadline = Date.now() + (options.milliseconds ?? RUN_MILLISECONDS);
  // As ESLint names it: through no link.
  const folder = realpathSync(workingFolder);
  const program = findEslint(folder);
  const findings: RawFinding[] = [];
  const notLookedAt: NotLookedAt[] = [];
  const rules = new Map<string, Rule>();
  for (const chunk of argumentChunks(paths)) {
    const milliseconds = Math.max(1, deadline - Date.now());
    const args = [...ARGUMENTS, ...chunk.map((path) => `./${path}`)];
    const limits = { cwd: folder, milliseconds, outputBytes: OUTPUT_BYTES, signal: options.signal };
    const ended = await runNodeProgram(program, args, limits);
    if (ended.kind === 'failed') {
      notLookedAt.push(...chunk.map((path) => missed(path, ended.reason, `The repository's ESLint: ${ended.detail}`)));
      continue;
    }
    const report = readEslintReport(ended.stdout);
    if (!report) {
      const said = plainMessage(ended.stderr) || `ended with code ${ended.exitCode}`;
      notLookedAt.push({ ...missed('', 'bad-input', said), subject: "the repository's ESLint configuration" });
      break;
    }
    collect(report, { folder, findings, notLookedAt, rules });
  }
  return { findings, notLookedAt, rules: [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

const RUN_MILLISECONDS = 300_000;
const OUTPUT_BYTES = 256 * 1024 * 1024;
const ARGUMENTS = ['--format', 'json-with-metadata', '--no-error-on-unmatched-pattern', '--no-color'];

/** Windows takes 32,767 characters for a whole command line. */
const ARGUMENT_CHARACTERS = 24_000;

function findEslint(folder: string): string {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return join(dirname(createRequire(from).resolve('eslint/package.json')), 'bin', 'eslint.js');
    } catch {
      // Not installed there.
    }
  }
  throw new Error('eslint is a dependency of this package and cannot be found');
}

function argumentChunks(paths: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let characters = ARGUMENT_CHARACTERS;
  for (const path of paths) {
    characters += path.length + 5;
    if (characters > ARGUMENT_CHARACTERS) {
      chunks.push([]);
      characters = path.length + 5;
    }
    chunks.at(-1)!.push(path);
  }
  return chunks;
}

function collect(
  report: EslintReport,
  into: { folder: string; findings: RawFinding[]; notLookedAt: NotLookedAt[]; rules: Map<string, Rule> },
): void {
  for (const result of report.results) {
    const path = relative(into.folder, result.filePath).split(sep).join('/');
    for (const message of [...result.messages, ...(result.suppressedMessages ?? [])]) {
      // What is said of a file as a whole: it could not be parsed, or the configuration leaves it out.
      if (message.fatal || (message.ruleId === null && message.line === undefined)) {
        const reason = message.fatal ? 'syntax-error' : 'excluded';
        into.notLookedAt.push(missed(path, reason, `The repository's ESLint: ${plainMessage(message.message)}`));
        continue;
      }
      const finding = asFinding(path, message);
      into.findings.push(finding);
      if (!into.rules.has(finding.ruleId)) into.rules.set(finding.ruleId, repositoryRule(message, report));
    }
  }
}

function missed(path: string, reason: NotLookedAtReason, detail: string): NotLookedAt {
  return { subject: path, ...(path === '' ? {} : { path }), analyzer: REPOSITORY_LINT, reason, detail };
}

function asFinding(path: string, message: EslintMessage): RawFinding {
  const [startLine, startColumn] = [Math.max(1, message.line ?? 1), Math.max(1, message.column ?? 1)];
  const endLine = Math.max(startLine, message.endLine ?? startLine);
  const endColumn = Math.max(endLine === startLine ? startColumn : 1, message.endColumn ?? 1);
  const range = { startLine, startColumn, endLine, endColumn };
  return { ruleId: repositoryRuleId(message.ruleId), path, range, message: plainMessage(message.message) };
}
