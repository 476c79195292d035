/**
 * What one check of `plumbline doctor` says. `missing` is what no review can do without, `warn` costs a part of it, `none`
 * is what need not be there.
 */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'none' | 'missing';
  /** What was found. */
  readonly detail: string;
  /** What to do, or what else is to know; for all but `ok` always. */
  readonly advice?: string;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Compares versions such as `20.19.0` by their numbers; what is no version is older than all. */
export function isAtLeast(version: string, least: string): boolean {
  const [is, wanted] = [version, least].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (const [index, number] of wanted!.entries()) {
    const difference = (is![index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

const MOST_NAMED = 6;

/** The first of a list, and how many there are besides. */
export function someOf(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  return names.slice(0, MOST_NAMED).join(', ') + more;
}
