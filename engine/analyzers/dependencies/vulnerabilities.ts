import type { NotLookedAt, ProjectInput } from '../analyzer.ts';
import type { Dependency, DependencyResult, Vulnerability } from './dependency-result.ts';
import type { OsvPorts } from './osv-client.ts';

export interface VulnerabilityAnswer {
  readonly status: DependencyResult['vulnerabilityStatus'];
  readonly vulnerabilities: readonly Vulnerability[];
  readonly notLookedAt: readonly NotLookedAt[];
}

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
    const detail = 'A review asks no service unless it is told to: `--osv` asks OSV (https://osv.dev) about them.';
    return { status: 'not-looked-at', vulnerabilities: [], notLookedAt: [missed(packages.length, 'offline', detail)] };
  }
  // Loaded on first use: an offline review needs neither the client nor the calculator of scores.
  const [{ askOsv }, { knownVulnerabilities }] = await Promise.all([
    import('./osv-client.ts'),
    import('./known-vulnerabilities.ts'),
  ]);
  const answer = await askOsv({ ...osv, ...limits, signal: input.signal }, packages);
  const idsByPackage = new Map(packages.map((one, index) => [keyOf(one), answer.ids[index] ?? []]));
  const vulnerabilities = dependencies.flatMap((one) =>
    knownVulnerabilities(one, idsByPackage.get(keyOf(one)) ?? [], answer.advisories),
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
