import type { Advisory } from './osv-client.ts';
import type { OsvPackage } from './osv-client.ts';

/** The lowest version above the installed one in which the advisory is mended, as its ranges tell. */
export function fixedVersion(advisory: Advisory, installed: OsvPackage): string | undefined {
  const fixed = advisory.affected
    .filter(({ package: named }) => named?.name.toLowerCase() === installed.name.toLowerCase())
    .flatMap(({ ranges }) => ranges ?? [])
    .filter(({ type }) => type !== 'GIT')
    .flatMap(({ events }) => events.flatMap((event) => event.fixed ?? []))
    .filter((version) => compareVersions(version, installed.version) > 0);
  return fixed.sort(compareVersions)[0];
}

/**
 * Compares dotted versions of any ecosystem: numbers by value, and what has a letter (`rc1`, `beta`) before what ends
 * there. Good enough to choose which of an advisory's own versions to name; whether a version is affected, OSV says.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = compareParts(left[at], right[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function partsOf(version: string): readonly (number | string)[] {
  const parts =
    version
      .replace(/^v/, '')
      .replace(/\+.*$/, '')
      .match(/\d+|[A-Za-z]+/g) ?? [];
  return parts.map((part) => (/^\d/.test(part) ? Number(part) : part.toLowerCase()));
}

/** A word is a pre-release: below nothing, which is below a number. */
function compareParts(a: number | string | undefined, b: number | string | undefined): number {
  const rank = (part: number | string | undefined) =>
    typeof part === 'string' ? 0 : part === undefined || part === 0 ? 1 : 2;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return rank(a) - rank(b);
}
