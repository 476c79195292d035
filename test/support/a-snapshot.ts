import { createHash } from 'node:crypto';
import type { Classification, Language } from '../../engine/source/language.ts';
import type { AnalyzedFile, FileAnalyzer, ProjectInput } from '../../engine/analyzers/analyzer.ts';
import { SourceError } from '../../engine/source/source.ts';
import type { BlobId, FileKind, Snapshot, SourceFile } from '../../engine/source/source.ts';
import { loadGrammars, parse } from '../../engine/syntax/parse.ts';

/** Content of a file, or content with what is unusual about it. A symlink's content is its target. */
export type FileContent = string | Buffer | { readonly content: string | Buffer; readonly kind: FileKind };

/** A snapshot in memory: path to content. Blob ids are git's own. */
export function aSnapshot(files: Readonly<Record<string, FileContent>>, label = 'in memory'): Snapshot {
  const contents = new Map<string, Buffer>();
  const sources = new Map<string, SourceFile>();
  for (const [path, given] of Object.entries(files)) {
    const { content, kind } =
      typeof given === 'string' || Buffer.isBuffer(given) ? { content: given, kind: 'file' as const } : given;
    const bytes = Buffer.from(content);
    contents.set(path, bytes);
    sources.set(path, { path, blob: blobIdOf(bytes), kind, size: kind === 'submodule' ? 0 : bytes.length });
  }
  return {
    label,
    files: [...sources.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: [],
    file: (path) => sources.get(path),
    read: (file) => {
      const bytes = contents.get(file.path);
      if (bytes && blobIdOf(bytes) === file.blob) return Promise.resolve(bytes);
      return Promise.reject(new SourceError('missing-object', `no ${file.path} here`, { advice: 'build it first' }));
    },
  };
}

export function blobIdOf(content: string | Buffer): BlobId {
  const bytes = Buffer.from(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

const LANGUAGE_BY_EXTENSION: Readonly<Record<string, Language>> = {
  js: 'javascript',
  jsx: 'jsx',
  ts: 'typescript',
  tsx: 'tsx',
  py: 'python',
  go: 'go',
  java: 'java',
  rb: 'ruby',
  php: 'php',
  cs: 'csharp',
  kt: 'kotlin',
  rs: 'rust',
  c: 'c',
  cpp: 'cpp',
};

/** By extension alone: enough for tests of what comes after classification. */
export function aClassification(path: string, more: Partial<Classification> = {}): Classification {
  const language = LANGUAGE_BY_EXTENSION[path.slice(path.lastIndexOf('.') + 1)];
  return {
    ...(language ? { language } : {}),
    type: language ? 'code' : 'prose',
    test: /(^|\/)tests?\/|\.test\./.test(path),
    ...more,
  };
}

export interface ProjectInputParts {
  /** Paths that the review looks at; by default every file of the snapshot that is not left out. */
  readonly lookedAt?: readonly string[];
  readonly fileAnalyzers?: readonly FileAnalyzer[];
  readonly classified?: ReadonlyMap<string, Classification>;
  readonly comparison?: ProjectInput['comparison'];
  readonly options?: Partial<ProjectInput['options']>;
}

/** What a project analyzer is given, with real facts of the file analyzers named. `asked` lists what `analyzeMore` was asked for. */
export async function aProjectInput(
  snapshot: Snapshot,
  parts: ProjectInputParts = {},
): Promise<ProjectInput & { readonly asked: string[] }> {
  const classified = parts.classified ?? new Map(snapshot.files.map((file) => [file.path, aClassification(file.path)]));
  const analyze = (file: SourceFile) => analyzed(snapshot, file, classified.get(file.path)!, parts.fileAnalyzers ?? []);
  const lookedAt = snapshot.files.filter((file) =>
    parts.lookedAt ? parts.lookedAt.includes(file.path) : !classified.get(file.path)?.leftOut,
  );
  const asked: string[] = [];
  return {
    snapshot,
    files: await Promise.all(lookedAt.map(analyze)),
    classified,
    ...(parts.comparison ? { comparison: parts.comparison } : {}),
    analyzeMore: (files) => {
      asked.push(...files.map((file) => file.path));
      return Promise.all(files.map(analyze));
    },
    options: {
      coverageFiles: [],
      sarifFiles: [],
      testFiles: [],
      duplication: { minTokens: 50, ignoreNames: false, includeTests: false },
      ...parts.options,
    },
    now: new Date('2026-01-02T03:04:05Z'),
    asked,
  };
}

async function analyzed(
  snapshot: Snapshot,
  file: SourceFile,
  classification: Classification,
  analyzers: readonly FileAnalyzer[],
): Promise<AnalyzedFile> {
  const facts: Record<string, unknown> = {};
  const { language } = classification;
  if (language && analyzers.length > 0) {
    await loadGrammars([language]);
    const text = (await snapshot.read(file)).toString('utf8');
    for (const analyzer of analyzers) {
      if (!analyzer.applies({ path: file.path, classification })) continue;
      const output = await analyzer.analyze({
        path: file.path,
        text,
        classification,
        tree: () => parse(language, text),
      });
      if (output.facts !== undefined) facts[analyzer.id] = JSON.parse(JSON.stringify(output.facts));
    }
  }
  return { file, classification, facts };
}
