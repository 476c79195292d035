import type { NotLookedAt, ProjectAnalyzer, ProjectInput } from '../analyzer.ts';
import type { RawFinding, Rule } from '../../findings/finding.ts';
import { compareDependencies, type DependencyChanges } from './compare-dependencies.ts';
import type { Dependency, DependencyResult, Vulnerability } from './dependency-result.ts';
import { lockFileReader } from './lock-files/readers.ts';
import type { OsvPorts } from './osv-client.ts';
import { readLockFile, readLockFiles, type LockFile, type ReadLockFiles } from './read-lock-files.ts';
import { findVulnerabilities } from './vulnerabilities.ts';

export const VULNERABLE_DEPENDENCY: Rule = {
  id: 'dependencies/vulnerable',
  title: 'Dependency with a known vulnerability',
  description: 'OSV knows an advisory against this version of the package. Update to a version in which it is fixed.',
  severity: 'high',
  quality: 'security',
  minutes: 30,
  helpUri: 'https://osv.dev',
  tags: ['dependencies'],
  cwe: ['CWE-1395'],
};

export const dependenciesAnalyzer = createDependenciesAnalyzer();

/** What a project installs, by its lock files: what a change does to it, and what OSV knows against it. */
export function createDependenciesAnalyzer(
  limits: Pick<OsvPorts, 'retries' | 'deadline'> = {},
): ProjectAnalyzer<DependencyResult> {
  return {
    id: 'dependencies',
    rules: [VULNERABLE_DEPENDENCY],
    prepare: (sides) => Promise.all(sides.map(readLockFiles)),
    analyze: async (input) => {
      const { lockFiles, notLookedAt } = (input.prepared as ReadLockFiles | undefined) ?? (await readLockFiles(input));
      if (lockFiles.length === 0) return { findings: [], notLookedAt };
      const dependencies = lockFiles.flatMap((one) => one.dependencies);
      const changes = await changesSinceBase(input, dependencies);
      const found = await findVulnerabilities(input, dependencies, limits);
      const result: DependencyResult = {
        lockFiles: lockFiles.map(({ path, format, dependencies: { length } }) => ({
          path,
          format,
          dependencies: length,
        })),
        total: dependencies.length,
        direct: dependencies.filter(({ direct }) => direct === true).length,
        ...(changes ? { added: changes.added, removed: changes.removed, changed: changes.changed } : {}),
        vulnerabilities: found.vulnerabilities,
        // What a lock file names without a version that OSV could be asked about was not looked at.
        vulnerabilityStatus: found.status === 'looked-at' && notLookedAt.length > 0 ? 'partly' : found.status,
        licences: countLicences(dependencies),
      };
      return {
        findings: findingsOf(found.vulnerabilities, lockFiles),
        result,
        notLookedAt: [
          ...notLookedAt,
          ...(touchesLockFile(input)
            ? found.notLookedAt
            : found.notLookedAt.filter(({ reason }) => reason !== 'offline')),
          ...(changes?.notLookedAt ?? []),
        ],
      };
    },
  };
}

/** A change that installs nothing else brings no vulnerability: that nobody was asked is then no gap in its review. */
function touchesLockFile({ comparison }: ProjectInput): boolean {
  if (!comparison) return true;
  return comparison.changes.some(({ old, new: now }) => [old, now].some((file) => file && lockFileReader(file.path)));
}

/** Only lock files that the change touches are read again at base: the others are the same. */
async function changesSinceBase(
  { comparison, classified }: ProjectInput,
  head: readonly Dependency[],
): Promise<(DependencyChanges & { readonly notLookedAt: readonly NotLookedAt[] }) | undefined> {
  if (!comparison) return undefined;
  const touched = new Set(comparison.changes.flatMap((change) => [change.old?.path, change.new?.path]));
  const base: Dependency[] = [];
  const notLookedAt: NotLookedAt[] = [];
  for (const path of touched) {
    const file = path === undefined || !lockFileReader(path) ? undefined : comparison.base.file(path);
    const reason = path === undefined ? undefined : classified.get(path)?.leftOut;
    if (!file || reason === 'vendored' || reason === 'excluded') continue;
    const read = await readLockFile(comparison.base, file);
    if ('lockFile' in read) for (const dependency of read.lockFile.dependencies) base.push(dependency);
    else notLookedAt.push(...read.notLookedAt.map((one) => ({ ...one, subject: `${one.subject} at the base` })));
  }
  const changes = compareDependencies(
    base,
    head.filter(({ path }) => touched.has(path)),
  );
  return { ...changes, notLookedAt };
}

function countLicences(dependencies: readonly Dependency[]): DependencyResult['licences'] {
  const counts = new Map<string, number>();
  for (const { licence } of dependencies)
    if (licence !== undefined) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  return [...counts]
    .map(([licence, count]) => ({ licence, count }))
    .sort((a, b) => b.count - a.count || (a.licence < b.licence ? -1 : 1));
}

function findingsOf(vulnerabilities: readonly Vulnerability[], lockFiles: readonly LockFile[]): readonly RawFinding[] {
  const lines = new Map(lockFiles.map(({ path, text }) => [path, text.split('\n')]));
  return vulnerabilities.map(({ id, summary, severity, fixedIn, dependency }) => {
    const { ecosystem, name, version, path, line } = dependency;
    const about = summary === '' ? '' : `: ${summary.replace(/[.\s]+$/, '')}`;
    const way =
      fixedIn === undefined
        ? `See https://osv.dev/vulnerability/${id} for what to do.`
        : `Update to ${fixedIn} or later.`;
    const endColumn = (lines.get(path)?.[line - 1]?.replace(/\r$/, '').length ?? 0) + 1;
    return {
      ruleId: VULNERABLE_DEPENDENCY.id,
      path,
      range: { startLine: line, startColumn: 1, endLine: line, endColumn },
      message: `${name} ${version} has a known vulnerability, ${id}${about}. ${way}`,
      severity,
      anchor: `${ecosystem} ${name} ${id}`,
    };
  });
}
