import type { RecordedCall } from './failures.ts';

/** Something that is not as GitHub describes it. A test asserts that there is none. */
export interface Violation {
  /** `answer` and `webhook`: the double itself is wrong. */
  readonly kind: 'request' | 'unknown-path' | 'answer' | 'webhook';
  /** The operation, or the webhook's name. */
  readonly subject: string;
  readonly problems: readonly string[];
}

/** What was asked so far. */
export interface Calls {
  readonly all: readonly RecordedCall[];
  /** How often each operation was called. */
  counts(): Readonly<Record<string, number>>;
  count(operationId: string): number;
  of(operationId: string): readonly RecordedCall[];
  clear(): void;
}

export function createCalls(): Calls & { readonly add: (call: RecordedCall) => void } {
  const all: RecordedCall[] = [];
  const of = (operationId: string) => all.filter((call) => call.operationId === operationId);
  return {
    all,
    of,
    count: (operationId) => of(operationId).length,
    counts() {
      const counts: Record<string, number> = {};
      for (const { operationId } of all) counts[operationId] = (counts[operationId] ?? 0) + 1;
      return counts;
    },
    clear: () => void all.splice(0),
    add: (call) => void all.push(call),
  };
}
