import { problem, type FetchProblem, type FetchProblemCode } from './fetch-outcome.ts';

interface Explanation {
  readonly said: RegExp;
  readonly code: FetchProblemCode;
  readonly retry: boolean;
  readonly message: string;
}

/** What git says of a remote that will not or cannot answer, the more exact before the more general. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    said: /not our ref|unadvertised object|no such remote ref [0-9a-f]{40}|couldn't find remote ref refs\/pull\//,
    code: 'gone-head',
    retry: false,
    message: 'GitHub no longer has the head commit: it was pushed over or deleted.',
  },
  {
    said: /couldn't find remote ref/,
    code: 'gone-base',
    retry: false,
    message: 'GitHub no longer has the branch to compare with.',
  },
  {
    said: /error: 30[12378]/,
    code: 'moved',
    retry: true,
    message: 'The repository has another name by now.',
  },
  {
    said: /error: 429|rate limit/i,
    code: 'network',
    retry: true,
    message: 'GitHub asks to fetch more slowly.',
  },
  {
    said: /error: 403|access denied|not granted/i,
    code: 'not-permitted',
    retry: false,
    message: 'GitHub does not permit to read the code. The App needs read access to the contents of the repository.',
  },
  {
    said: /repository .*not found|error: 404/i,
    code: 'not-found',
    retry: false,
    message: 'GitHub knows no such repository, or the App is not installed on it any more.',
  },
  {
    said: /error: 401|Authentication failed|could not read (?:Username|Password)/,
    code: 'not-permitted',
    retry: true,
    message: 'GitHub refuses the token.',
  },
  {
    said: /unable to access|RPC failed|early EOF|hung up|error: 5\d\d|Could not resolve|Connection|timed out|Operation too slow|unexpected disconnect|curl \d+|protocol error|bad line length|expected (?:flush|packfile|'?packfile)/i,
    code: 'network',
    retry: true,
    message: 'GitHub could not be reached, or the connection was cut.',
  },
];

/** What a fetch that failed means; undefined where git says nothing of the remote, so that the cache itself may be broken. */
export function explainFetchFailure(errors: string): FetchProblem | undefined {
  const found = EXPLANATIONS.find(({ said }) => said.test(errors));
  if (!found) return undefined;
  return { ...problem(found.code, found.message, { retry: found.retry }), detail: reasonOf(errors) };
}

/** Git's reason, without what the server said before. It has no secrets: git knows the token as a header, which it never prints. */
export function reasonOf(errors: string): string {
  const reason = errors.split('\n').find((line) => /^(?:fatal|error): /.test(line)) ?? 'no reason given';
  return reason.slice(0, MOST_DETAIL);
}

/** Characters: a branch's name may be in it. */
const MOST_DETAIL = 500;
