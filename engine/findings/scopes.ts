import type { FileMetrics } from '../analyzers/metrics/file-metrics.ts';

/** A named stretch of a file: a function, a class. Lines are 1-based and inclusive. */
export interface Scope {
  /** Names from the outermost scope to this one. */
  readonly names: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
}

/** The functions and classes that the metrics analyzer found, as scopes for the identity of findings. */
export function scopesOfMetrics(metrics: Pick<FileMetrics, 'functions' | 'classes'>): Scope[] {
  return [...metrics.classes, ...metrics.functions].map(({ name, scope, startLine, endLine }) => ({
    names: [...scope, name],
    startLine,
    endLine,
  }));
}

/**
 * The innermost scope of each line asked for; `undefined` where none is around it. Costs a sort of both lists and one
 * sweep: a file may hold thousands of functions and of findings.
 */
export function innermostScopes(scopes: readonly Scope[], lines: Iterable<number>): Map<number, Scope | undefined> {
  const ordered = [...scopes].sort(outermostFirst);
  const open: Scope[] = [];
  const found = new Map<number, Scope | undefined>();
  let next = 0;
  for (const line of [...new Set(lines)].sort((a, b) => a - b)) {
    for (; next < ordered.length && ordered[next]!.startLine <= line; next++) open.push(ordered[next]!);
    while (open.length > 0 && open.at(-1)!.endLine < line) open.pop();
    found.set(line, open.at(-1));
  }
  return found;
}

function outermostFirst(a: Scope, b: Scope): number {
  return a.startLine - b.startLine || b.endLine - a.endLine || a.names.length - b.names.length;
}
