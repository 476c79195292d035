import type { JsonObject } from '../openapi/json.ts';

/** A request as tests see it. */
export interface RecordedCall {
  /**
   * By GitHub's name for it: `checks/create`. For GraphQL the fields it starts with: `graphql/resolveReviewThread`.
   * For git `git/info-refs`, `git/upload-pack`, `git/receive-pack`. `unknown` for a path that GitHub does not have.
   */
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Missing where the token is none of an installation. */
  installationId: number | undefined;
  readonly at: Date;
  /** 0 while it is under way, and where the connection was cut. */
  status: number;
}

export type Failure =
  /** Instead of doing it. Without a body, GitHub's usual words for the status. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: JsonObject;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'secondary-limit'; readonly retryAfterSeconds?: number; readonly status?: 403 | 429 }
  | { readonly kind: 'primary-limit'; readonly resetsInSeconds: number; readonly status?: 403 | 429 }
  /** The connection is cut, and nothing was done. */
  | { readonly kind: 'cut' }
  /** It is done, and the connection is cut instead of an answer. */
  | { readonly kind: 'cut-after-effect' }
  /** It is done, and answered late. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** It is done and answered once the test lets it. */
  | { readonly kind: 'held'; readonly until: Promise<void> };

/** An operation id, or a question about the call. */
export type Matcher = string | ((call: RecordedCall) => boolean);

export interface Failures {
  /** The next call that matches fails; with `times`, so many. */
  readonly failNext: (matcher: Matcher, failure: Failure, times?: number) => void;
  /** Until the function that it gives is called. */
  readonly failAlways: (matcher: Matcher, failure: Failure) => () => void;
  readonly clear: () => void;
  /** What shall become of this call. */
  take(call: RecordedCall): Failure | undefined;
}

interface Rule {
  readonly matcher: Matcher;
  readonly failure: Failure;
  left: number;
}

export function createFailures(): Failures {
  const rules = new Set<Rule>();
  return {
    failNext: (matcher, failure, times = 1) => void rules.add({ matcher, failure, left: times }),
    failAlways(matcher, failure) {
      const rule = { matcher, failure, left: Infinity };
      rules.add(rule);
      return () => void rules.delete(rule);
    },
    clear: () => rules.clear(),
    take(call) {
      for (const rule of rules) {
        const meant = typeof rule.matcher === 'string' ? rule.matcher === call.operationId : rule.matcher(call);
        if (!meant) continue;
        rule.left -= 1;
        if (rule.left <= 0) rules.delete(rule);
        return rule.failure;
      }
      return undefined;
    },
  };
}
