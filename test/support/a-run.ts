/** A run of a workflow that talks to the App, as the Action does. */
import { packMeasurements, type MeasuredFile } from '../../github/hand-over/measurements.ts';
import { ENTITLEMENTS_PATH, MEASUREMENTS_PATH, MEASUREMENTS_TYPE } from '../../github/hand-over/app-api.ts';
import type { RepositoryHandle } from './github/site/repository-handle.ts';
import type { OidcDouble, TokenOptions } from './oidc-double.ts';
import type { TestService } from './service.ts';

export interface RunFacts {
  readonly shop: Pick<RepositoryHandle, 'id' | 'fullName'>;
  /** Of a pull request. Default: a push of `sha`. */
  readonly pull?: number;
  readonly sha?: string;
  readonly workflow?: string;
  /** Claims to say otherwise; undefined: left out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly token?: TokenOptions;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface AppClient {
  readonly entitlements: (run: RunFacts) => Promise<ApiAnswer>;
  /** What the run measured of a head. */
  readonly handOver: (run: RunFacts, measured: HandedOver) => Promise<ApiAnswer>;
  /** The same, whatever the body is. */
  readonly post: (
    run: RunFacts,
    body: Uint8Array | string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<ApiAnswer>;
}

export interface HandedOver {
  readonly head: string;
  readonly files: readonly MeasuredFile[];
  readonly job?: string;
  readonly repositoryId?: number;
}

/** Where the App is, for whom tokens are, and when they are issued. */
interface AppAddress {
  readonly service: Pick<TestService['service'], 'url'>;
  /** Default: its address. */
  readonly audience?: string;
  readonly at?: Date;
}

export function anAppClient({ service, audience = service.url, at }: AppAddress, oidc: OidcDouble): AppClient {
  const tokenOf = (run: RunFacts): string =>
    oidc.token({ aud: audience, ...claimsOf(run) }, { ...(at && { at }), ...run.token });
  const ask = async (path: string, request: RequestInit): Promise<ApiAnswer> => {
    const response = await fetch(`${service.url}${path}`, request);
    return { status: response.status, body: (await response.json()) as ApiAnswer['body'] };
  };
  const authorized = (run: RunFacts) => ({ authorization: `Bearer ${tokenOf(run)}` });
  const client: AppClient = {
    entitlements: (run) => ask(ENTITLEMENTS_PATH, { headers: authorized(run) }),
    post: (run, body, headers = {}) =>
      ask(MEASUREMENTS_PATH, {
        method: 'POST',
        body,
        headers: { ...authorized(run), 'content-type': MEASUREMENTS_TYPE, ...headers },
      }),
    handOver: (run, { head, files, job, repositoryId = run.shop.id }) =>
      client.post(
        run,
        packMeasurements({ version: 1, repositoryId, head, files: [...files], ...(job !== undefined && { job }) }),
      ),
  };
  return client;
}

/** What GitHub says of a run. */
export function claimsOf({ shop, pull, sha = '0'.repeat(40), workflow = 'ci', claims }: RunFacts) {
  const ref = pull === undefined ? 'refs/heads/main' : `refs/pull/${pull}/merge`;
  return {
    repository: shop.fullName,
    repository_id: String(shop.id),
    workflow_ref: `${shop.fullName}/.github/workflows/${workflow}.yml@${ref}`,
    ref,
    sha,
    event_name: pull === undefined ? 'push' : 'pull_request',
    ...claims,
  };
}
