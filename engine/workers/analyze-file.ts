import type { FileAnalyzer, FileInput, NotLookedAt } from '../analyzers/analyzer.ts';
import { createFileAnalyzers } from '../analyzers/file-analyzers.ts';
import type { RawFinding } from '../findings/finding.ts';
import { withEditRanges } from '../findings/edit-ranges.ts';
import { withSurroundings } from '../findings/surroundings.ts';
import { decodeText } from '../source/decode-text.ts';
import { loadGrammars, parse } from '../syntax/parse.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { WorkerFile, WorkerOptions } from './protocol.ts';

/** What the workers say of one file. */
export interface FileResult {
  readonly findings: readonly RawFinding[];
  /** By analyzer id. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly notLookedAt: readonly NotLookedAt[];
  /** Ids of the analyzers that looked. */
  readonly analyzers: readonly string[];
}

let analyzers: { readonly options: string; readonly list: readonly FileAnalyzer[] } | undefined;

/** Runs every file analyzer that applies on one file, over one parse. One that fails leaves the others' results. */
export async function analyzeFile(file: WorkerFile, options: WorkerOptions): Promise<FileResult> {
  const { path, classification } = file;
  const text = decodeText(file.bytes);
  const input: FileInput = { path, text, classification, ...(await lazyTree(text, classification.language)) };
  const result = {
    findings: [] as RawFinding[],
    facts: {} as Record<string, unknown>,
    notLookedAt: [] as NotLookedAt[],
  };
  const looked: string[] = [];
  for (const analyzer of analyzersFor(options)) {
    if (!analyzer.applies({ path, classification })) continue;
    try {
      const output = await analyzer.analyze(input);
      result.findings.push(...output.findings);
      result.notLookedAt.push(...(output.notLookedAt ?? []));
      if (output.facts !== undefined) result.facts[analyzer.id] = output.facts;
      looked.push(analyzer.id);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      result.notLookedAt.push({ subject: path, path, analyzer: analyzer.id, reason: 'crashed', detail });
    }
  }
  const headings = !looked.includes('metrics');
  const findings = withSurroundings(withEditRanges(result.findings, text), text, { headings });
  return { ...result, findings, analyzers: looked };
}

function analyzersFor(options: WorkerOptions): readonly FileAnalyzer[] {
  const key = JSON.stringify(options);
  if (analyzers?.options !== key) analyzers = { options: key, list: createFileAnalyzers(options) };
  return analyzers.list;
}

async function lazyTree(text: string, language: FileInput['classification']['language']) {
  if (!language) return {};
  await loadGrammars([language]);
  let tree: SyntaxTree<typeof language> | undefined;
  return { tree: () => (tree ??= parse(language, text)) };
}
