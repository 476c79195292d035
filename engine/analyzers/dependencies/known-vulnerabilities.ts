import { advisorySeverity } from './advisory-severity.ts';
import type { Dependency, Vulnerability } from './dependency-result.ts';
import { fixedVersion } from './fixed-version.ts';
import type { Advisory } from './osv-client.ts';

/** Longest summary shown, in UTF-16 code units: it is somebody else's text. */
const LONGEST_SUMMARY = 200;

/**
 * What these advisories say of one dependency. Databases repeat each other: of advisories that name one another,
 * GitHub's is kept, which has a severity. One whose details are missing is kept, too.
 */
export function knownVulnerabilities(
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
