import { access } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { lockFileReader } from '../../engine/analyzers/dependencies/lock-files/readers.ts';
import { classifyByPath } from '../../engine/source/classify-file.ts';
import { detectWorkspaces, type RepositoryFiles, type Workspace } from './detect-workspaces.ts';

/** What a repository is made of, as far as it matters to its configuration. */
export interface RepositoryFacts {
  /** Of its code, most files first. */
  readonly languages: readonly { readonly name: string; readonly files: number; readonly analysed: boolean }[];
  /** Lock files that are read, by path. */
  readonly lockFiles: readonly string[];
  /** Reports that are there, by path. */
  readonly coverageReports: readonly string[];
  readonly testReports: readonly string[];
  readonly workspaces: readonly Workspace[];
  /** Plumbline is a dependency of the repository's `package.json`: its schema is installed with it. */
  readonly dependsOnPlumbline: boolean;
  /** Globs for folders that look generated and are not known to be. */
  readonly generated: readonly string[];
}

export async function detectRepository(root: string, files: RepositoryFiles): Promise<RepositoryFacts> {
  const workspaces = await detectWorkspaces(files);
  return {
    languages: languagesOf(files.paths),
    lockFiles: files.paths.filter((path) => lockFileReader(path) && leftOutOf(path) !== 'vendored'),
    coverageReports: await existing(root, withWorkspaces(COVERAGE_REPORTS, workspaces)),
    testReports: await existing(root, withWorkspaces(TEST_REPORTS, workspaces)),
    workspaces,
    dependsOnPlumbline: await dependsOnPlumbline(files),
    generated: generatedFolders(files.paths),
  };
}

async function dependsOnPlumbline(files: RepositoryFiles): Promise<boolean> {
  const text = files.paths.includes('package.json') ? await files.read('package.json') : undefined;
  return text !== undefined && /"plumbline"\s*:/.test(text);
}

/** Where the usual tools write what they found; ignored by git as a rule, so looked for on disk. */
const COVERAGE_REPORTS = [
  'coverage/lcov.info',
  'lcov.info',
  'coverage/coverage-final.json',
  'coverage/clover.xml',
  'coverage/cobertura-coverage.xml',
  'coverage.xml',
  'clover.xml',
  'target/site/jacoco/jacoco.xml',
  'build/reports/jacoco/test/jacocoTestReport.xml',
];
const TEST_REPORTS = [
  'junit.xml',
  'reports/junit.xml',
  'test-results/junit.xml',
  'test-report.xml',
  'target/surefire-reports',
  'build/test-results/test',
];

/** Names that say so, for folders that neither Linguist nor its attributes know. */
const GENERATED_NAMES: ReadonlySet<string> = new Set(['generated', '__generated__', '.generated', 'autogen', 'gen']);

function leftOutOf(path: string) {
  return classifyByPath({ path, kind: 'file', size: 1 }).leftOut;
}

function languagesOf(paths: readonly string[]): { name: string; files: number; analysed: boolean }[] {
  const counts = new Map<string, { files: number; analysed: boolean }>();
  for (const path of paths) {
    const { type, language, languageName, leftOut } = classifyByPath({ path, kind: 'file', size: 1 });
    if (type !== 'code' || languageName === undefined || leftOut) continue;
    const files = (counts.get(languageName)?.files ?? 0) + 1;
    counts.set(languageName, { files, analysed: language !== undefined });
  }
  return [...counts]
    .map(([name, count]) => ({ name, ...count }))
    .sort((a, b) => b.files - a.files || (a.name < b.name ? -1 : 1));
}

function withWorkspaces(paths: readonly string[], workspaces: readonly Workspace[]): string[] {
  return ['', ...workspaces.map(({ path }) => `${path}/`)].flatMap((prefix) => paths.map((path) => prefix + path));
}

/** A folder of reports stands for the XML files in it. */
async function existing(root: string, paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      access(join(root, path)).then(
        () => [path.includes('.') ? path : `${path}/*.xml`],
        () => [],
      ),
    ),
  );
  return found.flat();
}

function generatedFolders(paths: readonly string[]): string[] {
  const globs = new Set<string>();
  for (const path of paths) {
    const { type, leftOut } = classifyByPath({ path, kind: 'file', size: 1 });
    const name = posix
      .dirname(path)
      .split('/')
      .find((part) => GENERATED_NAMES.has(part));
    if (name !== undefined && type === 'code' && !leftOut) globs.add(`**/${name}/**`);
  }
  return [...globs].sort();
}
