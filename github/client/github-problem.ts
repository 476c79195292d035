import { failedRequest, type FailedRequest } from './failed-request.ts';
import { graphqlErrors, type GraphqlError } from './graphql-errors.ts';
import { RateLimited } from './rate-limited.ts';

/**
 * What is wrong when GitHub does not do as asked:
 *
 * - `not-permitted`: the installation lacks a permission, or a rule of the account forbids it;
 * - `not-found`: it is not there, or is hidden from the installation;
 * - `gone`: it was there, or is switched off or blocked;
 * - `conflict`: another state stands in the way, such as an empty repository;
 * - `invalid`: what was asked for makes no sense to GitHub: asking again will not help;
 * - `unauthorized`: the token or key is not accepted;
 * - `suspended`, `uninstalled`: the installation is, as a whole;
 * - `rate-limited`: to be tried again at `RateLimited.until`;
 * - `unavailable`: GitHub, or the way to it, is out of order: to be tried again later.
 */
export type GitHubProblem =
  | 'not-permitted'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'invalid'
  | 'unauthorized'
  | 'suspended'
  | 'uninstalled'
  | 'rate-limited'
  | 'unavailable';

/** Undefined: not an error of GitHub, but one of ours. */
export function githubProblem(error: unknown): GitHubProblem | undefined {
  if (error instanceof RateLimited) return 'rate-limited';
  const failed = failedRequest(error);
  if (failed) return problemOfStatus(failed);
  const [first] = graphqlErrors(error);
  return first && problemOfGraphql(first);
}

/** A token for certain repositories, with certain rights: GitHub says `Unprocessable` where the installation lacks either. */
const OF_TOKEN = /\/app\/installations\/[^/]+\/access_tokens$/;
const OF_INSTALLATION = /\/app\/installations\/[^/]+(?:\/access_tokens)?$/;

function problemOfStatus({ status, message, url }: FailedRequest): GitHubProblem {
  switch (status) {
    case undefined:
      return 'unavailable';
    case 401:
      return 'unauthorized';
    case 403:
      return /\bsuspended\b/i.test(message) ? 'suspended' : 'not-permitted';
    case 404:
      return OF_INSTALLATION.test(url) ? 'uninstalled' : 'not-found';
    case 408:
      return 'unavailable';
    case 409:
      return 'conflict';
    case 410:
    case 451:
      return 'gone';
    case 422:
      return OF_TOKEN.test(url) ? problemOfToken(message) : 'invalid';
    case 429:
      return 'rate-limited';
    default:
      return status >= 500 ? 'unavailable' : 'invalid';
  }
}

/**
 * GitHub's words: "There is at least one repository that does not exist or is not accessible to the parent installation", "The
 * permissions requested are not granted to this installation".
 */
function problemOfToken(message: string): GitHubProblem {
  if (/\bpermissions? requested\b/i.test(message)) return 'not-permitted';
  return /\bnot accessible\b/i.test(message) ? 'not-found' : 'invalid';
}

/** Only a few types are documented: docs.github.com/en/graphql/guides/using-the-graphql-api. One without is GitHub's own trouble. */
function problemOfGraphql({ type, message }: GraphqlError): GitHubProblem {
  switch (type) {
    case 'NOT_FOUND':
      return 'not-found';
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return 'not-permitted';
    case 'RATE_LIMITED':
      return 'rate-limited';
    case 'SERVICE_UNAVAILABLE':
    case 'INTERNAL':
      return 'unavailable';
    default:
      return type === '' && /something went wrong|timeout|timed out/i.test(message) ? 'unavailable' : 'invalid';
  }
}
