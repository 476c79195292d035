import type { NotLookedAt, ProjectInput } from '../analyzer.ts';
import { advisorySeverity } from './advisory-severity.ts';
import type { Dependency, DependencyResult, Vulnerability } from './dependency-result.ts';
import { fixedVersion } from './fixed-version.ts';
import { askOsv, type Advisory, type OsvPorts } from './osv-client.ts';

export interface VulnerabilityAnswer {
  readonly status: DependencyResult['vulnerabilityStatus'];
  readonly vulnerabilities: readonly Vulnerability[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/** Longest summary shown, in UTF-16 code units: it is somebody else's text. */
const LONGEST_SUMMARY = 200;

/** What OSV knows against these packages; what it was not asked, or did not answer, is said. */
export async function findVulnerabilities(
  input: Pick<ProjectInput, 'options' | 'signal'>,
  dependencies: readonly Dependency[],
  limits: Pick<OsvPorts, 'retries' | 'deadline'>,
): Promise<VulnerabilityAnswer> {
  if (dependencies.length === 0) return { status: 'looked-at', vulnerabilities: [], notLookedAt: [] };
  const packages = [...new Map(dependencies.map((one) => [keyOf(one), one])).values()];
  const { osv } = input.options;
  if (!osv) {
    const detail = 'The review is offline. Let it reach OSV (https://osv.dev) to have them checked.';
    return { status: 'not-looked-at', vulnerabilities: [], notLookedAt: [missed(packages.length, 'offline', detail)] };
  }
  const answer = await askOsv({ ...osv, ...limits, signal: input.signal }, packages);
  const idsByPackage = new Map(packages.map((one, index) => [keyOf(one), answer.ids[index] ?? []]));
  const vulnerabilities = dependencies.flatMap((one) =>
    ofDependency(one, idsByPackage.get(keyOf(one)) ?? [], answer.advisories),
  );
  if (answer.failure === undefined) return { status: 'looked-at', vulnerabilities, notLookedAt: [] };
  return {
    ...failed(packages.length, answer.ids.filter((ids) => !ids).length, `${osv.url}: ${answer.failure}`),
    vulnerabilities,
  };
}

function failed(asked: number, unanswered: number, failure: string): Omit<VulnerabilityAnswer, 'vulnerabilities'> {
  const detail = `OSV could not be asked: ${failure}. Run the review again.`;
  if (unanswered > 0) {
    const status = unanswered === asked ? 'not-looked-at' : 'partly';
    return { status, notLookedAt: [missed(unanswered, 'service-failed', detail)] };
  }
  const subject = 'details of some vulnerabilities';
  return { status: 'partly', notLookedAt: [{ subject, analyzer: 'dependencies', reason: 'service-failed', detail }] };
}

function missed(count: number, reason: 'offline' | 'service-failed', detail: string): NotLookedAt {
  const subject = `vulnerabilities of ${count} ${count === 1 ? 'package' : 'packages'}`;
  return { subject, analyzer: 'dependencies', reason, detail };
}

function keyOf({ ecosystem, name, version }: Dependency): string {
  return `${ecosystem}\0${name}\0${version}`;
}

/** Databases repeat each other: of advisories that name one another, GitHub's is kept, which has a severity. */
function ofDependency(
  dependency: Dependency,
  ids: readonly string[],
  advisories: ReadonlyMap<string, Advisory>,
): readonly Vulnerability[] {
  const found: Vulnerability[] = [];
  for (const id of [...new Set(ids)].sort(byDatabase)) {
    const advisory = advisories.get(id);
    if (advisory?.withdrawn !== undefined) continue;
    const names = new Set([id, ...(advisory?.aliases ?? [])]);
    const index = found.findIndex((one) => names.has(one.id) || one.aliases.some((alias) => names.has(alias)));
    if (index === -1) found.push(vulnerability(dependency, id, advisory));
    else found[index] = { ...found[index]!, aliases: allNames(found[index]!, names) };
  }
  return found;
}

function allNames(one: Vulnerability, more: ReadonlySet<string>): readonly string[] {
  return [...new Set([...one.aliases, ...more])].filter((name) => name !== one.id).sort();
}

function byDatabase(a: string, b: string): number {
  return Number(b.startsWith('GHSA-')) - Number(a.startsWith('GHSA-')) || (a < b ? -1 : 1);
}

function vulnerability(dependency: Dependency, id: string, advisory: Advisory | undefined): Vulnerability {
  if (!advisory) return { id, aliases: [], summary: '', severity: 'medium', dependency };
  const fixedIn = fixedVersion(advisory, dependency);
  return {
    id,
    aliases: [...advisory.aliases].sort(),
    summary: summaryOf(advisory),
    ...advisorySeverity(advisory, dependency.name),
    ...(fixedIn === undefined ? {} : { fixedIn }),
    dependency,
  };
}

function summaryOf({ summary, details }: Advisory): string {
  const text = (summary ?? details?.split('\n').find((line) => /\w/.test(line)) ?? '').replace(/\s+/g, ' ').trim();
  return text.length > LONGEST_SUMMARY ? `${text.slice(0, LONGEST_SUMMARY - 1).trimEnd()}…` : text;
}
