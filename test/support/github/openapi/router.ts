import type { OperationDescription } from './description.ts';

export interface Match {
  readonly operation: OperationDescription;
  readonly path: Readonly<Record<string, string>>;
}

/** These parameters may hold slashes that a client did not encode. */
const LONG_PARAMETERS = new Set(['contents/{path}', 'git/ref/{ref}', 'git/refs/{ref}', 'git/matching-refs/{ref}']);

/** Finds the operation for a method and a path. Literal segments win over parameters. */
export function createRouter(
  operations: readonly OperationDescription[],
): (method: string, path: string) => Match | undefined {
  const bySize = new Map<string, Route[]>();
  const long: Route[] = [];
  for (const operation of operations) {
    const segments = operation.path.split('/').slice(1);
    const route = { operation, segments, literals: segments.filter((segment) => !segment.startsWith('{')).length };
    if (LONG_PARAMETERS.has(segments.slice(-2).join('/')) || LONG_PARAMETERS.has(segments.slice(-3).join('/')))
      long.push(route);
    const key = `${operation.method} ${segments.length}`;
    bySize.set(key, [...(bySize.get(key) ?? []), route]);
  }
  for (const routes of bySize.values()) routes.sort((a, b) => b.literals - a.literals);
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const route of bySize.get(`${method} ${segments.length}`) ?? []) {
      const found = match(route, segments);
      if (found) return { operation: route.operation, path: found };
    }
    for (const route of long) {
      if (route.operation.method !== method || segments.length < route.segments.length) continue;
      const last = route.segments.length - 1;
      const found = match(route, [...segments.slice(0, last), segments.slice(last).join('/')]);
      if (found) return { operation: route.operation, path: found };
    }
    return undefined;
  };
}

interface Route {
  readonly operation: OperationDescription;
  readonly segments: readonly string[];
  readonly literals: number;
}

function match(route: Route, segments: readonly string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, expected] of route.segments.entries()) {
    const actual = segments[index] ?? '';
    if (expected.startsWith('{')) {
      if (actual === '') return undefined;
      values[expected.slice(1, -1)] = decode(actual);
    } else if (expected !== actual) return undefined;
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
